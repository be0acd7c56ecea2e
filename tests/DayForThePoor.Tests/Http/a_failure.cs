using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace DayForThePoor.Tests.Http;

public class a_failure
{
    [Fact]
    public async Task of_the_program_tells_a_trace_and_nothing_of_what_happened()
    {
        var (status, body) = await Answer(new InvalidOperationException("secret"));

        status.ShouldBe(500);
        body.GetProperty("traceId").GetString().ShouldBe("trace-1");
        body.GetRawText().ShouldNotContain("secret");
        body.GetRawText().ShouldNotContain("Exception");
    }

    [Fact]
    public async Task to_read_the_body_is_400()
    {
        var (status, body) = await Answer(new BadHttpRequestException("Implicit body inferred for parameter"));

        status.ShouldBe(400);
        body.GetRawText().ShouldNotContain("parameter");
    }

    [Fact]
    public async Task to_have_the_right_is_403_with_its_code()
    {
        var (status, body) = await Answer(new AccessDenied(AccessPolicy.OtherUnit));

        status.ShouldBe(403);
        body.GetProperty("code").GetString().ShouldBe("access.unit");
    }

    private static async Task<(int Status, JsonElement Body)> Answer(Exception exception)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<RefusalTexts>();
        services.AddRefusalTexts<AccessTexts>();
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider, TraceIdentifier = "trace-1" };
        context.Request.Path = "/api/anything";
        using var body = new MemoryStream();
        context.Response.Body = body;
        var handler = new FailureHandler(provider.GetRequiredService<RefusalTexts>(), provider.GetRequiredService<IStringLocalizer<HttpTexts>>(), NullLogger<FailureHandler>.Instance);

        (await handler.TryHandleAsync(context, exception, TestContext.Current.CancellationToken)).ShouldBeTrue();

        return (context.Response.StatusCode, JsonDocument.Parse(body.ToArray()).RootElement);
    }
}
