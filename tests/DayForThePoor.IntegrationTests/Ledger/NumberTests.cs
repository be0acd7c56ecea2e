using System.Net;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>Voucher numbers have no gaps, whoever writes at the same time and whatever fails.</summary>
public sealed class NumberTests(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task concurrent_gifts_among_failing_ones_get_every_number_once()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).SelectMany(i => new[]
        {
            accountant.Give(commune.Cash(100_000 + i)),
            accountant.Give(commune.Cash(i % 2 == 0 ? 0 : -5)),
            accountant.Give(commune.Cash(100_000 + i), key: $"twin-{i / 2}-{commune.Code}"),
        }));

        var refused = answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity);
        refused.ShouldBe(32);
        var numbers = new List<string>();
        foreach (var answer in answers.Where(a => a.StatusCode == HttpStatusCode.Created))
            numbers.Add((await answer.Json()).GetProperty("voucherNumber").GetString()!);
        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 48).Select(n => $"PT-VNN-{DateTime.UtcNow.AddHours(7).Year}-{n:D6}"));
    }
}
