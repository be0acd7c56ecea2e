using DayForThePoor.Core.Grants;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Reports;

/// <summary>Sections of Biểu 01. Opening + income − spending + handed = closing, for each unit and in all.</summary>
public static class ReportSections
{
    public const string Opening = "opening", Income = "income", Spending = "spending", Handed = "handed", Closing = "closing", OfWhich = "ofWhich";
}

/// <summary>One line of Biểu 01.</summary>
/// <param name="Key">What it counts: gifts_money, support_house, cash …; the section's name for its sum.</param>
public readonly record struct ReportLine(string Section, string Key);

/// <param name="Units">Whose reports; with all that lies under them.</param>
/// <param name="FundKind">VNN or CT; null for both together.</param>
public sealed record IncomeQuestion(IReadOnlySet<Guid> Units, string? FundKind, DateOnly From, DateOnly To, UnitsAsOf Map, KnownAt Known);

/// <summary>The column of one unit; amounts in đồng by line.</summary>
/// <param name="Name">As the unit was called at the end of the period.</param>
public sealed record ReportColumn(Guid UnitId, string Code, string Name, IReadOnlyDictionary<ReportLine, long> Amounts)
{
    public long Of(string section, string? key = null) => Amounts.GetValueOrDefault(new(section, key ?? section));
}

/// <summary>Biểu 01 Thu – chi – tồn.</summary>
/// <param name="Lines">In the order of the form; sums stand above what they sum.</param>
public sealed record IncomeAndSpending(IncomeQuestion Question, IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportColumn> Units, ReportColumn Total);

/// <summary>
/// Biểu 01 over units, as they were then or on today's map. Each figure of a fund that has ended is divided among its heirs
/// once and then put under the one or the other name; so both maps add up to the same.
/// </summary>
public sealed class IncomeAndSpendingQuery(Sessions sessions, FundMap map)
{
    private const string Sql = """
        select e.fund_id, p.role, coalesce(p.purpose, ''), coalesce(a.kind, ''),
          p.role = 'income_gifts' and exists (select from ledger.posting g where g.entry_id = e.id and g.role = 'goods'),
          sum(case p.side when 'D' then p.amount else -p.amount end)::bigint as whole,
          coalesce(sum(case p.side when 'D' then p.amount else -p.amount end) filter (where e.document_date >= $2), 0)::bigint as within
        from ledger.entry e join ledger.posting p on p.entry_id = e.id left join ledger.bank_account a on a.id = p.account_id and p.role = 'bank'
        where e.fund_id = any($1) and e.document_date <= $3 and ($4::timestamptz is null or e.recorded_at <= $4)
        group by 1, 2, 3, 4, 5
        """;

    private const string Earmarks = """
        select fund_id, sum(held)::bigint from (
          select e.fund_id, p.earmark_id, sum(case p.side when 'C' then p.amount else -p.amount end) as held
          from ledger.entry e join ledger.posting p on p.entry_id = e.id
          where e.fund_id = any($1) and e.document_date <= $3 and ($4::timestamptz is null or e.recorded_at <= $4) and p.earmark_id is not null and p.role <> all($5)
          group by 1, 2) marks where held > 0 group by 1
        """;

    private static readonly Dictionary<string, string> IncomeOf = new()
    {
        [Roles.IncomeUnlabelled] = "gifts_unlabelled",
        [Roles.IncomeAllocated] = "allocated",
        [Roles.IncomeBudget] = "budget",
        [Roles.IncomeInterest] = "interest",
        [Roles.IncomeOther] = "other_income",
    };

    private static readonly Dictionary<string, string> SpendingOf = new()
    {
        [Roles.PaidUp] = "paid_up",
        [Roles.AllocatedDown] = "allocated_down",
        [Roles.RunningCosts] = "running_costs",
    };

    private static readonly Dictionary<string, string> HeldOf = new()
    {
        [Roles.Cash] = "cash",
        [Roles.InTransit] = "in_transit",
        [Roles.Goods] = "goods",
        [Roles.Advance] = "receivable",
        [Roles.DueFromFund] = "receivable",
        [Roles.DueFromUnit] = "receivable",
        [Roles.BankCharges] = "bank_charges",
        [Roles.SuspenseDebits] = "unclassified",
        [Roles.PendingDecision] = "payable",
        [Roles.DueToFund] = "payable",
        [Roles.DueToUnit] = "payable",
    };

    /// <summary>Lines of the form in their order; purposes as the product knows them.</summary>
    public static readonly IReadOnlyList<ReportLine> Lines =
    [
        Sum(ReportSections.Opening),
        Sum(ReportSections.Income),
        .. Of(ReportSections.Income, "gifts_money", "gifts_unlabelled", "gifts_goods", "allocated", "budget", "interest", "other_income"),
        Sum(ReportSections.Spending),
        .. Purposes.All.Select(purpose => new ReportLine(ReportSections.Spending, SupportKey(purpose))), new(ReportSections.Spending, SupportKey("")),
        .. Of(ReportSections.Spending, "paid_up", "allocated_down", "running_costs"),
        Sum(ReportSections.Handed),
        Sum(ReportSections.Closing),
        .. Of(ReportSections.Closing, "cash", "bank", "treasury", "in_transit", "goods", "receivable", "bank_charges", "unclassified", "payable"),
        new(ReportSections.OfWhich, "earmarked"),
    ];

