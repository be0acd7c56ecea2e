namespace DayForThePoor.Web.Households;

/// <summary>Kinds of what happens to a household and with it.</summary>
public static class HappeningKinds
{
    /// <summary>Nguyện vọng; has a purpose and stays open until it is met, refused or withdrawn.</summary>
    public const string Wish = "wish";

    /// <summary>Thăm, kiểm tra hộ.</summary>
    public const string Visit = "visit";

    /// <summary>Giới thiệu vay vốn, việc làm, học nghề; open until the outcome is known.</summary>
    public const string Loan = "loan", Job = "job", Training = "training";

    /// <summary>Life events that end a household.</summary>
    public const string Moved = "moved", Died = "died", Merged = "merged";

    /// <summary>A part of the household became one of its own; this one goes on.</summary>
    public const string Split = "split";

    /// <summary>An end was entered by mistake.</summary>
    public const string Reopened = "reopened";

    /// <summary>What was written of the household was put right.</summary>
    public const string Corrected = "corrected";

    public static readonly IReadOnlyList<string> Recorded = [Wish, Visit, Loan, Job, Training];

    public static readonly IReadOnlyList<string> LifeEvents = [Moved, Died, Merged, Split];

    public static bool HasOutcome(string kind) => kind is Wish or Loan or Job or Training;
}

/// <summary>How something that was open ended.</summary>
public static class HappeningOutcomes
{
    public static readonly IReadOnlyList<string> All = ["done", "refused", "withdrawn"];
}
