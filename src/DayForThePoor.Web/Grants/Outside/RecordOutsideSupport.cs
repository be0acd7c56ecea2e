using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Outside;

/// <param name="MemberId">Whom of the household it was for; null: the household as a whole.</param>
/// <param name="Programme">Who gave it: "Hội Chữ thập đỏ tỉnh".</param>
/// <param name="List">Number of the list or decision; may be empty.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="AmountVnd">Đồng, 0 or more; of goods their value.</param>
public sealed record OutsideSupportForm(Guid? MemberId, string? Programme, string? List, string? Purpose, long? AmountVnd, DateOnly? On);

/// <summary>Writes down what another programme gave to a household, so that the fund sees it before it decides.</summary>
public sealed record RecordOutsideSupport(Actor By, Guid UnitId, Guid HouseholdId, OutsideSupportForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class RecordOutsideSupportHandler
{
    private const int LongestProgramme = 120, LongestList = 40;

    /// <summary>Đồng; more for one household is a slip of the pen.</summary>
    private const long Most = 10_000_000_000;

    public static async Task<Outcome<Guid>> Handle(RecordOutsideSupport command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var programme = CleanText.CheckRequired(form.Programme, "programme", LongestProgramme);
        var list = CleanText.Check(form.List, "list", LongestList);
        List<Refusal> no = [.. programme.Refusals, .. list.Refusals];
        if (!Purposes.All.Contains(form.Purpose)) no.Add(Refusal.Invalid("outside.purpose", "purpose"));
        if (form.AmountVnd is not (>= 0 and <= Most)) no.Add(Refusal.Invalid("outside.amount", "amountVnd", Core.Money.MoneyText.Format(new(Most))));
        if (form.On is null) no.Add(Refusal.Invalid("text.empty", "on"));
        else if (form.On > VietnamTime.TodayIn(clock)) no.Add(Refusal.Invalid("household.future", "on"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await WhyNot(connection, command, cancellation) is { } refusal) return refusal;
        var support = new OutsideSupport(Guid.CreateVersion7(), command.HouseholdId, form.MemberId, programme.Value, list.Value, form.Purpose!, form.AmountVnd!.Value, form.On!.Value);
        var added = await OutsideSupport.Insert(connection, command.UnitId, [support], null, command.By.PersonId, clock.GetUtcNow(), cancellation);
        return added.Count == 1 ? support.Id : Refusal.Conflict("outside.recorded", list.Value.Length > 0 ? "list" : "on");
    }

    private static async Task<Refusal?> WhyNot(NpgsqlConnection connection, RecordOutsideSupport command, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select $3::uuid is null or exists (select 1 from households.member m where m.household_id = h.id and m.id = $3)
            from households.household h where h.id = $1 and h.unit_id = $2
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.HouseholdId }, new() { Value = command.UnitId },
                new() { Value = command.Form.MemberId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            },
        };
        return await select.ExecuteScalarAsync(cancellation) switch
        {
            true => null,
            false => Refusal.Invalid("outside.member", "memberId"),
            _ => AccessPolicy.OtherUnit,
        };
    }
}
