using System.Globalization;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>Why something is a candidate, coded; the words are texts of the module.</summary>
/// <param name="Args">Written out: days, amounts, numbers of vouchers. No names.</param>
public sealed record CandidateReason(string Code, params IReadOnlyList<string> Args)
{
    public bool Equals(CandidateReason? other) => other is not null && Code == other.Code && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The codes of <see cref="CandidateReason"/>.</summary>
public static class CandidateReasons
{
    public const string AmountExact = "amount_exact";

    /// <summary>{0}: what is left of the item or line, in đồng.</summary>
    public const string AmountPart = "amount_part";

    /// <summary>{0}: how many together make the amount.</summary>
    public const string Sum = "sum";
    public const string Code = "code";
    public const string Reference = "reference";
    public const string ReferenceInMemo = "reference_in_memo";
    public const string NameFull = "name_full";
    public const string NamePart = "name_part";
    public const string SameDay = "same_day";

    /// <summary>{0}: days between.</summary>
    public const string DaysApart = "days_apart";

    /// <summary>{0}: position of the rule.</summary>
    public const string Rule = "rule";
    public const string RuleLostRight = "rule_lost_right";

    /// <summary>{0}: code of the campaign.</summary>
    public const string CampaignCode = "campaign_code";
    public const string OtherSide = "other_side";
    public const string OwnAccount = "own_account";
    public const string ReturnWords = "return_words";
}

/// <summary>An open item as candidates look at it.</summary>
/// <param name="Open">Đồng that no line has taken yet.</param>
/// <param name="Name">Of the donor or payer, folded; empty where nobody is named.</param>
/// <param name="Codes">Codes by which a memo may name it.</param>
public sealed record ItemFacts(Guid Id, DateOnly Date, long Open, string Reference, string Name, IReadOnlyList<string> Codes);

/// <summary>How well an item agrees with a line. The points only order what a person sees; alone the program acts on rules of its own.</summary>
public static class CandidateScore
{
    /// <summary>Days before and after a line within which a certain candidate lies.</summary>
    public const int CertainDays = 10;

    /// <summary>Days before and after a line within which anything is offered.</summary>
    public const int OfferedDays = 45;

    public const int Greatest = 100;

    private const int Amount = 40, Code = 45, Reference = 35, ReferenceInMemo = 30, NameFull = 30, NamePart = 12, SameDay = 15;

    /// <summary>Null when nothing but perhaps the day speaks for it.</summary>
    /// <param name="open">What is left of the line in đồng.</param>
    /// <param name="codes">Issued codes found in its memo.</param>
    public static (int Score, IReadOnlyList<CandidateReason> Why)? Of(in LineFacts line, long open, IReadOnlyList<string> codes, ItemFacts item)
    {
        var days = Math.Abs(line.Day.DayNumber - item.Date.DayNumber);
        var (score, why) = Evidence(line, codes, item);
        if (open == item.Open)
        {
            score += Amount;
            why.Insert(0, new(CandidateReasons.AmountExact));
        }
        else if (score >= NameFull) why.Insert(0, new(CandidateReasons.AmountPart, Dong(item.Open)));
        else return null;
        if (days > OfferedDays && score < Amount + NameFull) return null;

        score += Math.Max(0, SameDay - days);
        why.Add(days == 0 ? new(CandidateReasons.SameDay) : new(CandidateReasons.DaysApart, Number(days)));
        return (Math.Min(score, Greatest), why);
    }

    /// <summary>What the memo and the reference say about the item, apart from amount and day.</summary>
    public static (int Score, List<CandidateReason> Why) Evidence(in LineFacts line, IReadOnlyList<string> codes, ItemFacts item)
    {
        var score = 0;
        List<CandidateReason> why = [];
        void Add(int points, string reason)
        {
            score += points;
            why.Add(new(reason));
        }

        if (item.Codes.Any(codes.Contains)) Add(Code, CandidateReasons.Code);
        if (item.Reference.Length > 0 && item.Reference == line.Reference) Add(Reference, CandidateReasons.Reference);
        else if (item.Reference.Length >= 6 && WholeWords.Stand(item.Reference.ToLowerInvariant(), line.Folded)) Add(ReferenceInMemo, CandidateReasons.ReferenceInMemo);
        switch (NameInMemo.Find(item.Name, line.Folded))
        {
            case NameMatch.Full: Add(NameFull, CandidateReasons.NameFull); break;
            case NameMatch.Part: Add(NamePart, CandidateReasons.NamePart); break;
            case NameMatch.None: break;
        }
        return (score, why);
    }

    public static string Number(long number) => number.ToString(NumberFormatInfo.InvariantInfo);

    /// <summary>1.234.567, as on every page.</summary>
    public static string Dong(long amount) => Money.MoneyText.Format(new Money.Vnd(amount));
}