    public async Task<IncomeAndSpending> Ask(IncomeQuestion question, CancellationToken cancellation)
    {
        var succession = await map.Read(cancellation);
        var known = succession.Known;
        var funds = succession.FundsOf(question.Units).Where(fund => question.FundKind is null || fund.Kind == question.FundKind).ToList();
        var figures = await Figures(question, funds, cancellation);
        var columns = new Dictionary<Guid, Dictionary<ReportLine, long>>();
        foreach (var fund in funds)
        {
            if (!figures.TryGetValue(fund.Id, out var own)) continue;
            foreach (var (heir, amounts) in Divided(own, succession.Funds, fund.Id))
            {
                var heirUnit = known.Funds[heir].UnitId;
                if (!question.Units.Contains(fund.UnitId) && !question.Units.Contains(heirUnit)) continue;
                var unit = question.Map == UnitsAsOf.Then ? fund.UnitId : heirUnit;
                if (!columns.TryGetValue(unit, out var column)) columns[unit] = column = [];
                foreach (var (line, amount) in amounts) column[line] = checked(column.GetValueOrDefault(line) + amount);
            }
        }
        List<ReportColumn> units =
        [
            .. columns.Select(c => (Unit: known.UnitOn(c.Key, question.To), c.Value)).OrderBy(c => c.Unit.Code.Length).ThenBy(c => c.Unit.Code, StringComparer.Ordinal).ThenBy(c => c.Unit.ValidFrom)
                .Select(c => new ReportColumn(c.Unit.UnitId, c.Unit.Code, c.Unit.Name, WithSums(c.Value))),
        ];
        var total = Lines.ToDictionary(line => line, line => units.Sum(unit => unit.Amounts.GetValueOrDefault(line)));
        return new IncomeAndSpending(
            question, [.. Lines.Where(line => line.Section == line.Key || line.Section == ReportSections.OfWhich || units.Any(u => u.Amounts.GetValueOrDefault(line) != 0))],
            units, new ReportColumn(Guid.Empty, "", "", total));
    }

    /// <summary>Each line by those for whom it counts; the opening follows from the others, so that every part adds up as the whole.</summary>
    public static IReadOnlyDictionary<Guid, Dictionary<ReportLine, long>> Divided(IReadOnlyDictionary<ReportLine, long> figures, Succession funds, Guid fund)
    {
        var parts = new Dictionary<Guid, Dictionary<ReportLine, long>>();
        foreach (var (line, amount) in figures)
            foreach (var (heir, part) in funds.Attribute(fund, amount))
            {
                if (!parts.TryGetValue(heir, out var own)) parts[heir] = own = [];
                own[line] = part;
            }
        foreach (var own in parts.Values)
        {
            long SumOf(string section) => own.Where(figure => figure.Key.Section == section).Sum(figure => figure.Value);
            own[Sum(ReportSections.Opening)] = SumOf(ReportSections.Closing) - SumOf(ReportSections.Income) + SumOf(ReportSections.Spending) - SumOf(ReportSections.Handed);
        }
        return parts;
    }

    private async Task<Dictionary<Guid, Dictionary<ReportLine, long>>> Figures(IncomeQuestion question, IReadOnlyList<Fund> funds, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[Sql, Earmarks])
        {
            var command = new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    new() { Value = funds.Select(f => f.Id).ToArray() }, new() { Value = question.From }, new() { Value = question.To },
                    new() { Value = (object?)question.Known.Limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                },
            };
            if (sql == Earmarks) command.Parameters.Add(new() { Value = Holding.Roles.ToArray() });
            batch.BatchCommands.Add(command);
        }
        var figures = new Dictionary<Guid, Dictionary<ReportLine, long>>();
        void Add(Guid fund, ReportLine line, long amount)
        {
            if (!figures.TryGetValue(fund, out var own)) figures[fund] = own = [];
            own[line] = checked(own.GetValueOrDefault(line) + amount);
        }

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var line = LineOf(row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4));
            if (line is { } counted) Add(row.GetGuid(0), counted, counted.Section switch
            {
                ReportSections.Closing => row.GetInt64(5),
                ReportSections.Spending => row.GetInt64(6),
                _ => -row.GetInt64(6), // income and what was taken over stand on the credit side
            });
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) Add(row.GetGuid(0), new(ReportSections.OfWhich, "earmarked"), row.GetInt64(1));
        return figures;
    }

    /// <summary>Null: opening balances, which stand in the opening whenever they were set.</summary>
    private static ReportLine? LineOf(string role, string purpose, string accountKind, bool goods) =>
        role == Roles.Opening ? null
        : role == Roles.HandedOver ? Sum(ReportSections.Handed)
        : role == Roles.IncomeGifts ? new(ReportSections.Income, goods ? "gifts_goods" : "gifts_money")
        : role == Roles.SupportPaid ? new(ReportSections.Spending, SupportKey(Purposes.All.Contains(purpose) ? purpose : ""))
        : role == Roles.Bank ? new(ReportSections.Closing, accountKind == AccountKinds.Treasury ? "treasury" : "bank")
        : IncomeOf.TryGetValue(role, out var income) ? new(ReportSections.Income, income)
        : SpendingOf.TryGetValue(role, out var spending) ? new(ReportSections.Spending, spending)
        : HeldOf.TryGetValue(role, out var held) ? new(ReportSections.Closing, held)
        : throw new InvalidOperationException($"No line for {role}.");

    private static Dictionary<ReportLine, long> WithSums(Dictionary<ReportLine, long> amounts)
    {
        foreach (var section in (string[])[ReportSections.Income, ReportSections.Spending, ReportSections.Closing])
            amounts[Sum(section)] = amounts.Where(a => a.Key.Section == section && a.Key.Key != section).Sum(a => a.Value);
        return amounts;
    }

    private static ReportLine Sum(string section) => new(section, section);

    private static IEnumerable<ReportLine> Of(string section, params IReadOnlyList<string> keys) => keys.Select(key => new ReportLine(section, key));

    private static string SupportKey(string purpose) => purpose.Length == 0 ? "support" : $"support_{purpose}";
}
