using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Office;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Sponsorships.Office;

/// <summary>A commune whose cases and pledges began on days that the test names, written as their commands would have written them then; and the daily run as of any day.</summary>
public sealed class DueDesk(Commune commune)
{
    private static readonly SortedDictionary<string, string> NoTexts = [];

    private readonly Guid hamlet = Guid.CreateVersion7(), sponsor = Guid.CreateVersion7();
    private int cases;

    public Commune Commune => commune;

    public Guid Sponsor => sponsor;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DueDesk> Open(AppFixture app)
    {
        var desk = new DueDesk(await app.NewCommune());
        await desk.Sql("insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($2, $1, 'thon', 'Phú Trung', 'thon phu trung', '2015-01-01')", desk.hamlet);
        await desk.Sql("""
            insert into sponsorships.sponsor (id, unit_id, code, kind, name, phone, follow_code, folded, recorded_at, recorded_by)
            values ($2, $1, 'NĐĐ-0001', 'person', 'Lê Văn Mẫu', '0905 000 000', $2::text, 'le van mau', now(), $2)
            """, desk.sponsor);
        return desk;
    }

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>Visited on the day it was opened; see <see cref="Visit"/>.</summary>
    public async Task<Guid> Case(string born = "2015-03-01", string opened = "2020-01-01", string kind = BeneficiaryKinds.Orphan)
    {
        var (household, member, id) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var code = $"DD-{++cases:D3}";
        await Sql("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            values ($2, $1, $3, $4, 'Trần Thị Lựu', 'Lựu', lower($3), 1, now(), $2)
            """, household, code, hamlet);
        await Sql("insert into households.member (id, household_id, unit_id, place, name, relation, birth_date) values ($2, $3, $1, 1, 'Nguyễn Minh An', 'Cháu', $4)", member, household, Day(born));
        await Sql("""
            insert into sponsorships.beneficiary (id, unit_id, code, household_id, member_id, kind, father, mother, opened_on, folded, recorded_at, recorded_by)
            values ($2, $1, $3, $4, $5, $6, 'dead', 'dead', $7, lower($3), now(), $2)
            """, id, $"ĐĐ-{code}", household, member, kind, Day(opened));
        await Asked(id);
        await Append(id, new CaseOpened(Guid.CreateVersion7(), id, commune.UnitId, NoTexts, Actor.System.PersonId));
        return id;
    }

    /// <summary>The request that opened a case or a pledge; without it the books would be found wrong.</summary>
    private Task Asked(Guid id) => Sql("insert into ledger.request (id, content_hash) select $2, $3 where $1::uuid is not null", id, id.ToByteArray());

    public async Task<Guid> Slot(Guid beneficiary, long monthly = 500_000)
    {
        var id = Guid.CreateVersion7();
        await Sql("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, starts_on, recorded_at, recorded_by)
            values ($2, $3, $1, 'meals', 'money', $4, '2015-01-01', now(), $2)
            """, id, beneficiary, monthly);
        return id;
    }

    /// <summary>A pledge through the fund that is held; active from its start when <paramref name="paid"/> instalments were paid on their days.</summary>
    /// <param name="heldUntil">Null: as long as it takes.</param>
    public async Task<Guid> Pledge(Guid beneficiary, PledgeTerms terms, int paid = 0, string? heldUntil = null, Guid? slot = null)
    {
        var (id, by) = (Guid.CreateVersion7(), Actor.System.PersonId);
        var place = slot ?? await Slot(beneficiary, Math.Max(1, terms.AmountVnd));
        var offered = PledgeDecider.Offer(PledgeStep.Silent(Guid.CreateVersion7(), by), id, commune.UnitId, sponsor, terms, beneficiary, place);
        await Asked(id);
        await Append(id, offered, new PledgeHeld(Guid.CreateVersion7(), id, heldUntil is null ? terms.StartsOn.AddYears(20) : Day(heldUntil), NoTexts, by));
        for (var seq = 1; seq <= paid; seq++) await Pay(id, offered.Instalments[seq - 1].DueOn, terms.AmountVnd, seq);
        return id;
    }

    /// <summary>500.000 đ a month from a day.</summary>
    public static PledgeTerms Monthly(string from, string? until = null, bool renews = false, long amount = 500_000) =>
        new(PledgeChannels.Direct, amount, Frequencies.Monthly, Day(from), until is null ? EndRules.Lifetime : EndRules.Date, renews, until is null ? null : Day(until));

    /// <summary>Handed over directly: an instalment received and delivered.</summary>
    public async Task Pay(Guid pledge, DateOnly on, long amount, int seq)
    {
        var (delivery, by) = (Guid.CreateVersion7(), Actor.System.PersonId);
        List<object> happened = [];
        if (seq == 1) happened.Add(new PledgeActivated(Guid.CreateVersion7(), pledge, on, delivery, NoTexts, by));
        happened.Add(new PledgeDelivered(Guid.CreateVersion7(), pledge, delivery, on, new string('0', 64), [new(seq, amount)], NoTexts, by));
        await Append(pledge, [.. happened]);
    }

