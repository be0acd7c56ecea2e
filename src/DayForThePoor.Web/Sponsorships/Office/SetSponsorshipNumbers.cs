using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>As typed; null: left empty or not a number.</summary>
public sealed record SponsorshipNumbersForm(
    int? HoldDays, int? HoldExtensions, int? GraceDays, long? ExtraLeastVnd, long? ExtraMostVnd, long? ExtraYearlyVnd, int? LateDays, int? VisitMonths);

/// <summary>Set the numbers by which a unit keeps its sponsorships. They hold for what happens from now on.</summary>
public sealed record SetSponsorshipNumbers(Actor By, Guid UnitId, SponsorshipNumbersForm Form) : IUnitMessage
{
    public Permission Needs => Permission.SetSpendingRules;
}

public static class SetSponsorshipNumbersHandler
{
    /// <summary>Most đồng of a limit, as of a payment.</summary>
    private const long MostVnd = 999_999_999;

    /// <summary>Codes: sponsorship_numbers.range, sponsorship_numbers.order.</summary>
    public static async Task<Outcome<bool>> Handle(SetSponsorshipNumbers command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        Within(form.HoldDays, 1, 90, "holdDays");
        Within(form.HoldExtensions, 0, 5, "holdExtensions");
        Within(form.GraceDays, 0, 365, "graceDays");
        Within(form.ExtraLeastVnd, 1_000, MostVnd, "extraLeastVnd");
        Within(form.ExtraMostVnd, 1_000, MostVnd, "extraMostVnd");
        Within(form.ExtraYearlyVnd, 1_000, MostVnd, "extraYearlyVnd");
        Within(form.LateDays, 1, 90, "lateDays");
        Within(form.VisitMonths, 1, 24, "visitMonths");
        if (form.ExtraMostVnd < form.ExtraLeastVnd) no.Add(Refusal.Invalid("sponsorship_numbers.order", "extraMostVnd"));
        if (form.ExtraYearlyVnd < form.ExtraMostVnd) no.Add(Refusal.Invalid("sponsorship_numbers.order", "extraYearlyVnd"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var upsert = new NpgsqlCommand("""
            insert into sponsorships.setting (unit_id, hold_days, hold_extensions, grace_days, extra_least, extra_most, extra_yearly, late_days, visit_months, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (unit_id) do update set hold_days = excluded.hold_days, hold_extensions = excluded.hold_extensions, grace_days = excluded.grace_days,
              extra_least = excluded.extra_least, extra_most = excluded.extra_most, extra_yearly = excluded.extra_yearly, late_days = excluded.late_days,
              visit_months = excluded.visit_months, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.UnitId }, new() { Value = (short)form.HoldDays!.Value }, new() { Value = (short)form.HoldExtensions!.Value }, new() { Value = (short)form.GraceDays!.Value },
                new() { Value = form.ExtraLeastVnd!.Value }, new() { Value = form.ExtraMostVnd!.Value }, new() { Value = form.ExtraYearlyVnd!.Value },
                new() { Value = (short)form.LateDays!.Value }, new() { Value = (short)form.VisitMonths!.Value }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
            },
        };
        await upsert.ExecuteNonQueryAsync(cancellation);
        return true;

        void Within(long? number, long least, long most, string field)
        {
            if (number is not { } given || given < least || given > most) no.Add(Refusal.Invalid("sponsorship_numbers.range", field, $"{least}", $"{most}"));
        }
    }
}
