using DayForThePoor.Core.Text;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo;

/// <summary>A unit of the sample and its hamlets, as people say where they live.</summary>
/// <param name="Place">"xã Quế Sơn", as it stands inside a sentence.</param>
/// <param name="Gifts">How many gifts its permanent fund gets in the year.</param>
public sealed record DemoUnit(string Code, string Place, int Gifts, IReadOnlyList<string> Hamlets);

/// <summary>The units of the sample with their bank accounts; numbers and names are invented.</summary>
public static class DemoUnits
{
    public const string City = "48";

    /// <summary>First day of every sample book and account.</summary>
    public static readonly DateOnly OpenedOn = new(2024, 1, 1);

    public static readonly IReadOnlyList<DemoUnit> All =
    [
        new(City, "thành phố Đà Nẵng", 30, ["Phường Hải Châu", "Phường Hòa Khánh", "Phường An Hải", "Phường Tam Kỳ"]),
        new("20641", "xã Quế Sơn", 110,
        [
            "TDP Lãnh Thượng 2 (Đông Phú cũ)", "TDP Thuận An (Đông Phú cũ)", "TDP Mỹ Đông (Đông Phú cũ)", "Thôn Thắng Đông (Quế An cũ)",
            "Thôn Thắng Tây (Quế An cũ)", "Thôn Đại Lộc (Quế Minh cũ)", "Thôn Diên Lộc (Quế Minh cũ)", "Thôn Lộc Thượng (Quế Long cũ)",
            "Thôn Xuân Quê (Quế Long cũ)", "Thôn Gia Cát Tây (Quế Phong cũ)", "Thôn Tân Phong (Quế Phong cũ)",
        ]),
        new("20662", "xã Quế Sơn Trung", 50,
        [
            "Thôn Phú Đông (Quế Mỹ cũ)", "Thôn Phú Mỹ (Quế Mỹ cũ)", "Thôn Nghi Sơn (Quế Hiệp cũ)", "Thôn Lộc Đại (Quế Hiệp cũ)",
            "Thôn Thuận Long (Quế Thuận cũ)", "Thôn Phước Thành (Quế Thuận cũ)", "Thôn Phú Đa (Quế Châu cũ)", "Thôn Khánh Đức (Quế Châu cũ)",
        ]),
        new("20650", "xã Xuân Phú", 80,
        [
            "TDP Hương An Đông (Hương An cũ)", "TDP Hương An Tây (Hương An cũ)", "Thôn Thạnh Hòa (Quế Xuân 1 cũ)", "Thôn Phù Sa (Quế Xuân 1 cũ)",
            "Thôn Phú Trung (Quế Xuân 2 cũ)", "Thôn Hòa Mỹ (Quế Xuân 2 cũ)", "Thôn Mộc Bài (Quế Phú cũ)", "Thôn Hương Quế (Quế Phú cũ)",
        ]),
        new("20656", "xã Nông Sơn", 40, ["TDP Trung Phước 1 (Trung Phước cũ)", "TDP Đại Bình (Trung Phước cũ)", "Thôn Lộc Đông (Quế Lộc cũ)", "Thôn Lộc Trung (Quế Lộc cũ)"]),
        new("20669", "xã Quế Phước", 30, ["Thôn Tứ Nhũ (Quế Lâm cũ)", "Thôn Cấm La (Quế Lâm cũ)", "Thôn Đông An (Phước Ninh cũ)", "Thôn Bình Yên (Ninh Phước cũ)"]),
    ];

    /// <summary>Three accounts of the permanent fund and the relief drive's own.</summary>
    public static IReadOnlyList<BankAccountForm> AccountsOf(UnitVersion unit)
    {
        var digits = unit.Code.PadLeft(5, '0');
        var owner = Folding.WithoutMarks(unit.Name).ToUpperInvariant();
        var poor = $"BVD QUY VI NGUOI NGHEO {owner}";
        var permanent = $"{unit.Code}-{FundKinds.ForThePoor}";
        return
        [
            new($"{unit.Code}-VCB", AccountKinds.Bank, "970436", $"10{digits}260", poor, permanent, "Chi nhánh Quảng Nam", OpenedOn),
            new($"{unit.Code}-AGR", AccountKinds.Bank, "970405", $"42002{digits}117", poor, permanent, "Chi nhánh huyện Quế Sơn cũ", OpenedOn),
            new($"{unit.Code}-CTG", AccountKinds.Bank, "970415", $"1130{digits}88", $"BVD CUU TRO {owner}",
                $"{unit.Code}-{FundKinds.Relief}", "Chi nhánh Quảng Nam", OpenedOn),
            new($"{unit.Code}-KB", AccountKinds.Treasury, null, $"3761{digits}9046", poor, permanent, "Kho bạc Nhà nước khu vực XIII", OpenedOn),
        ];
    }

    /// <summary>The peak month of Quỹ "Vì người nghèo" that began last.</summary>
    public static CampaignForm PeakMonth(UnitVersion unit, DateOnly today)
    {
        var start = DemoDays.PeakMonth(today).From;
        return new(
            $"TCD{start:yy}", $"Tháng cao điểm \"Vì người nghèo\" năm {start.Year}", $"{unit.Code}-{FundKinds.ForThePoor}", start, start.AddDays(32));
    }

    /// <summary>How long the sample's relief drive has been open on the day of seeding.</summary>
    public const int ReliefDaysBefore = 30;

    /// <summary>A drive of ninety days that is a month old today, in answer to an appeal of the city.</summary>
    public static CampaignForm Relief(UnitVersion unit, DateOnly today)
    {
        var start = today.AddDays(-ReliefDaysBefore);
        return new(
            $"BL{start:MMyy}", $"Ủng hộ đồng bào bị bão, lũ tháng {start:MM/yyyy}", $"{unit.Code}-{FundKinds.Relief}",
            start, start.AddDays(CampaignRules.MaxReliefDays - 1), "12/LKG-MTTQ-BTT", start.AddDays(-1), City, $"{unit.Code}-CTG");
    }
}