    public Task Visit(Guid beneficiary, string on) =>
        Sql("insert into sponsorships.visit (id, beneficiary_id, on_date, text, recorded_at, recorded_by) values (gen_random_uuid(), $2, $3, 'Khỏe', now(), $1)", beneficiary, Day(on));

    public Task Append(Guid stream, params IReadOnlyList<object> happened) => Append((stream, happened));

    public async Task Append(params IReadOnlyList<(Guid Stream, IReadOnlyList<object> Events)> streams)
    {
        var sessions = commune.App.Services.GetRequiredService<Sessions>();
        await using var connection = await sessions.Connect(commune.UnitId, Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var session = sessions.For(commune.UnitId, transaction);
        foreach (var (stream, events) in streams) session.Events.Append(stream, events.ToArray());
        await session.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>The daily run of this commune as of a day.</summary>
    public async Task<QuietRun> RunOn(DateOnly on, CancellationToken? cancellation = null)
    {
        var run = new QuietRun();
        await using var scope = commune.App.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<JobDone>>(new RunDue(on, run, commune.UnitId), cancellation ?? Ct);
        done.IsRefused.ShouldBeFalse();
        return run;
    }

    public Task<QuietRun> RunOn(string on) => RunOn(Day(on));

    public async Task EveryDay(string first, string last)
    {
        for (var day = Day(first); day <= Day(last); day = day.AddDays(1)) await RunOn(day);
    }

    /// <summary>"no_payment since 2026-01-17", one a line.</summary>
    public Task<string> Alarms() => Text("select string_agg(kind || ' since ' || since, E'\\n' order by kind, since) from sponsorships.alarm where unit_id = $1 and closed_at is null");

    /// <summary>"late_1 on 2026-01-17", one a line; those that were told are left out.</summary>
    public Task<string> Notices() => Text("select string_agg(kind || ' on ' || on_date, E'\\n' order by kind, on_date) from sponsorships.notice_to_tell where unit_id = $1");

    /// <summary>All that the run can change, without ids.</summary>
    public async Task<string> Everything() => string.Join("\n---\n",
        await Text("""
            select string_agg(concat_ws(' ', amount, state, held_until, ends_on, ended_on, end_reason, grace_until, flagged, planned_until, version), E'\n' order by amount) from sponsorships.pledge where unit_id = $1
            """),
        await Text("""
            select string_agg(concat_ws(' ', p.amount, i.seq, i.due_on, i.amount, i.dropped), E'\n' order by p.amount, i.seq)
            from sponsorships.instalment i join sponsorships.pledge p on p.id = i.pledge_id where p.unit_id = $1
            """),
        await Text("""
            select string_agg(concat_ws(' ', b.code, l.kind, l.on_date, l.taken_back), E'\n' order by b.code, l.on_date)
            from sponsorships.life_change l join sponsorships.beneficiary b on b.id = l.beneficiary_id where b.unit_id = $1
            """),
        await Text("""
            select string_agg(concat_ws(' ', a.kind, a.since, a.detail, p.amount, b.code), E'\n' order by a.kind, p.amount, b.code)
            from sponsorships.alarm a left join sponsorships.pledge p on p.id = a.pledge_id left join sponsorships.beneficiary b on b.id = a.beneficiary_id where a.unit_id = $1 and a.closed_at is null
            """),
        await Text("""
            select string_agg(concat_ws(' ', n.kind, n.on_date, n.args, p.amount), E'\n' order by n.kind, n.on_date, p.amount)
            from sponsorships.notice n join sponsorships.pledge p on p.id = n.pledge_id where n.unit_id = $1
            """));

    /// <summary>Steps of a stream: "pledge_ended 2026-05-31".</summary>
    public Task<string> Steps(Guid stream, string kind) => Text("select string_agg(kind || ' ' || on_date, E'\\n' order by on_date) from sponsorships.step where subject_id = $2 and kind = $3 and $1::uuid is not null", stream, kind);

    public async Task<string> Text(string sql, params object[] values)
    {
        await using var connection = await commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var command = Command(connection, sql, values);
        return (await command.ExecuteScalarAsync(Ct)) as string ?? "";
    }

    /// <param name="sql">$1 is the unit.</param>
    public async Task Sql(string sql, params object[] values)
    {
        await using var connection = await commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = commune.UnitId } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>A run that nobody watches, and that stops where a test wants it to.</summary>
public sealed class QuietRun : IJobRun
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public DateTimeOffset ScheduledFor { get; } = TimeProvider.System.GetUtcNow();

    public Dictionary<string, long> Counts { get; } = [];

    /// <summary>Called as often as the run says how far it is.</summary>
    public Action? OnProgress { get; init; }

    public void Progress(long done, long? total) => OnProgress?.Invoke();

    public Task Tell(RunPart part, CancellationToken cancellation)
    {
        foreach (var (name, count) in part.Counts) Counts[name] = Counts.GetValueOrDefault(name) + count;
        return Task.CompletedTask;
    }
}
