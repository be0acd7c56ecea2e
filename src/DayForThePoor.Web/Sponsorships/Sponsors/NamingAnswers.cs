namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>What a sponsor said to being named in public, as forms and the history of edits write it.</summary>
public static class NamingAnswers
{
    public const string Yes = "yes", No = "no", NotAsked = "";

    public static string Of(bool? mayBeNamed) => mayBeNamed switch { true => Yes, false => No, null => NotAsked };

    public static bool? Read(string? answer) => answer switch { Yes => true, No => false, _ => null };
}
