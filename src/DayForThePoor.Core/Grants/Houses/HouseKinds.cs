namespace DayForThePoor.Core.Grants.Houses;

/// <summary>Xây mới hay sửa chữa.</summary>
public static class HouseKinds
{
    public const string New = "new", Repair = "repair";

    public static readonly IReadOnlyList<string> All = [New, Repair];
}

/// <summary>What shows that the household may build where it builds.</summary>
public static class LandPapers
{
    /// <summary>Giấy chứng nhận quyền sử dụng đất; has a number.</summary>
    public const string Certificate = "certificate";

    /// <summary>Xác nhận không tranh chấp of the commune or the hamlet.</summary>
    public const string Confirmation = "confirmation";

    public static readonly IReadOnlyList<string> All = [Certificate, Confirmation];
}

/// <summary>When a picture was taken.</summary>
public static class PhotoPhases
{
    public const string Before = "before", During = "during", After = "after";

    public static readonly IReadOnlyList<string> All = [Before, During, After];
}

/// <summary>Where the value of a house comes from, in the order of Biểu 04.</summary>
public static class HouseSources
{
    public const string Commune = "commune", City = "city", Sponsor = "sponsor", Programme = "programme";

    /// <summary>Hộ đối ứng: the household's own money.</summary>
    public const string Own = "own";

    /// <summary>Ngày công: days of work with their value.</summary>
    public const string Workdays = "workdays";

    /// <summary>Tộc họ giúp.</summary>
    public const string Clan = "clan";

    public static readonly IReadOnlyList<string> All = [Commune, City, Sponsor, Programme, Own, Workdays, Clan];
}
