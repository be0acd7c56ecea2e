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

    /// <summary>A request that goes the whole way.</summary>
    public async Task<Dictionary<string, object?>> Regular(string purpose = Purposes.Livelihood, long? amount = 20_000_000, Guid? household = null) => new()
    {
        ["fund"] = Commune.Fund,
        ["purpose"] = purpose,
        ["householdId"] = household ?? await Household(),
        ["amountVnd"] = amount,
        ["reason"] = "Xin hỗ trợ bò sinh sản",
        ["requestedOn"] = Day(-20),
    };

    /// <summary>A kept paper; its id.</summary>
    public async Task<Guid> File(string kind = GrantFiles.Minutes)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Commune.Code), "unit" }, { new StringContent(kind), "kind" } };
        using var paper = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4 {Guid.NewGuid()}"));
        form.Add(paper, "file", "bien-ban.pdf");
        var answer = await Asks.PostAsync("/api/grants/files", form, Ct);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return (await answer.Json()).GetProperty("fileId").GetGuid();
    }

    /// <summary>What a meeting of 40 households says: 30 for, 2 against.</summary>
    public async Task<Dictionary<string, object?>> Meeting(long? proposed = null, bool agreed = true) => new()
    {
        ["place"] = "Nhà văn hóa thôn Phú Trung",
        ["chair"] = "Lê Văn Tám",
        ["secretary"] = "Hồ Thị Sáu",
        ["begins"] = "19:00",
        ["ends"] = "20:30",
        ["heldOn"] = Day(-15),
        ["invited"] = 60,
        ["present"] = 40,
        ["agreed"] = agreed,
        ["proposedVnd"] = proposed,
        ["votesFor"] = agreed ? 30 : 2,
        ["votesAgainst"] = agreed ? 2 : 30,
        ["opinion"] = "Hộ chăm chỉ, có chuồng trại",
        ["files"] = new[] { await File(), await File(GrantFiles.Photo) },
    };

    /// <summary>A notice that hung long enough.</summary>
    public async Task PostedLongEnough(Guid grant)
    {
        await Done(grant, "post", new { place = "Nhà văn hóa thôn", from = Day(-10) });
        await Done(grant, "end-posting", new { note = "Không có ý kiến" });
    }

    /// <summary>Requested, met, posted and checked.</summary>
    public async Task<Guid> Ready(long amount = 20_000_000, Guid? household = null, string purpose = Purposes.Livelihood)
    {
        var grant = await Asked(await Regular(purpose, amount, household));
        await Done(grant, "meeting", await Meeting(amount));
        await PostedLongEnough(grant);
        (await Done(grant, "check")).GetProperty("state").GetString().ShouldBe("checked");
        return grant;
    }

    public async Task<Guid> Proposed(params Guid[] grants)
    {
        var answer = await Propose(grants);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("proposalId").GetGuid();
    }

    public async Task<HttpResponseMessage> Propose(IEnumerable<Guid> grants, string? key = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/proposals") { Content = JsonContent.Create(new { title = "Hỗ trợ sinh kế đợt 2", grants }) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await (by ?? Asks).SendAsync(request, Ct);
    }

    public Task<HttpResponseMessage> List(Guid proposal, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Approves).PostAsJsonAsync($"/api/proposals/{proposal}/{step}", body ?? new { }, Ct);

    /// <summary>A rule of the unit for a purpose from the first day of the year on.</summary>
    public async Task Rule(string purpose, long? ceiling = null, int signatures = 1, bool shortAllowed = false, long fullFileOver = 5_000_000)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/spending-rules")
        {
            Content = JsonContent.Create(new
            {
                unit = Commune.Code,
                purpose,
                decision = "12/QĐ-BVĐ",
                validFrom = $"{Today.Year}-01-01",
                ceilingVnd = ceiling,
                fullFileOverVnd = fullFileOver,
                shortAllowed,
                signatures = new[] { new { fromVnd = 0L, signatures } },
            }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await Approves.SendAsync(request, Ct);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
    }

    /// <summary>yyyy-MM-dd of so many days from today.</summary>
    public static string Day(int from) => Today.AddDays(from).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly Today => VietnamTime.TodayIn(TimeProvider.System);

    public Task<long> Events(Guid stream, string type) =>
        Sql<long>("select count(*) from dftp_events.mt_events where stream_id = $2 and type = $3 and $1::uuid is not null", stream, type);

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

    public async Task Run(string sql, params object[] values)
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
