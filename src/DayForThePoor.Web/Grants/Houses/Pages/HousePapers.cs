namespace DayForThePoor.Web.Grants.Houses.Pages;

/// <summary>The papers of a house's file, as their addresses name them.</summary>
public static class HousePapers
{
    /// <summary>Biên bản khảo sát.</summary>
    public const string Survey = "khao-sat";

    /// <summary>Cam kết xây nhà.</summary>
    public const string Undertaking = "cam-ket";

    /// <summary>Biên bản khởi công.</summary>
    public const string Start = "khoi-cong";

    /// <summary>Biên bản nghiệm thu, bàn giao nhà: one paper, as the trade has it.</summary>
    public const string Acceptance = "nghiem-thu-ban-giao";

    public static readonly IReadOnlyList<string> All = [Survey, Undertaking, Start, Acceptance];

    /// <summary>Keys of those who sign, in order.</summary>
    public static IReadOnlyList<string> SignersOf(string paper) => paper switch
    {
        Undertaking => ["Household", "Hamlet", "Board"],
        Acceptance => ["Household", "Hamlet", "Commune", "Sponsor", "Board"],
        _ => ["Household", "Hamlet", "Commune", "Board"],
    };
}
