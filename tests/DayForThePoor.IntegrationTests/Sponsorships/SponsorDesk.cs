using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Cases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Sponsorships;

/// <summary>A commune with one hamlet, people who keep pledges, and what a pledge needs: a case with a slot, a sponsor.</summary>
public sealed class SponsorDesk
{
    private int cases;

    private SponsorDesk(Commune commune, Guid hamlet, HttpClient keeps) => (Commune, Hamlet, Keeps) = (commune, hamlet, keeps);

    public Commune Commune { get; }

    public Guid Hamlet { get; }

    /// <summary>An accountant: keeps pledges.</summary>
    public HttpClient Keeps { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static DateOnly Today => VietnamTime.TodayIn(TimeProvider.System);

    public static async Task<SponsorDesk> Open(AppFixture app)
    {
        var commune = await app.NewCommune();
        var desk = new SponsorDesk(commune, Guid.CreateVersion7(), await commune.SignedIn(PersonRoles.Accountant));
        await desk.Run("insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($2, $1, 'thon', 'Phú Trung', 'thon phu trung', '2020-01-01')", desk.Hamlet);
        return desk;
    }

    /// <summary>A child of ten, or someone of that age, in a household with a grandmother; the id of the case.</summary>
    /// <param name="born">yyyy-MM-dd.</param>
    public async Task<Guid> Case(string name = "Nguyễn Minh An", string? born = null, int? grade = 4, string kind = BeneficiaryKinds.Orphan)
    {
        var (household, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var number = Interlocked.Increment(ref cases);
        var birth = born is null ? Today.AddYears(-10).AddDays(-40) : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture);
        await Run("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            values ($2, $1, $3, $4, 'Trần Thị Lựu', 'Lựu', lower($5), 2, now(), $2)
            """, household, $"DD-{number:D3}", Hamlet, Core.Text.Folding.Fold($"DD-{number:D3} Trần Thị Lựu {name}"));
        await Run("""
            insert into households.member (id, household_id, unit_id, place, name, relation, birth_date, sex)
            values ($2, $3, $1, 1, 'Trần Thị Lựu', 'Chủ hộ', '1955-03-08', 'female'), ($4, $3, $1, 2, $5, 'Cháu', $6, 'male')
            """, Guid.CreateVersion7(), household, member, name, birth);
        var form = new CaseForm(
            household.ToString("D"), member, null, null, kind, ParentStates.Dead, ParentStates.Dead, new("Trần Thị Lựu", "Bà", null), "Tiểu học Quế Sơn", grade, null, null, null, null);
        var opened = await Send<Outcome<CaseWritten>>(new OpenCase(Actor.System, Commune.UnitId, Guid.NewGuid().ToString(), form, []));
        opened.IsRefused.ShouldBeFalse(opened.ToString());
        return opened.Value.Id;
    }

    /// <summary>First calendar year of the school year of a day.</summary>
    public static int SchoolYear(DateOnly on) => on.Month > 8 ? on.Year : on.Year - 1;

    /// <summary>What the person needs each month, in đồng; its id.</summary>
    public async Task<Guid> Slot(Guid beneficiary, long monthly = 500_000, string purpose = SlotPurposes.Meals, DateOnly? endsOn = null)
    {
        var id = Guid.CreateVersion7();
        await Run("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, starts_on, ends_on, recorded_at, recorded_by)
            values ($2, $3, $1, $4, 'money', $5, $6, $7, now(), $2)
            """, id, beneficiary, purpose, monthly, Today.AddYears(-3), (object?)endsOn ?? DBNull.Value);
        return id;
    }

    /// <summary>Rice each month, in kg; its id.</summary>
    public async Task<Guid> RiceSlot(Guid beneficiary, decimal monthly = 10)
    {
        var id = Guid.CreateVersion7();
        await Run("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, goods, goods_unit, quantity, starts_on, recorded_at, recorded_by)
            values ($2, $3, $1, 'meals', 'goods', 'gạo', 'kg', $4, $5, now(), $2)
            """, id, beneficiary, monthly, Today.AddYears(-3));
        return id;
    }

    public async Task<Guid> Sponsor(string name = "Công ty TNHH May Hòa Phát", string kind = "organisation")
    {
        var answer = await Keeps.PostAsJsonAsync("/api/sponsors", new { unit = Commune.Code, kind, name, contactName = "Lê Thị Thu", phone = "0905 000 000" }, Ct);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("id").GetGuid();
    }

    /// <summary>Monthly through the fund from the first of this month for a year, its place held at once.</summary>
    public Dictionary<string, object?> Offer(Guid sponsor, Guid beneficiary, Guid? slot = null, long amount = 500_000, string channel = PledgeChannels.Fund) => new()
    {
        ["unit"] = Commune.Code,
        ["sponsor"] = sponsor,
        ["beneficiary"] = beneficiary,
        ["slot"] = slot,
        ["channel"] = channel,
        ["amountVnd"] = amount,
        ["frequency"] = Frequencies.Monthly,
        ["startsOn"] = Day(FirstOfMonth),
        ["endRule"] = EndRules.Date,
        ["endsOn"] = Day(FirstOfMonth.AddYears(1).AddDays(-1)),
    };

    public static DateOnly FirstOfMonth => new(Today.Year, Today.Month, 1);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<HttpResponseMessage> Post(object offer, string? key = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/pledges") { Content = JsonContent.Create(offer) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await (by ?? Keeps).SendAsync(request, Ct);
    }

    public async Task<Guid> Offered(object offer)
    {
        var answer = await Post(offer);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("id").GetGuid();
    }

    /// <summary>A case, a slot, a sponsor, and a pledge that fills the slot and is held.</summary>
    public async Task<Guid> HeldPledge(long monthly = 500_000, string channel = PledgeChannels.Fund)
    {
        var beneficiary = await Case();
        return await Offered(Offer(await Sponsor(), beneficiary, await Slot(beneficiary, monthly), monthly, channel));
    }

    public Task<HttpResponseMessage> Step(Guid pledge, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Keeps).PostAsJsonAsync($"/api/pledges/{pledge}/{step}", body ?? new { }, Ct);

    public async Task<JsonElement> Done(Guid pledge, string step, object? body = null, HttpClient? by = null)
    {
        var answer = await Step(pledge, step, body, by);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return await answer.Json();
    }

    public Task<string> State(Guid pledge) => Sql<string>("select state from sponsorships.pledge where unit_id = $1 and id = $2", pledge);

    public static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Json()).GetProperty("code").GetString();

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
