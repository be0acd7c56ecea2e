namespace DayForThePoor.Core.Grants.Houses;

/// <summary>How far a house is.</summary>
public static class HouseStates
{
    public const string Surveyed = "surveyed", Undertaken = "undertaken", Started = "started", Finished = "finished", Mend = "mend", Accepted = "accepted", HandedOver = "handed_over";

    /// <summary>In the order in which a house passes them; <see cref="Mend"/> only where something had to be mended.</summary>
    public static readonly IReadOnlyList<string> All = [Surveyed, Undertaken, Started, Finished, Mend, Accepted, HandedOver];

    /// <summary>Whether the acceptance minutes say that the house passed.</summary>
    public static bool IsAccepted(string state) => state is Accepted or HandedOver;
}

/// <summary>What people write down about a house that moves it on.</summary>
public static class HouseSteps
{
    /// <summary>Cam kết xây nhà.</summary>
    public const string Undertake = "undertake";

    /// <summary>Khởi công.</summary>
    public const string Start = "start";

    /// <summary>Hoàn thành.</summary>
    public const string Finish = "finish";

    /// <summary>Nghiệm thu: đạt.</summary>
    public const string Accept = "accept";

    /// <summary>Nghiệm thu: chưa đạt, phải sửa.</summary>
    public const string Mend = "mend";

    /// <summary>Bàn giao.</summary>
    public const string HandOver = "hand-over";

    /// <summary>The last step was written by mistake.</summary>
    public const string TakeBack = "take-back";

    public static readonly IReadOnlyList<string> All = [Undertake, Start, Finish, Accept, Mend, HandOver, TakeBack];

    /// <summary>Steps that can be taken now, the one that goes on first.</summary>
    public static IReadOnlyList<string> From(string state) => [.. All.Where(step => Next(state, step) is not null)];

    /// <summary>The state after the step; null: it cannot be taken now.</summary>
    public static string? Next(string state, string step) => (state, step) switch
    {
        (HouseStates.Surveyed, Undertake) => HouseStates.Undertaken,
        (HouseStates.Undertaken, Start) => HouseStates.Started,
        (HouseStates.Started, Finish) => HouseStates.Finished,
        (HouseStates.Finished or HouseStates.Mend, Accept) => HouseStates.Accepted,
        (HouseStates.Finished or HouseStates.Mend, Mend) => HouseStates.Mend,
        (HouseStates.Accepted, HandOver) => HouseStates.HandedOver,
        (HouseStates.Undertaken, TakeBack) => HouseStates.Surveyed,
        (HouseStates.Started, TakeBack) => HouseStates.Undertaken,
        (HouseStates.Finished, TakeBack) => HouseStates.Started,
        (HouseStates.Mend or HouseStates.Accepted, TakeBack) => HouseStates.Finished,
        (HouseStates.HandedOver, TakeBack) => HouseStates.Accepted,
        _ => null,
    };
}
