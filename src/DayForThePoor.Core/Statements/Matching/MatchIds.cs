namespace DayForThePoor.Core.Statements.Matching;

/// <summary>Ids around matches, as functions of what they name.</summary>
public static class MatchIds
{
    /// <summary>A match that a person asks for; the same key is the same match. Also the id of its request and the owner of its texts.</summary>
    /// <param name="part">1, 2, … where one request makes several matches.</param>
    public static Guid OfPerson(Guid unit, string key, int part = 1) =>
        part == 1 ? Ids.Of("statement-match", unit, key) : Ids.Of("statement-match", unit, key, $"{part}");

    /// <summary>A match that a run makes: one per run, bank day, side and cause.</summary>
    /// <param name="cause">The rule's id or the reason, and what the lines become.</param>
    public static Guid OfRun(Guid run, DateOnly day, Ledger.Side side, string cause) =>
        Ids.Of("statement-match-run", run, $"{day.Year:D4}-{day.Month:D2}-{day.Day:D2}", $"{side}", cause);

    /// <summary>The entry of a match in the book of a fund.</summary>
    public static Guid OfEntry(Guid match, Guid fund) => Ids.Of("statement-match-entry", match, fund.ToString("N"));

    /// <summary>One release of a match; also the id of its request and the owner of its texts.</summary>
    public static Guid OfRelease(Guid match, int part) => Ids.Of("statement-match-release", match, $"{part}");

    /// <summary>The entry of a release in the book of a fund, when it takes back a part only.</summary>
    public static Guid OfReleaseEntry(Guid match, int part, Guid fund) => Ids.Of("statement-match-release-entry", match, $"{part}", fund.ToString("N"));
}
