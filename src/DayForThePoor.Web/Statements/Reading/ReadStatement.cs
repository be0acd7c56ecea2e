using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>A statement after its first pass: what it amounts to, and its lines as often as they are asked for.</summary>
public sealed class ReadStatement
{
    private readonly StatementTable? table;

    internal ReadStatement(StatementReadResult result, StatementTable? table = null)
    {
        Result = result;
        this.table = table;
    }

    public StatementReadResult Result { get; }

    /// <summary>
    /// The lines in the order of the file, with what only the whole file could tell: a further pass over it, which holds one
    /// row at a time. None when there is a problem.
    /// </summary>
    public IEnumerable<StatementLine> Lines()
    {
        if (table is null || Result.Marks.Count == 0) yield break;
        using var row = table.Rows.Open();
        var rows = new LineRows(table.Layout);
        var at = 0;
        while (at < Result.Marks.Count && row.Next())
        {
            if (row.Number <= table.Layout.HeaderRow || !rows.Take(row, out var line)) continue;
            yield return Finished(line, Result.Marks[at++]);
        }
        if (at < Result.Marks.Count && rows.End(out var last)) yield return Finished(last, Result.Marks[at]);
    }

    private static StatementLine Finished(in StatementLine line, in LineMark mark) => line.RowNumber == mark.Row
        ? line with { Side = mark.Side, Amount = mark.Amount, AmountRecovered = mark.IsRecovered, Fingerprint = mark.Fingerprint, Ordinal = mark.Ordinal, IsKnown = mark.IsKnown }
        : throw new InvalidOperationException($"Row {mark.Row} of a statement is no line any more.");
}
