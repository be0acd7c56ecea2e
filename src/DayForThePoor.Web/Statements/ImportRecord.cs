using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements;

/// <summary>How far an import is.</summary>
public static class ImportStates
{
    /// <summary>A person has to confirm its columns first.</summary>
    public const string NeedsProfile = "needs_profile";

    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";

    /// <summary>The file has problems; nothing of it was posted.</summary>
    public const string Refused = "refused";
}

/// <summary>One file on its way into the books, as <c>statements.import</c> holds it.</summary>
/// <param name="Done">While it is read, rows read so far; then lines that are copied.</param>
/// <param name="Total">Lines of the file; null until it is read.</param>
/// <param name="New">Lines that no earlier file had brought.</param>
/// <param name="Vouchers">Vouchers made for the new lines.</param>
/// <param name="Credits">Đồng in over the whole file, recovered amounts included.</param>
/// <param name="Debits">Đồng out over the whole file, recovered amounts included.</param>
/// <param name="Recovered">Lines whose amount came back from the running balance.</param>
/// <param name="ProblemCount">All problems, also those beyond the list.</param>
/// <param name="Phase">reading or posting; null when it is not running.</param>
/// <param name="ProfileId">The profile by which the file is or was read; null when the words of its header tell the columns.</param>
/// <param name="Encoding">How its text was written, as IANA names it; null until it is read and for formats that say it themselves.</param>
public sealed record ImportRecord(
    Guid Id,
    Guid AccountId,
    byte[] FileSha256,
    string FileName,
    DateTimeOffset UploadedAt,
    Guid By,
    string State,
    int? Total,
    int Done,
    int New,
    int Vouchers,
    long Credits,
    long Debits,
    int Recovered,
    IReadOnlyList<StatementProblem> Problems,
    int ProblemCount,
    DateTimeOffset? EndedAt,
    string? Phase,
    Guid? ProfileId = null,
    string? Encoding = null)
{
    public bool HasEnded => State is ImportStates.Done or ImportStates.Refused;

    /// <summary>Lines that were there already; right once the import has ended.</summary>
    public int Repeated => Total.GetValueOrDefault() - New;
}
