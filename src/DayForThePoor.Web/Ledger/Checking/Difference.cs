namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>One thing that is not as the events say.</summary>
/// <param name="Code">What kind of thing; see <see cref="DifferenceCodes"/>.</param>
/// <param name="Id">Which one: an id, or fund/year/kind of a series. Never a text about a person.</param>
/// <param name="Expected">What follows from the events, as far as it can be said in a line.</param>
/// <param name="Found">What the table holds.</param>
public sealed record Difference(string Code, string Id, string Expected, string Found);

/// <summary>The kinds of difference; programs branch on them, so they are never renamed.</summary>
public static class DifferenceCodes
{
    public const string EventUnreadable = "event_unreadable";
    public const string EntryUnbalanced = "entry_unbalanced";
    public const string EntryTwice = "entry_twice";
    public const string EntryMissing = "entry_missing";
    public const string EntryUnexpected = "entry_unexpected";
    public const string EntryDiffers = "entry_differs";
    public const string PostingsDiffer = "postings_differ";
    public const string PostingUnexpected = "posting_unexpected";

    /// <summary>A reversal that does not repeat the legs of what it takes back with the sign turned, or takes back nothing.</summary>
    public const string ReversalNotMirror = "reversal_not_mirror";
    public const string ReversalTwice = "reversal_twice";
    public const string GiftMissing = "gift_missing";
    public const string GiftUnexpected = "gift_unexpected";
    public const string GiftDiffers = "gift_differs";
    public const string GiftGoodsDiffer = "gift_goods_differ";

    /// <summary>A sealed text is missing, was changed, or stands where no event put it.</summary>
    public const string TextsDiffer = "texts_differ";
    public const string RequestMissing = "request_missing";
    public const string NumberMissing = "number_missing";
    public const string NumberTwice = "number_twice";
    public const string SeriesDiffers = "series_differs";
    public const string FundUnbalanced = "fund_unbalanced";
}

/// <summary>Collects differences; a ruined table would yield millions, of which the first thousand tell enough.</summary>
public sealed class Differences
{
    private const int Most = 1000;

    private readonly List<Difference> found = [];

    public IReadOnlyList<Difference> Found => found;

    /// <summary>How many there are, those that are not listed too.</summary>
    public long Count { get; private set; }

    public void Add(string code, string id, string expected, string found)
    {
        Count++;
        if (this.found.Count < Most) this.found.Add(new(code, id, expected, found));
    }

    public void Add(string code, Guid id, string expected, string found) => Add(code, id.ToString("D"), expected, found);

    public void Replace(Difference old, Difference better) => found[found.IndexOf(old)] = better;
}
