using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Cases;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// Writes down, once, that a supported person turned 7 (their own consent is asked from then on), 16 or 18. From 16 and 18 on
/// somebody has to say how the pledges go on: those that do not end by themselves are flagged with it.
/// </summary>
public sealed class DueBirthdays(Sessions sessions)
{
    private const int Batch = 250;

    private sealed record Birthday(Guid Unit, Guid Beneficiary, string Kind, DateOnly On);

    public async Task Write(DateOnly on, Guid? unit, IJobRun run, DueTally tally, CancellationToken cancellation)
    {
        foreach (var ofUnit in (await Due(on, unit, cancellation)).GroupBy(birthday => birthday.Unit))
        {
            foreach (var batch in ofUnit.Chunk(Batch))
            {
                await using var cases = await HeldCases.Begin(sessions, ofUnit.Key, cancellation);
                var states = await cases.Lock([.. batch.Select(birthday => birthday.Beneficiary)], cancellation);
                var written = 0;
                foreach (var birthday in batch)
                {
                    if (!states.TryGetValue(birthday.Beneficiary, out var known) || CaseDecider.WhyNotChange(known) is not null) continue;
                    if (known.Changes.Any(change => change.Kind == birthday.Kind && (!change.TakenBack || change.On == birthday.On))) continue;
                    var day = birthday.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    cases.Append(new CaseLifeChanged(Ids.Of("due-step", birthday.Beneficiary, birthday.Kind, day), birthday.Beneficiary, birthday.Kind, birthday.On, NoTexts, Actor.System.PersonId));
                    if (birthday.Kind != LifeChanges.Turned7)
                        foreach (var pledge in await LivingBeyond(cases.Connection, birthday, cancellation))
                            cases.Append(new PledgeFlagged(Ids.Of("due-step", pledge, birthday.Kind, day), pledge, birthday.Kind, birthday.On, NoTexts, Actor.System.PersonId));
                    written++;
                }
                await cases.Commit(cancellation);
                tally.Add(ofUnit.Key, DueCounts.Birthdays, written);
                run.Progress(tally.Done, null);
            }
        }
    }

    private static readonly SortedDictionary<string, string> NoTexts = [];

    /// <summary>Birthdays since the case was opened. Of whom the year alone is known, its last day.</summary>
    private async Task<IReadOnlyList<Birthday>> Due(DateOnly on, Guid? unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select c.unit_id, c.beneficiary_id, a.kind, d.day from sponsorships.case_state c
            join sponsorships.beneficiary b on b.id = c.beneficiary_id join households.member m on m.id = b.member_id
            cross join (values (7, 'turned_7'), (16, 'turned_16'), (18, 'turned_18')) a(age, kind)
            cross join lateral (select (coalesce(m.birth_date, make_date(m.birth_year, 12, 31)) + make_interval(years => a.age))::date as day) d
            where c.state = 'open' and ($2::uuid is null or c.unit_id = $2) and d.day <= $1 and d.day >= b.opened_on
              and not exists (select from sponsorships.life_change l where l.beneficiary_id = c.beneficiary_id and l.kind = a.kind and (not l.taken_back or l.on_date = d.day))
              and not exists (select from sponsorships.life_change l where l.beneficiary_id = c.beneficiary_id and l.kind = 'died' and not l.taken_back and l.on_date < d.day)
            order by c.unit_id, d.day, c.beneficiary_id
            """, connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = on }, new() { Value = (object?)unit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid } },
        };
        List<Birthday> due = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) due.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3)));
        return due;
    }

    /// <summary>Pledges of the case that go on after the day, their rows held.</summary>
    private static async Task<IReadOnlyList<Guid>> LivingBeyond(NpgsqlConnection connection, Birthday birthday, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select id from sponsorships.pledge where beneficiary_id = $1 and state = any($2) and (ends_on is null or ends_on > $3) order by id for update
            """, connection)
        {
            Parameters = { new() { Value = birthday.Beneficiary }, new() { Value = PledgeStates.Filling.ToArray() }, new() { Value = birthday.On } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Guid> pledges = [];
        while (await row.ReadAsync(cancellation)) pledges.Add(row.GetGuid(0));
        return pledges;
    }
}
