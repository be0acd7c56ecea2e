using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.HandOvers;

/// <summary>A unit that ended on 30/06/2025 with books of its own, and those who took over.</summary>
public sealed record EndedUnit(AppFixture App, Guid UnitId, string Code, IReadOnlyList<(Guid UnitId, string Code)> Successors)
{
    public static readonly DateOnly LastDay = new(2025, 6, 30);

    private static int made;

    public string Fund => $"{Code}-VNN";

    /// <summary>Registers the unit as the national list would, and opens its books as of 2024.</summary>
    public static async Task<EndedUnit> Make(AppFixture app, params IReadOnlyList<(Guid UnitId, string Code)> successors)
    {
        var ct = TestContext.Current.CancellationToken;
        var code = $"T{Interlocked.Increment(ref made):D4}";
        var unit = Ids.Of("unit", code, "2024-01-01");
        await using (var connection = new NpgsqlConnection(app.Database.Owner))
        {
            await connection.OpenAsync(ct);
            await using var insert = new NpgsqlCommand("""
                with u as (insert into dftp.unit (id, kind) values ($1, 'district') returning id),
                v as (insert into dftp.unit_version (unit_id, valid_from, valid_to, code, name, short_name, folded)
                  select $1, date '2024-01-01', $2, $3, 'Huyện Thử ' || $3, 'Thử ' || $3, 'huyen thu' from u)
                insert into dftp.unit_successor (unit_id, successor_id, since) select $1, s, $2 + 1 from u cross join unnest($4::uuid[]) s
                """, connection)
            {
                Parameters = { new() { Value = unit }, new() { Value = LastDay }, new() { Value = code }, new() { Value = successors.Select(s => s.UnitId).ToArray() } },
            };
            await insert.ExecuteNonQueryAsync(ct);
        }
        app.Services.GetRequiredService<IRegistry>().Invalidate();
        await using var scope = app.Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<Wolverine.IMessageBus>().InvokeAsync<Outcome<UnitOpened>>(
            new OpenUnit(Actor.System, unit, new UnitOpening("Huyện lỵ", "0235 000 000", new DateOnly(2024, 1, 1))), ct);
        opened.IsRefused.ShouldBeFalse(opened.ToString());
        return new EndedUnit(app, unit, code, successors);
    }

    public async Task<HttpClient> SignedIn(string role = PersonRoles.Accountant) => await App.SignIn((await App.NewPerson(role, UnitId)).Email);

    /// <summary>Minutes that agree with the book: cash counted, accounts closed, equal shares; changed by the test.</summary>
    public async Task<Dictionary<string, object?>> Minutes(HttpClient client, params long[] shares)
    {
        var draft = await client.GetFromJsonAsync<JsonElement>($"/api/units/hand-over/draft?fund={Fund}", TestContext.Current.CancellationToken);
        long Of(string item) => draft.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("item").GetString() == item).Sum(i => i.GetProperty("amountVnd").GetInt64());
        var accounts = (await App.Services.GetRequiredService<IRegistry>().Current(TestContext.Current.CancellationToken)).Accounts.Values.Where(a => a.UnitId == UnitId).ToList();
        return new()
        {
            ["fund"] = Fund,
            ["decision"] = "Nghị quyết 1659/NQ-UBTVQH15",
            ["receivers"] = Successors.Select((s, i) => new { unit = s.Code, share = shares.Length > i ? shares[i] : 1 }).ToArray(),
            ["cashCountedVnd"] = Of("cash"),
            ["accounts"] = accounts.Select(a => (object)new { account = a.Code, bankBalanceVnd = Of($"bank:{a.Code}"), fate = "closed" }).ToArray(),
        };
    }

    public static async Task<HttpResponseMessage> Draw(HttpClient client, object minutes, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/units/hand-over") { Content = JsonContent.Create(minutes) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> Sign(HttpClient client, Guid id, string unit) =>
        client.PostAsJsonAsync($"/api/units/hand-over/{id}/sign", new { unit }, TestContext.Current.CancellationToken);

    public static async Task<Guid> Drawn(HttpClient client, object minutes)
    {
        var answer = await Draw(client, minutes);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await answer.Text());
        return (await answer.Json()).GetProperty("id").GetGuid();
    }

    public object Cash(long amount, DateOnly? on = null, string? purpose = null) => new
    {
        fund = Fund,
        channel = "cash",
        amountVnd = amount,
        donorName = "Trần Văn Thừa",
        donorKind = "person",
        documentDate = on ?? LastDay,
        purpose,
    };
}
