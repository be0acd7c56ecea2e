using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.Tests.Http;

public class several_refusals
{
    [Fact]
    public void are_told_at_their_fields_each_sentence_once() =>
        Of(Refusal.Invalid("access.email_invalid", "email"), Refusal.Invalid("access.email_invalid", "email"), Refusal.Invalid("access.name_invalid", "name"))
            .Errors!.ToDictionary(field => field.Key, field => field.Value.Length).ShouldBe(new Dictionary<string, int> { ["email"] = 1, ["name"] = 1 });

    [Fact]
    public void of_which_one_is_forbidden_are_forbidden()
    {
        var problem = Of(Refusal.Invalid("access.email_invalid", "email"), Refusal.Forbidden("access.unit"));

        (problem.Status, problem.Code).ShouldBe((403, "access.unit"));
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, 422)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Forbidden, 403)]
    public void have_the_status_of_their_kind(RefusalKind kind, int status) => Of(new Refusal("access.unit", kind)).Status.ShouldBe(status);

    private static Problem Of(params Refusal[] refusals)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<RefusalTexts>();
        services.AddRefusalTexts<AccessTexts>();
        using var provider = services.BuildServiceProvider();
        return Problem.Of(refusals, provider.GetRequiredService<RefusalTexts>());
    }
}
