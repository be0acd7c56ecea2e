using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>A line that a rule would take.</summary>
public sealed record TrialLine(long Id, DateOnly Day, string Memo, string Counterparty, long Amount);

/// <param name="Days">How far back was looked.</param>
/// <param name="Sum">Đồng.</param>
/// <param name="First">The latest of them, newest first.</param>
public sealed record RuleTrial(int Days, long Count, long Sum, IReadOnlyList<TrialLine> First);

/// <summary>Tries a rule on the lines of the last months before it is kept, matched ones too: so a person sees what it would have done.</summary>
public sealed class RuleTrials(Sessions sessions, TimeProvider clock)
{
    private const int Days = 90;
    private const int Shown = 20;

    public async Task<RuleTrial> Of(Guid unit, MatchRule rule, RegistrySnapshot known, CancellationToken cancellation)
    {
        Guid[] accounts = rule.AccountId is { } one ? [one] : [.. known.Accounts.Values.Where(a => a.UnitId == unit).Select(a => a.Id)];
        // The database keeps what cannot fit from the wire; the rule itself decides.
        string[] words = [.. rule.MemoWords, .. rule.CounterpartyWords];
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("""
            select id, value_date, memo, counterparty, amount, reference, folded from statements.line
            where account_id = any($1) and side = $2 and value_date >= $3 and amount between $4 and $5
              and (select coalesce(bool_and(strpos(folded, w) > 0), true) from unnest($6::text[]) w)
            order by value_date desc, id desc
            """, connection)
        {
            Parameters =
            {
                new() { Value = accounts }, new() { Value = rule.Side == Side.Credit ? "C" : "D" }, new() { Value = VietnamTime.TodayIn(clock).AddDays(-Days) },
                new() { Value = rule.Least ?? 1 }, new() { Value = rule.Most ?? long.MaxValue }, new() { Value = words },
            },
        };
        var (count, sum) = (0L, 0L);
        List<TrialLine> first = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var line = new TrialLine(row.GetInt64(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetInt64(4));
            if (!rule.Matches(new LineFacts(line.Id, line.Day, rule.Side, line.Amount, row.GetString(5), row.GetString(6), Folding.Fold(line.Counterparty)))) continue;
            count++;
            sum = checked(sum + line.Amount);
            if (first.Count < Shown) first.Add(line);
        }
        return new RuleTrial(Days, count, sum, first);
    }
}
