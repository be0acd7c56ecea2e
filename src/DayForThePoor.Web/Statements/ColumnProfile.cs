using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements;

/// <summary>Columns of a bank's files (mẫu cột), confirmed once by a person of the unit.</summary>
/// <param name="Bin">The bank's NAPAS number; empty for the State Treasury.</param>
/// <param name="Name">Unique among the living ones of unit and bank, whatever its case.</param>
/// <param name="Header">The words of the header's cells.</param>
/// <param name="Thousands">'.', ',' or ' '; null lets each file say it.</param>
/// <param name="Encoding">Of the file that was confirmed, as IANA names it; null for formats that say it themselves.</param>
/// <param name="RetiredAt">Since then it reads no file; null while it lives.</param>
public sealed record ColumnProfile(
    Guid Id,
    Guid UnitId,
    string Bin,
    string Name,
    ColumnMapping Mapping,
    IReadOnlyList<string> Header,
    char? Thousands,
    string? Encoding,
    DateTimeOffset ConfirmedAt,
    Guid ConfirmedBy,
    DateTimeOffset? RetiredAt)
{
    public const int LongestName = 60;

    public ConfirmedColumns Columns => new(Id, Mapping, Thousands ?? '\0');
}
