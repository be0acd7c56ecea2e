using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <param name="On">Today when null; not in the future.</param>
/// <param name="Sponsor">Who came along; only one whose check allows to meet a child.</param>
/// <param name="File">Id of a kept file of the case.</param>
public sealed record VisitForm(DateOnly? On, string? Text, Guid? Sponsor, Guid? File);

/// <summary>Writes down that somebody visited the person. An officer is always there; a sponsor only when vetted.</summary>
public sealed record RecordVisit(Actor By, Guid UnitId, Guid BeneficiaryId, VisitForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class RecordVisitHandler
{
    public static async Task<Outcome<Guid>> Handle(RecordVisit command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        var text = typed.Text(form.Text, "text", true);
        var on = typed.Day(form.On, "on");
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotOpen(state) is { } closed) return closed;
        var person = (await CasePerson.Find(cases.Connection, command.UnitId, command.BeneficiaryId, cancellation))!;
        if (form.Sponsor is { } sponsor && await WhyNotMeet(cases.Connection, command.UnitId, sponsor, person, on, cancellation) is { } refusal) no.Add(refusal);
        if (form.File is { } file && !await CaseFileRow.IsOf(cases.Connection, file, command.BeneficiaryId, cancellation)) no.Add(Refusal.Invalid("case.file_unknown", "file"));
        if (no.Count > 0) return no;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.visit (id, beneficiary_id, on_date, visited_by, sponsor_id, text, file_id, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $4)
            """, cases.Connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.BeneficiaryId }, new() { Value = on }, new() { Value = command.By.PersonId }, Id(form.Sponsor),
                new() { Value = text }, Id(form.File), new() { Value = clock.GetUtcNow() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await cases.Commit(cancellation);
        return id;

        static NpgsqlParameter Id(Guid? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
    }

    /// <summary>Who meets a child was looked at before: the last word on them is that they may, and it holds on the day.</summary>
    private static async Task<Refusal?> WhyNotMeet(NpgsqlConnection connection, Guid unit, Guid sponsor, CasePerson person, DateOnly on, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select v.outcome, v.valid_until from sponsorships.sponsor s left join lateral (
              select outcome, valid_until from sponsorships.vetting where sponsor_id = s.id order by recorded_at desc, id desc limit 1) v on true
            where s.id = $1 and s.unit_id = $2
            """, connection) { Parameters = { new() { Value = sponsor }, new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return Refusal.Invalid("case.sponsor_unknown", "sponsor");
        if (person.LatestBirth is { } birth && Ages.On(birth, on) >= ConsentRules.OfAge) return null;
        var cleared = !row.IsDBNull(0) && row.GetString(0) == "cleared" && (row.IsDBNull(1) || row.GetFieldValue<DateOnly>(1) >= on);
        return cleared ? null : Refusal.Conflict("case.sponsor_not_vetted", "sponsor");
    }
}
