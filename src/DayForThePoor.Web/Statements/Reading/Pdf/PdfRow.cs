using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>A row of the statement, gathered from the lines of text that it runs over.</summary>
internal sealed partial class PdfRow
{
    /// <summary>Of a point size: where the lines of one cell may begin, or have their middle, apart from each other.</summary>
    private const double Ragged = 2.5;

    private readonly StringBuilder[] texts;
    private readonly PdfWord?[] firsts;
    private readonly int date;
    private double y = double.NaN, size;

    private PdfRow(int columns, int date)
    {
        texts = [.. Enumerable.Range(0, columns).Select(_ => new StringBuilder())];
        firsts = new PdfWord?[columns];
        this.date = date;
    }

    [GeneratedRegex("^(tong|cong|so du|total|grand|closing|opening|beginning|ending)", RegexOptions.CultureInvariant)]
    private static partial Regex Sum { get; }

    public static PdfRow Dated(PdfColumns columns, int date) => new(columns.Count, date) { IsDated = true };

    public static PdfRow Undated(PdfColumns columns) => new(columns.Count, -1);

    /// <summary>A line that belongs to no row: a note, a signature, a sum in words. It stands whole in the first cell, where no memo goes on.</summary>
    public static PdfRow Loose(PdfLine line, PdfColumns columns)
    {
        var row = Undated(columns);
        row.texts[0].Append(line.Text);
        return row;
    }

    public bool IsDated { get; private init; }

    public bool HasAmount { get; private set; }

    /// <summary>Lines that stand above the one with the amount.</summary>
    public int LinesAbove { get; private set; }

    public string[] Cells => [.. texts.Select(t => t.ToString())];

    /// <summary>In a row with a day every word stands where its column is; a sum's label may reach over several columns and stays whole.</summary>
    public void Add(PdfLine line, PdfColumns columns)
    {
        foreach (var words in IsDated ? line.Words : line.Phrases(PdfColumns.IsAmount))
        {
            var column = columns.At(IsDated || PdfColumns.IsAmount(words) ? words.Centre : words.Left + words.Size / 2);
            if (texts[column].Length > 0) texts[column].Append(' ');
            texts[column].Append(words.Text);
            firsts[column] ??= words;
            HasAmount |= columns.IsOfAmounts(column) && PdfColumns.IsAmount(words);
        }
        if (!HasAmount) LinesAbove++;
        (y, size) = (line.Y, line.Size);
    }

    /// <summary>Whether the line is near enough below the last one of the row.</summary>
    /// <param name="gap">Of a point size.</param>
    public bool IsAbove(PdfLine line, double gap) => y - line.Y <= gap * Math.Max(size, line.Size);

    /// <summary>Whether the words stand in the columns of words, where the row's own words stand.</summary>
    public bool MayHold(PdfLine line, PdfColumns columns)
    {
        if (!IsDated && texts.Any(t => Sum.IsMatch(Folding.Fold(t.ToString())))) return false;
        foreach (var phrase in line.Phrases())
        {
            var column = columns.Holding(phrase);
            if (column < 0 || columns.IsOfAmounts(column)) return false;
            if (firsts[column] is { } first && column != date
                && Math.Abs(phrase.Left - first.Left) > Ragged * phrase.Size
                && Math.Abs(phrase.Centre - first.Centre) > Ragged * phrase.Size)
                return false;
        }
        return true;
    }
}
