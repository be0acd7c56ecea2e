using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <param name="Step">One of <see cref="FacilitySteps"/>.</param>
/// <param name="Facility">Name of the facility; as in the step before when null.</param>
public sealed record FacilityStepForm(string? Step, string? Facility, DateOnly? On, string? Note);

/// <summary>A step of the file with which somebody whom nobody can care for is proposed to a social-protection facility.</summary>
public sealed record RecordFacilityStep(Actor By, Guid UnitId, Guid BeneficiaryId, FacilityStepForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class RecordFacilityStepHandler
{
    private const int LongestFacility = 160;

    public static async Task<Outcome<Guid>> Handle(RecordFacilityStep command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        typed.OneOf(form.Step, FacilitySteps.All, "step", "case.facility_step");
        var note = typed.Text(form.Note, "note");
        var on = typed.Day(form.On, "on");
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotOpen(state) is { } closed) return closed;

        string? last = null, where = null;
        DateOnly? since = null;
        await using (var select = new NpgsqlCommand(
            "select step, facility, on_date from sponsorships.facility_step where beneficiary_id = $1 order by on_date desc, recorded_at desc limit 1", cases.Connection)
        {
            Parameters = { new() { Value = command.BeneficiaryId } },
        })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (await row.ReadAsync(cancellation)) (last, where, since) = (row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2));
        }
        var facility = typed.Text(form.Facility ?? (FacilitySteps.IsOver(last) ? null : where), "facility", true, LongestFacility);
        if (no.Count == 0 && !FacilitySteps.MayFollow(last, form.Step!)) no.Add(Refusal.Conflict("case.facility_order", "step"));
        if (on < since) no.Add(Refusal.Invalid("case.facility_day", "on"));
        if (no.Count > 0) return no;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var insert = new NpgsqlCommand(
            "insert into sponsorships.facility_step (id, beneficiary_id, step, facility, on_date, note, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)", cases.Connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.BeneficiaryId }, new() { Value = form.Step! }, new() { Value = facility }, new() { Value = on }, new() { Value = note },
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await cases.Commit(cancellation);
        return id;
    }
}
