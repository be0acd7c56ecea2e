using System.Buffers;

namespace DayForThePoor.Web.Design;

/// <summary>A line of a CSV file (RFC 4180) that people open in a spreadsheet.</summary>
public static class CsvLine
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;");

    public static string Of(IEnumerable<string> values) => string.Join(',', values.Select(Cell));

    /// <summary>A text that begins like a formula would be calculated by the spreadsheet of whoever opens the file; an
    /// apostrophe before it makes it text.</summary>
    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t', ..] ? $"'{value}" : value;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
