using DayForThePoor.Core;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>Reads the forms that open beside a line.</summary>
internal static class TaskForm
{
    /// <summary>Rows of the split form; what they leave stays open and can be split again.</summary>
    public const int Rows = 4;

    /// <summary>One part for each row with an amount. Codes: bench.split_empty, bench.split_too_much.</summary>
    /// <param name="amount">Reads a field as đồng.</param>
    public static IReadOnlyList<ToldPart> Split(OpenLine line, Func<string, string?> sent, Func<string, List<Refusal>, long?> amount, List<Refusal> no)
    {
        List<ToldPart> parts = [];
        var sum = 0L;
        for (var row = 1; row <= Rows; row++)
        {
            if (amount($"amount{row}", no) is not { } part) continue;
            if (part < 1) no.Add(Refusal.Invalid("matching.amount", $"amount{row}"));
            sum = checked(sum + Math.Max(0, part));
            var what = sent($"what{row}") ?? "";
            parts.Add(what.StartsWith("item:", StringComparison.Ordinal) && Guid.TryParse(what[5..], out var item)
                ? new ToldPart(TellLines.Item, [new MatchTake(line.Id, part, item)])
                : new ToldPart(what, [new MatchTake(line.Id, part)]));
        }
        if (parts.Count == 0 && no.Count == 0) no.Add(Refusal.Invalid("bench.split_empty", "amount1"));
        if (sum > line.OpenVnd) no.Add(Refusal.Invalid("bench.split_too_much", "amount1", BenchWords.Amount(sum), BenchWords.Amount(line.OpenVnd)));
        return parts;
    }

    /// <summary>The line and the one that was chosen, for as much as both have. Codes: bench.pair_none.</summary>
    public static IReadOnlyList<ToldPart> Pair(OpenLine line, IReadOnlyList<OpenLine> others, Func<string, string?> sent, List<Refusal> no)
    {
        var other = long.TryParse(sent("other"), out var id) ? others.FirstOrDefault(o => o.Id == id) : null;
        if (other is null)
        {
            no.Add(Refusal.Invalid("bench.pair_none", "other"));
            return [];
        }
        var amount = Math.Min(line.OpenVnd, other.OpenVnd);
        return [new ToldPart(TellLines.Pair, [new MatchTake(line.Id, amount), new MatchTake(other.Id, amount)])];
    }
}
