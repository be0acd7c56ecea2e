namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>What a sponsor has to be told. Each is a code of a text; its figures are dates (yyyy-MM-dd) and đồng alone.</summary>
public static class NoticeKinds
{
    /// <summary>Args: due day, đồng that are missing; 0 for goods.</summary>
    public const string DueSoon = "due_soon";

    /// <summary>As <see cref="DueSoon"/>; the second and the third follow when the one before was told, never sooner than <see cref="DueNotices.DaysBetween"/> days after it.</summary>
    public const string Late1 = "late_1", Late2 = "late_2", Late3 = "late_3";

    /// <summary>Args: day, đồng; 0 for goods.</summary>
    public const string HandedOver = "handed_over";

    /// <summary>Args: day. What it was the officer says, not a paper.</summary>
    public const string LifeChange = "life_change";

    /// <summary>Args: last day.</summary>
    public const string EndsSoon = "ends_soon";

    /// <summary>Args: last day.</summary>
    public const string Ended = "ended";

    /// <summary>In the order in which they are told.</summary>
    public static readonly IReadOnlyList<string> All = [LifeChange, Ended, Late3, Late2, Late1, EndsSoon, DueSoon, HandedOver];
}

/// <summary>How a sponsor was told.</summary>
public static class ToldHow
{
    public const string Phone = "phone";
    public const string Letter = "letter";
    public const string InPerson = "in_person";

    /// <summary>The sponsor read it on their own page.</summary>
    public const string Page = "page";

    public static readonly IReadOnlyList<string> All = [Phone, Letter, InPerson, Page];
}
