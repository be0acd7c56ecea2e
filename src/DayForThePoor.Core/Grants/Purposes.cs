namespace DayForThePoor.Core.Grants;

/// <summary>What help is for, in wishes, grants, payments and reports.</summary>
public static class Purposes
{
    /// <summary>Nhà Đại đoàn kết, new or repaired.</summary>
    public const string House = "house";

    /// <summary>Phương tiện sinh kế.</summary>
    public const string Livelihood = "livelihood";

    /// <summary>Học tập.</summary>
    public const string Study = "study";

    /// <summary>Khám, chữa bệnh.</summary>
    public const string Medical = "medical";

    /// <summary>Thẻ BHYT.</summary>
    public const string Insurance = "insurance";

    /// <summary>Quà Tết.</summary>
    public const string Tet = "tet";

    /// <summary>Cứu đói giáp hạt.</summary>
    public const string Hunger = "hunger";

    /// <summary>Hỗ trợ đột xuất.</summary>
    public const string Hardship = "hardship";

    /// <summary>Nhận đỡ đầu.</summary>
    public const string Sponsorship = "sponsorship";

    /// <summary>Sổ tiết kiệm.</summary>
    public const string Savings = "savings";

    /// <summary>Khác.</summary>
    public const string Other = "other";

    /// <summary>In the order of reports.</summary>
    public static readonly IReadOnlyList<string> All =
        [House, Livelihood, Study, Medical, Insurance, Tet, Hunger, Hardship, Sponsorship, Savings, Other];
}
