namespace DayForThePoor.Web.Demo;

/// <summary>Invented people, firms and associations with the names that Quế Sơn's really have; none of them exists.</summary>
internal static class DemoPersons
{
    /// <summary>Family names by how common they are in Quảng Nam.</summary>
    private static readonly (string Name, int Weight)[] Families =
    [
        ("Nguyễn", 35), ("Trần", 12), ("Lê", 10), ("Phạm", 8), ("Võ", 6), ("Huỳnh", 5), ("Phan", 5), ("Đinh", 4), ("Hồ", 3), ("Đỗ", 3),
        ("Dương", 2), ("Lương", 2), ("Ngô", 2), ("Tào", 1), ("Tăng", 1), ("Đoàn", 1),
    ];

    private static readonly string[] Middles = ["Thị", "Văn", "Thị Thu", "Minh", "Quang", "Ngọc", "Đình", "Thị Kim", "Hữu", "Thanh"];

    private static readonly string[] Given =
    [
        "Tám", "Bảy", "Xuân", "Lựu", "Cúc", "Thừa", "Điểu", "Chín", "Hạnh", "Tâm", "Phước", "Lan", "Dũng", "Hòa", "Sương", "Lành", "Thảo",
        "Trung", "Vinh", "Nga", "Hiền", "Bình", "Tuấn", "Liên",
    ];

    public static readonly string[] SmallFirms =
    [
        "Công ty TNHH May Hương Quế", "Cơ sở xay xát Bảy Lựu", "DNTN Xăng dầu Đồng Phú", "Công ty TNHH Vật liệu xây dựng Suối Tiên",
        "Lò gạch tuy nen Quế Lộc", "Công ty TNHH MTV Gỗ Mộc Bài", "HTX Nông nghiệp Lộc Đại", "Công ty TNHH Vận tải Nông Sơn Xanh",
    ];

    public static readonly string[] LargeFirms = ["Công ty CP Đá granit Sơn Trà", "Công ty CP Gạch men Đông Quế Sơn", "Công ty CP Thủy điện Khe Cầu"];

    public static readonly string[] Schools =
        ["Trường Tiểu học Sơn Lộc", "Trường THCS Hương Long", "Trường THPT Bà Rén", "Trường Mẫu giáo Hoa Sim", "Trường TH và THCS Phước Lâm"];

    /// <summary>Of the unit itself; its name follows.</summary>
    public static readonly string[] Offices = ["Văn phòng UBND", "Công an", "Ban Chỉ huy Quân sự", "Trung tâm Y tế", "Hội Nông dân", "Hội Liên hiệp Phụ nữ"];

    public static readonly string[] Associations = ["Hội đồng hương Song Ly Ly tại TP.HCM", "Hội đồng hương Song Ly Ly tại Đà Nẵng"];

    public static readonly string[] Temples = ["Chùa Hương Quế", "Giáo xứ Phù Sa", "Thánh thất Cao Đài Lộc Thượng", "Chùa Gia Cát"];

    public static readonly string[] Classes = ["Liên đội Trường Tiểu học Sơn Lộc", "Lớp 9/2 Trường THCS Hương Long", "Công đoàn Trường THPT Bà Rén", "Chi đoàn thôn Tân Phong"];

    public static string Name(Random random)
    {
        var at = random.Next(Families.Sum(f => f.Weight));
        var family = Families.First(f => (at -= f.Weight) < 0).Name;
        return $"{family} {Of(Middles, random)} {Of(Given, random)}";
    }

    public static T Of<T>(IReadOnlyList<T> list, Random random) => list[random.Next(list.Count)];
}
