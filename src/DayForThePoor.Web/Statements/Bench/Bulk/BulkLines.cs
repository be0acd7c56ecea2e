using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Bulk;

/// <summary>One bank day of what would be accepted.</summary>
public sealed record BulkDay(DateOnly Day, int Count, long Sum);

/// <summary>What accepting in bulk would match now.</summary>
/// <param name="Sum">Đồng.</param>
/// <param name="First">The first lines, in the order of days.</param>
/// <param name="Lines">Ids of all of them.</param>
public sealed record BulkPreview(int Count, long Sum, IReadOnlyList<BulkDay> Days, IReadOnlyList<BulkLine> First, IReadOnlySet<long> Lines);

public sealed record BulkLine(long Id, DateOnly Day, string Memo, string Counterparty, long AmountVnd);

/// <summary>Looks over the open lines of an account that no match and no gift has touched.</summary>
public sealed class BulkLines(Sessions sessions)
{
    private const int Shown = 20;

    /// <summary>What a rule is about.</summary>
    public Task<BulkPreview> Of(BankAccount account, MatchRule rule, CancellationToken cancellation) =>
        Read(account, new LineFilter([account.Id], Side: rule.Side), (in LineFacts line) => rule.Matches(line), cancellation);

    /// <summary>Money in that a search finds.</summary>
    public Task<BulkPreview> Of(BankAccount account, string? search, DateOnly? from, DateOnly? to, CancellationToken cancellation) =>
        Read(account, new LineFilter([account.Id], from, to, Side.Credit, Search: search), (in LineFacts _) => true, cancellation);

    private delegate bool Fits(in LineFacts line);

    private async Task<BulkPreview> Read(BankAccount account, LineFilter filter, Fits fits, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        var command = new NpgsqlBatchCommand();
        command.CommandText = $"""
            select l.id, l.value_date, l.side, l.amount, l.reference, l.folded, l.memo, l.counterparty from statements.line l
            where {filter.Where(command)}
              and not exists (select from statements.match_link k where k.line_id = l.id and k.live) and not exists (select from statements.claim c where c.line_id = l.id)
            order by l.value_date, l.id
            """;
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var lines = new HashSet<long>();
        List<BulkLine> first = [];
        List<BulkDay> days = [];
        var sum = 0L;
        while (await row.ReadAsync(cancellation))
        {
            var (day, amount, counterparty) = (row.GetFieldValue<DateOnly>(1), row.GetInt64(3), row.GetString(7));
            var facts = new LineFacts(
                row.GetInt64(0), day, row.GetString(2) == "C" ? Side.Credit : Side.Debit, amount, row.GetString(4), row.GetString(5),
                counterparty.Length == 0 ? "" : Folding.Fold(counterparty));
            if (!fits(facts)) continue;
            lines.Add(facts.Id);
            sum = checked(sum + amount);
            if (first.Count < Shown) first.Add(new BulkLine(facts.Id, day, row.GetString(6), counterparty, amount));
            if (days.Count == 0 || days[^1].Day != day) days.Add(new BulkDay(day, 1, amount));
            else days[^1] = days[^1] with { Count = days[^1].Count + 1, Sum = days[^1].Sum + amount };
        }
        return new BulkPreview(lines.Count, sum, days, first, lines);
    }
}
