using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Units;

/// <summary>How a unit opens its books and what stands at the head of its vouchers (Luật Kế toán Đ.16: name and address of the issuer).</summary>
/// <param name="OpenedOn">First day of both funds' books; today when null.</param>
/// <param name="RulesDecision">Decision that issued the rules of Quỹ "Vì người nghèo", as the receipt quotes it; empty until there is one.</param>
public sealed record UnitOpening(string? Address, string? Phone, DateOnly? OpenedOn = null, string? RulesDecision = null);

/// <summary>Start the books of a unit: its two funds with their letterheads.</summary>
public sealed record OpenUnit(Actor By, Guid UnitId, UnitOpening Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

/// <param name="Funds">Codes of the two funds, "20641-VNN" and "20641-CT".</param>
public sealed record UnitOpened(Guid UnitId, IReadOnlyList<string> Funds);

public static class OpenUnitHandler
{
    public static async Task<Outcome<UnitOpened>> Handle(
        OpenUnit command, IRegistry registry, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var today = VietnamTime.TodayIn(clock);
        var unit = known.UnitsNow[command.UnitId];
        var form = command.Form with { OpenedOn = command.Form.OpenedOn ?? today };

        List<Refusal> no = [];
        // A unit that has ended may still get the books of the time in which it stood.
        if (!unit.StandsOn(today) && !known.Units.Any(v => v.UnitId == unit.UnitId && v.StandsOn(form.OpenedOn.Value))) no.Add(Refusal.Invalid("unit.not_standing", "unit", unit.Name));
        if (known.Funds.Values.Any(f => f.UnitId == unit.UnitId)) no.Add(Refusal.Conflict("unit.already_open", "unit", unit.Name));
        if (form.OpenedOn > today) no.Add(Refusal.Invalid("unit.opened_in_future", "openedOn", VietnamTime.Text(form.OpenedOn.Value)));
        var address = Taken(CleanText.CheckRequired(form.Address, "address"), no);
        var phone = Taken(CleanText.CheckRequired(form.Phone, "phone", 40), no);
        var rules = Taken(CleanText.Check(form.RulesDecision, "rulesDecision"), no);
        if (no.Count > 0) return no;

        var funds = FundKinds.All.Select(kind => new Fund(Ids.Of("fund", unit.UnitId, kind), unit.UnitId, kind, $"{unit.Code}-{kind}", form.OpenedOn!.Value)).ToArray();
        if (!await Save(sessions, unit, funds, address, phone, rules, cancellation)) return Refusal.Conflict("unit.already_open", "unit", unit.Name);
        registry.Invalidate();
        return new UnitOpened(unit.UnitId, [.. funds.Select(f => f.Code)]);
    }

    private static string Taken(Outcome<string> text, List<Refusal> no)
    {
        if (text.TryGet(out var clean)) return clean;
        no.AddRange(text.Refusals);
        return "";
    }

    /// <summary>False when somebody opened the unit at the same moment.</summary>
    private static async Task<bool> Save(
        Sessions sessions, UnitVersion unit, IReadOnlyList<Fund> funds, string address, string phone, string rules, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit.UnitId, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var fund in funds)
        {
            var head = LetterheadPattern.For(unit, fund.Kind);
            batch.BatchCommands.Add(new("insert into ledger.fund (id, unit_id, kind, code, opened_on) values ($1, $2, $3, $4, $5)")
            {
                Parameters = { new() { Value = fund.Id }, new() { Value = fund.UnitId }, new() { Value = fund.Kind }, new() { Value = fund.Code }, Date(fund.OpenedOn) },
            });
            batch.BatchCommands.Add(new("""
                insert into ledger.letterhead (id, fund_id, valid_from, unit_line, board_line, address, phone, place, rules_decision)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """)
            {
                Parameters =
                {
                    new() { Value = Ids.Of("letterhead", fund.Id, $"{fund.OpenedOn:yyyy-MM-dd}") }, new() { Value = fund.Id }, Date(fund.OpenedOn),
                    new() { Value = head.UnitLine }, new() { Value = head.BoardLine }, new() { Value = address }, new() { Value = phone },
                    new() { Value = unit.ShortName }, new() { Value = fund.Kind == FundKinds.ForThePoor ? rules : "" },
                },
            });
        }
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static NpgsqlParameter Date(DateOnly date) => new() { Value = date, NpgsqlDbType = NpgsqlDbType.Date };
}
