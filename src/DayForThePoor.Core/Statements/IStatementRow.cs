namespace DayForThePoor.Core.Statements;

/// <summary>One row as read from a file. The cells are valid only until the next row is read.</summary>
public interface IStatementRow
{
    /// <summary>From 1, every row counted.</summary>
    int Number { get; }

    int CellCount { get; }

    /// <summary>A cell stands in its column whatever its neighbours hold, as in a spreadsheet; a missing quote cannot shift it.</summary>
    bool ColumnsAreFixed => false;

    ReadOnlySpan<char> Cell(int index);
}
