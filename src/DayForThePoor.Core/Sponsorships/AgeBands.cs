namespace DayForThePoor.Core.Sponsorships;

/// <summary>Age as the public may learn it, where it may at all: a band, never a year.</summary>
public static class AgeBands
{
    /// <summary>Codes in their order. Between 23 and 59 there is none: so few are supported at that age that it would name them.</summary>
    public static readonly IReadOnlyList<string> All = ["0_5", "6_10", "11_14", "15_17", "18_22", "60_up", "80_up"];

    /// <param name="age">Full years.</param>
    public static string? Of(int age) => age switch
    {
        < 0 => null,
        <= 5 => "0_5",
        <= 10 => "6_10",
        <= 14 => "11_14",
        <= 17 => "15_17",
        <= 22 => "18_22",
        < 60 => null,
        < 80 => "60_up",
        _ => "80_up",
    };
}
