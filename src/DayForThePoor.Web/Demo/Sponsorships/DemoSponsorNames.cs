using DayForThePoor.Web.Sponsorships.Sponsors;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>25 invented sponsors of five communes: people, firms, groups whose members give together.</summary>
internal static class DemoSponsorNames
{
    private const string DaNang = "phường Hải Châu, thành phố Đà Nẵng";

    /// <summary>Code of the commune → short key and form.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<(string Key, SponsorForm Form)>> All = new Dictionary<string, IReadOnlyList<(string, SponsorForm)>>
    {
        ["20641"] =
        [
            ("may", Organisation("Công ty TNHH May Hương Quế", "Lê Thị Hạnh")),
            ("me", Group("Mẹ đỡ đầu – Hội Liên hiệp Phụ nữ xã Quế Sơn", "Nguyễn Thị Kim Liên", ("Nguyễn Thị Kim Liên", 200_000), ("Trần Thị Sương", 200_000), ("Võ Thị Lành", 200_000), ("Phạm Thị Nga", 200_000))),
            ("chi-bo", Organisation("Chi bộ thôn Thắng Đông", "Hồ Quang Trung")),
            ("ngan-hang", Organisation("Ngân hàng Sông Ly Ly – Chi nhánh Đông Phú", "Dương Minh Tuấn")),
            ("chua", Organisation("Chùa Hương Quế", "Thầy trụ trì")),
            ("chi-em", Group("Chị em Phan Thị Ngọc Lan, Phan Thị Ngọc Hà", "Phan Thị Ngọc Lan", ("Phan Thị Ngọc Lan", 200_000), ("Phan Thị Ngọc Hà", 200_000)) with { Address = DaNang }),
            ("bay", Person("Huỳnh Văn Bảy", "xã Quế Sơn")),
            ("cuc", Person("Lê Thị Kim Cúc", "gửi từ nước ngoài, em gái ở xã Quế Sơn nhận tin")),
            ("cong-doan", Group("Công đoàn Công ty CP Gạch men Đông Quế Sơn", "Đỗ Văn Vinh", ("Tổ nung", 400_000), ("Tổ tráng men", 300_000), ("Tổ kho", 300_000))),
        ],
        ["20650"] =
        [
            ("granit", Organisation("Công ty CP Đá granit Sơn Trà", "Nguyễn Hữu Phước")),
            ("giao-xu", Organisation("Giáo xứ Phù Sa", "Ban hành giáo")),
            ("tam", Person("Trần Ngọc Tám", "xã Xuân Phú")),
            ("dung", Person("Phạm Quang Dũng", DaNang)),
            ("ba-ren", Group("Công đoàn Trường THPT Bà Rén", "Lương Thị Hiền", ("Tổ Toán – Tin", 150_000), ("Tổ Văn – Sử", 150_000), ("Văn phòng", 100_000))),
        ],
        ["20662"] =
        [
            ("htx", Organisation("HTX Nông nghiệp Lộc Đại", "Tào Minh Bình")),
            ("phu-nu", Group("Mẹ đỡ đầu – Hội Liên hiệp Phụ nữ xã Quế Sơn Trung", "Võ Thị Thảo", ("Võ Thị Thảo", 150_000), ("Ngô Thị Lan", 150_000))),
            ("lanh", Person("Nguyễn Thị Thu Lành", "xã Quế Sơn Trung")),
            ("sau", Person("Đinh Thị Hòa", DaNang)),
        ],
        ["20656"] =
        [
            ("van-tai", Organisation("Công ty TNHH Vận tải Nông Sơn Xanh", "Tăng Văn Bình")),
            ("yen", Person("Huỳnh Thị Kim Yến", "phường Hòa Khánh, thành phố Đà Nẵng")),
            ("chi-doan", Organisation("Chi đoàn Trung tâm Y tế Nông Sơn", "Đoàn Minh Tâm")),
            ("hoa", Person("Phan Đình Hòa", "xã Nông Sơn")),
        ],
        ["20669"] =
        [
            ("khe-cau", Organisation("Công ty CP Thủy điện Khe Cầu", "Lê Quang Vinh")),
            ("dong-huong", Organisation("Hội đồng hương Song Ly Ly tại Đà Nẵng", "Trần Văn Thừa")),
            ("nam", Person("Nguyễn Văn Xuân", "xã Quế Phước")),
        ],
    };

    private static SponsorForm Person(string name, string address) => new(SponsorKinds.Person, name, null, "0905 000 001", null, address, false);

    private static SponsorForm Organisation(string name, string contact) => new(SponsorKinds.Organisation, name, contact, "0235 000 0002", null, null, true);

    private static SponsorForm Group(string name, string contact, params IReadOnlyList<(string Name, long Share)> members) =>
        new(SponsorKinds.Group, name, contact, "0905 000 003", null, null, true, [.. members.Select(m => new MemberShare(m.Name, m.Share))]);
}
