using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Grants;

/// <summary>A commune with one hamlet and people who ask for grants and approve them.</summary>
public sealed class GrantDesk
{
    private int households;

    private GrantDesk(Commune commune, Guid hamlet, HttpClient asks, HttpClient approves) => (Commune, Hamlet, Asks, Approves) = (commune, hamlet, asks, approves);

    public Commune Commune { get; }

    public Guid Hamlet { get; }

    /// <summary>An accountant: asks and proposes.</summary>
    public HttpClient Asks { get; }

    /// <summary>The head of the board.</summary>
    public HttpClient Approves { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GrantDesk> Open(AppFixture app)
    {
        var commune = await app.NewCommune();
        var desk = new GrantDesk(commune, Guid.CreateVersion7(), await commune.SignedIn(PersonRoles.Accountant), await commune.SignedIn(PersonRoles.Approver));
        await desk.Run("insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($2, $1, 'thon', 'Phú Trung', 'thon phu trung', '2020-01-01')", desk.Hamlet);
        return desk;
    }

    /// <summary>A household of this class in the review of the year; its id.</summary>
    /// <param name="recognised">Null: on no list.</param>
    public async Task<Guid> Household(string? recognised = HouseholdClasses.Poor, string head = "Trần Thị Lựu")
    {
        var id = Guid.CreateVersion7();
        var code = $"HN-{Interlocked.Increment(ref households):D3}";
        await Run("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            values ($2, $1, $3, $4, $5, split_part($5, ' ', -1), lower($6), 3, now(), $2)
            """, id, code, Hamlet, head, Core.Text.Folding.Fold($"{code} {head}"));
        if (recognised is not null)
        {
            await Run("""
                insert into households.classification (household_id, year, class, unit_id, hamlet_id, people, standard, decision, decided_on, recorded_at, recorded_by)
                values ($2, 2026, $3, $1, $4, 3, 'ND07_2021', '12/QĐ-UBND', '2025-12-15', now(), $2)
                """, id, recognised, Hamlet);
        }
        return id;
    }

    /// <summary>A request for money after a storm, on the hamlet's slip.</summary>
    public async Task<Dictionary<string, object?>> Emergency(long amount = 3_000_000, Guid? household = null) => new()
    {
        ["fund"] = Commune.Fund,
        ["purpose"] = Purposes.Hardship,
        ["kind"] = GrantKinds.AtOnce,
        ["householdId"] = household ?? await Household(),
        ["amountVnd"] = amount,
        ["reason"] = "Bão làm tốc mái nhà",
        ["happenedOn"] = "2026-11-01",
        ["damage"] = "Tốc toàn bộ mái tôn",
        ["confirmedBy"] = "Lê Văn Tám, Trưởng Ban công tác Mặt trận thôn",
    };

    public async Task<HttpResponseMessage> Post(object form, string? key = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/grants") { Content = JsonContent.Create(form) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await (by ?? Asks).SendAsync(request, Ct);
    }

    public async Task<Guid> Asked(object form)
    {
        var answer = await Post(form);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("grantId").GetGuid();
    }

    public Task<HttpResponseMessage> Step(Guid grant, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Asks).PostAsJsonAsync($"/api/grants/{grant}/{step}", body ?? new { }, Ct);

    public async Task<JsonElement> Done(Guid grant, string step, object? body = null, HttpClient? by = null)
    {
        var answer = await Step(grant, step, body, by);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return await answer.Json();
    }

    public async Task<string> State(Guid grant) => await Sql<string>("select state from grants.support where unit_id = $1 and id = $2", grant);

    public static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Json()).GetProperty("code").GetString();

    /// <summary>Someone new with this role here, and their client.</summary>
    public Task<HttpClient> SignedIn(string role) => Commune.SignedIn(role);

    public async Task<T> Send<T>(object command)
    {
        await using var scope = Commune.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, Ct);
    }

    /// <param name="sql">$1 is the unit.</param>
    public async Task<T> Sql<T>(string sql, params object[] values)
    {
        await using var connection = await Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task Run(string sql, params object[] values)
    {
        await using var connection = await Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Commune.UnitId } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
