namespace DayForThePoor.Web.Units;

/// <summary>Levels of the Front. Districts are history since 2025-07-01.</summary>
public static class UnitKinds
{
    public const string Centre = "centre";
    public const string Province = "province";
    public const string District = "district";
    public const string Commune = "commune";
}

/// <summary>The two funds of every unit; each is a book of its own.</summary>
public static class FundKinds
{
    /// <summary>Quỹ "Vì người nghèo": permanent.</summary>
    public const string ForThePoor = "VNN";

    /// <summary>Quỹ Cứu trợ: receives for an appeal and within its window only (NĐ 93/2021).</summary>
    public const string Relief = "CT";

    public static readonly IReadOnlyList<string> All = [ForThePoor, Relief];
}
