using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Core.Statements;

/// <summary>Which column of a file holds what, for every file with the same header (mẫu cột).</summary>
/// <param name="HeaderMark">What the header's cells say, see <see cref="Statements.HeaderMark"/>.</param>
/// <param name="HeaderRows">Rows that the header takes, 1 or 2.</param>
/// <param name="Columns">Index from 0 of each column that is read; day and reference may share one.</param>
public sealed record ColumnMapping(string HeaderMark, int HeaderRows, IReadOnlyDictionary<StatementColumn, int> Columns);

/// <summary>Tells headers apart by their words: SHA-256 in lower-case hex over the cells, lower case and on one line each.</summary>
public static class HeaderMark
{
    public static string Of(IEnumerable<string> header) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\u001F', header.Select(cell => Fingerprint.Canonical(cell).ToLowerInvariant())))));
}

/// <summary>Columns that a person confirmed.</summary>
/// <param name="Id">The profile.</param>
/// <param name="Thousands">'.', ',' or ' '; '\0' lets each file say it.</param>
public sealed record ConfirmedColumns(Guid Id, ColumnMapping Mapping, char Thousands);
