using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// Where one column ends and the next begins. Headers are narrower than their columns and amounts are aligned to the
/// right, so the cells seen so far decide: a border lies where it parts the most of them.
/// </summary>
internal sealed class PdfColumns
{
    /// <summary>Points; wider pages have no statements on them.</summary>
    private const int Widest = 4000;

    /// <summary>What putting a word into a column of another kind costs, in points of distance.</summary>
    private const double WrongKind = 2000, SecondAmount = 500;

    private readonly IReadOnlyList<PdfWord> header;
    private readonly Kind[] kinds;
    private readonly int[][] leftEdges, rightEdges;
    private readonly double[] borders;

    private enum Kind
    {
        Words,
        Amount,
        Date,
    }

    public PdfColumns(PdfHeader found)
    {
        header = found.Cells;
        kinds = [.. header.Select((cell, i) => KindOf(cell, i, found.Layout))];
        leftEdges = [.. header.Select(_ => new int[Widest])];
        rightEdges = [.. header.Select(_ => new int[Widest])];
        borders = new double[header.Count - 1];
        foreach (var (i, cell) in header.Index()) Remember(i, cell);
        Draw();
    }

    public int Count => header.Count;

    /// <summary>Learns from the lines of a page before their cells are cut. A line of something else now and then does no harm.</summary>
    public void Learn(IEnumerable<PdfLine> lines)
    {
        foreach (var line in lines)
        {
            var cells = line.Phrases(IsAmount);
            foreach (var (cell, column) in cells.Zip(Assigned(cells))) Remember(column, cell);
        }
        Draw();
    }

    /// <summary>The column in which something stands.</summary>
    public int At(double x)
    {
        var column = 0;
        while (column < borders.Length && x > borders[column]) column++;
        return column;
    }

    /// <summary>The one column that holds all of it; −1 when it reaches over a border.</summary>
    public int Holding(PdfWord cell)
    {
        var column = At(cell.Centre);
        return At(cell.Left + cell.Size / 2) == column && At(cell.Right - cell.Size / 2) == column ? column : -1;
    }

    public bool IsOfAmounts(int column) => kinds[column] == Kind.Amount;

    public static bool IsAmount(PdfWord word) => AmountText.Read(word.Text, out _, out _) == AmountReading.Read;

    private static bool IsDate(PdfWord word) => DateText.TryRead(word.Text, out _, out _);

    private static Kind KindOf(PdfWord cell, int index, StatementLayout layout)
    {
        ReadOnlySpan<StatementColumn> amounts = [StatementColumn.Debit, StatementColumn.Credit, StatementColumn.Amount, StatementColumn.Balance];
        foreach (var amount in amounts)
            if (layout[amount] == index) return Kind.Amount;
        var words = Folding.Fold(cell.Text);
        return layout[StatementColumn.Date] == index || words.Contains("ngay", StringComparison.Ordinal) || words.Contains("date", StringComparison.Ordinal)
            ? Kind.Date
            : Kind.Words;
    }

    /// <summary>
    /// The column of each cell of a line, from left to right and never back, by the least sum of distances to the headers.
    /// </summary>
    private int[] Assigned(List<PdfWord> cells)
    {
        var costs = new double[cells.Count, header.Count];
        var from = new int[cells.Count, header.Count];
        for (var i = 0; i < cells.Count; i++)
        {
            var (best, at) = (double.MaxValue, 0);
            for (var column = 0; column < header.Count; column++)
            {
                if (i > 0)
                {
                    if (column > 0 && costs[i - 1, column - 1] < best) (best, at) = (costs[i - 1, column - 1], column - 1);
                    var stay = costs[i - 1, column] + (kinds[column] == Kind.Amount ? SecondAmount : 0);
                    (var before, from[i, column]) = stay < best ? (stay, column) : (best, at);
                    costs[i, column] = before + Cost(cells[i], column);
                }
                else
                {
                    costs[i, column] = Cost(cells[i], column);
                }
            }
        }

        var columns = new int[cells.Count];
        for (var i = cells.Count - 1; i >= 0; i--)
            columns[i] = i == cells.Count - 1 ? Enumerable.Range(0, header.Count).MinBy(c => costs[i, c]) : from[i + 1, columns[i + 1]];
        return columns;
    }

    private double Cost(PdfWord cell, int column)
    {
        var distance = Math.Max(0, Math.Max(header[column].Left - cell.Right, cell.Left - header[column].Right));
        var fits = kinds[column] switch
        {
            Kind.Amount => IsAmount(cell),
            Kind.Date => IsDate(cell),
            _ => !IsDate(cell),
        };
        return fits ? distance : distance + WrongKind;
    }

    private void Remember(int column, PdfWord cell)
    {
        leftEdges[column][Math.Clamp((int)cell.Left, 0, Widest - 1)]++;
        rightEdges[column][Math.Clamp((int)Math.Ceiling(cell.Right), 0, Widest - 1)]++;
    }

    private void Draw()
    {
        for (var i = 0; i < borders.Length; i++) borders[i] = Border(i);
    }

    /// <summary>
    /// Between a column and the next: the middle of the first stretch over which the fewest cells of the one reach, and
    /// before which the fewest of the other begin.
    /// </summary>
    private double Border(int column)
    {
        var (from, to) = ((int)header[column].Centre, Math.Min((int)header[column + 1].Centre, Widest - 2));
        var crossing = rightEdges[column].AsSpan(from + 1).ToArray().Sum() + leftEdges[column + 1].AsSpan(0, from).ToArray().Sum();
        var (least, first, last) = (crossing, from, from);
        for (var x = from; x < to; x++)
        {
            crossing += leftEdges[column + 1][x] - rightEdges[column][x + 1];
            if (crossing < least) (least, first, last) = (crossing, x + 1, x + 1);
            else if (crossing == least && last == x) last = x + 1;
        }
        return (first + last) / 2.0;
    }
}
