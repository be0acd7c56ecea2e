using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>The rows of a text whose cells are parted by one delimiter.</summary>
internal sealed class CsvSource(StatementContent content, char delimiter) : IRowSource
{
    /// <summary>In the order in which they are tried; the first that shows a header parts the cells.</summary>
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public string Encoding => content.Encoding.Name;

    public IRowReader Open() => new CsvReader(new StatementText(content.Open(), content.Encoding), content.Encoding.IsDecomposed, delimiter);

    public static IEnumerable<IRowSource> Of(StatementContent content) => Delimiters.Select(delimiter => new CsvSource(content, delimiter));
}
