using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Demo.Help;
using DayForThePoor.Web.Sponsorships.Sponsors;
using static DayForThePoor.Web.Demo.Sponsorships.DemoPledges;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>What happened to the supported people of each commune of the sample in two years.</summary>
internal static class DemoCourse
{
    private static readonly string[] Visits =
    [
        "Thăm gia đình, cháu khỏe, đi học đều", "Nhà mới lợp lại mái sau bão, góc học tập gọn gàng", "Cháu được khen cuối kỳ, bà vui lắm", "Gia đình thiếu sách kỳ tới, đã báo nhà trường",
    ];

    private static readonly string[] OldVisits = ["Cụ khỏe, ăn uống được, gạo còn đủ dùng", "Cụ đau khớp, trạm y tế đã đến khám", "Hàng xóm nấu giúp bữa trưa, cụ vui vì có người ghé"];

    /// <summary>Days of birth on which something happens: 7 in three weeks, 18 some weeks ago.</summary>
    public static IReadOnlyDictionary<int, DateOnly> Birthdays(string prefix, DateOnly today) => prefix switch
    {
        "QS" => new Dictionary<int, DateOnly> { [7] = today.AddDays(20).AddYears(-7) },
        "XP" => new Dictionary<int, DateOnly> { [1] = today.AddDays(-25).AddYears(-18) },
        _ => new Dictionary<int, DateOnly>(),
    };

    /// <summary>A child whose case was opened twice, at the grandmother's and at the mother's.</summary>
    public const string Twice = "QS-16", Once = "QS-02";

    /// <summary>Whose cases are over, so that nobody visits them any more.</summary>
    private static readonly string[] Over = [Twice, "XP-10", "NS-04"];

    /// <summary>Sponsors register, cases are opened, agreed to and visited.</summary>
    public static void Begin(DemoSponsorDesk desk, IReadOnlyList<DemoPerson> people, IReadOnlyList<(string Key, SponsorForm Form)> sponsors)
    {
        foreach (var (key, form) in sponsors) desk.On(desk.Month(29), () => desk.Register(key, form));
        foreach (var (i, person) in people.Index())
        {
            desk.On(person.OpenedOn, () => desk.Open(person));
            if (i % 4 != 3) desk.On(person.OpenedOn.AddDays(3), () => Agrees(desk, person, i));
            var texts = person.IsChild ? Visits : OldVisits;
            if (i % 3 == 0) Visited(210 - i, texts[i % texts.Length]);
            if (i % 8 != 6 && !Over.Contains(person.Key)) Visited(5 + i * 4 % 75, texts[(i + 1) % texts.Length]);

            void Visited(int daysAgo, string text)
            {
                if (desk.Today.AddDays(-daysAgo) > person.OpenedOn) desk.On(daysAgo, () => desk.Visit(person.Key, text));
            }
        }
    }

    /// <summary>Some to everything, some to what the sponsor needs, some also in public.</summary>
    private static async Task Agrees(DemoSponsorDesk desk, DemoPerson person, int i)
    {
        var day = person.OpenedOn.AddDays(3);
        IReadOnlyList<string> items = (i % 3) switch
        {
            0 => ConsentItems.All,
            1 => [ConsentItems.FirstName, ConsentItems.Age],
            _ => person.IsChild ? [ConsentItems.FirstName, ConsentItems.SchoolResult, ConsentItems.Letter] : [ConsentItems.FirstName, ConsentItems.Age, ConsentItems.Photo],
        };
        await desk.Agree(person.Key, false, null, day, items);
        if (i % 5 == 0) await desk.Agree(person.Key, true, null, day, ConsentItems.Age, ConsentItems.FirstName);
    }

    /// <summary>18 pledges, most through the fund.</summary>
    public static void QueSon(DemoSponsorDesk desk)
    {
        var photo = Guid.Empty;
        foreach (var (key, person) in new[] { ("may-1", "QS-01"), ("may-2", "QS-02"), ("may-3", "QS-06") }) Quarterly(desk, key, "may", person, 500_000, 6);
        for (var ago = 6; ago >= 0; ago--)
        {
            var quarter = desk.Quarter(ago);
            desk.On(quarter.AddDays(5), () => desk.GiveTogether($"may-{quarter:yyyyMM}", "may", 4_500_000));
        }
        Direct(desk, "me-1", "me", "QS-03", 400_000, 8);
        Direct(desk, "me-2", "me", "QS-08", 400_000, 7);
        Direct(desk, "chi-bo-1", "chi-bo", "QS-04", 300_000, 8, EndRules.Date, 1);
        Direct(desk, "chi-bo-2", "chi-bo", "QS-09", 300_000, 5);
        desk.On(desk.Quarter(3).AddDays(2), () => desk.Pause("chi-bo-2", "Chi bộ dồn sức khắc phục bão, xin tạm dừng một quý"));
        desk.On(desk.Quarter(2).AddDays(-1), () => desk.Resume("chi-bo-2"));
        SchoolYear(desk, "ngan-hang-1", "ngan-hang", "QS-07", 500_000, 8);
        Rice(desk, "chua-1", "chua", "QS-05", 8);
        Rice(desk, "chua-2", "chua", "QS-10", 6);
        Rice(desk, "chua-3", "chua", "QS-15", 2);
        Monthly(desk, "chi-em-1", "chi-em", "QS-11", 0, 400_000, 14);
        Pays(desk, "chi-em-1", 400_000, 14, 1, byBank: true);
        desk.On(6, () => desk.Give("chi-em-1-du", "chi-em-1", 1_000_000, byBank: true));
        Monthly(desk, "bay-1", "bay", "QS-13", 0, 500_000, 15);
        Pays(desk, "bay-1", 500_000, 15, 5, byBank: false);
        desk.On(desk.Month(4).AddDays(10), () => desk.End("bay-1", PledgeEndReasons.SponsorStopped, "Người đỡ đầu về hưu, xin dừng"));
        Offer(desk, "cuc-1", "cuc", "QS-01", 1, new(PledgeChannels.Fund, 3_000_000, null, null, Frequencies.HalfYearly, desk.Month(13), EndRules.Age22Studying, null, false));
        foreach (var ago in new[] { 13, 7, 1 }) desk.On(desk.Month(ago).AddDays(6), () => desk.Give($"cuc-1-{desk.Month(ago):yyyyMM}", "cuc-1", 3_000_000, byBank: true));
        desk.On(DemoDays.BeforeTet(desk.Today).To.AddDays(-3), () => desk.Give("cuc-1-tet", "cuc-1", 1_000_000, byBank: true, Occasions.Tet));
        Direct(desk, "cong-doan-1", "cong-doan", "QS-14", 500_000, 5);
        Direct(desk, "cong-doan-2", "cong-doan", "QS-17", 500_000, 3);
        desk.On(9, () => desk.Offer("bay-2", "bay", "QS-18", 0, new(
            PledgeChannels.Fund, 300_000, null, null, Frequencies.Monthly, desk.Month(-1), EndRules.Age18, null, false), hold: false, note: "Chờ hỏi thêm gia đình"));
        desk.On(3, () => desk.Offer("cuc-2", "cuc", "QS-20", 0, new(PledgeChannels.Fund, 500_000, null, null, Frequencies.Monthly, desk.Month(-1), EndRules.Age18, null, false)));
        desk.On(desk.Month(20), () => desk.Agree("QS-08", false, null, desk.Month(20), ConsentItems.All));
        desk.On(desk.Month(20), async () =>
        {
            var given = await desk.Agree("QS-04", false, null, desk.Month(20), ConsentItems.Photo);
            photo = given.ConsentIds[0];
        });
        desk.On(35, () => desk.Withdraw("QS-04", photo, "Gia đình không muốn dùng ảnh nữa"));
        Quarters(desk, "QS", [], ["cong-doan-2"], absent: 1);

        desk.On(30, () => desk.News("QS-01", ConsentItems.SchoolResult, "Học kỳ I: hoàn thành tốt các môn, được khen Toán"));
        desk.On(12, () => desk.News("QS-01", ConsentItems.Photo, "Góc học tập mới của cháu", DemoPictures.House("after", 41)));
        desk.On(40, () => desk.News("QS-06", ConsentItems.Letter, "Con cảm ơn các cô chú. Con thích học vẽ và đang tập bơi."));
        desk.On(2, () => desk.News("QS-02", ConsentItems.Letter, "Con mới biết đi xe đạp, mỗi sáng con tự đi học.", approved: false));
        desk.On(95, () => desk.Facility("QS-19", FacilitySteps.Proposed, "Cụ lẫn, không còn ai chăm sóc", "Trung tâm Bảo trợ xã hội thành phố Đà Nẵng"));
        desk.On(70, () => desk.Facility("QS-19", FacilitySteps.FileComplete, "Đủ đơn, giấy khám, xác nhận của thôn"));
        desk.On(52, () => desk.Facility("QS-19", FacilitySteps.Sent, "Gửi Phòng Văn hóa – Xã hội"));
        desk.On(20, () => desk.Merge(Twice, Once, "Cháu được mở hồ sơ hai lần: một ở nhà mẹ, một ở nhà bà"));
    }

    public static void XuanPhu(DemoSponsorDesk desk)
    {
        Quarterly(desk, "granit-1", "granit", "XP-01", 500_000, 7, 3);
        Quarterly(desk, "granit-2", "granit", "XP-05", 500_000, 7, 3);
        PaysQuarters(desk, "granit-1", 500_000, 7, 0, byBank: true);
        PaysQuarters(desk, "granit-2", 500_000, 7, 0, byBank: true);
        desk.On(15, () => desk.Give("granit-1-sinh-nhat", "granit-1", 5_000_000, byBank: true, Occasions.Birthday));
        desk.On(11, () => desk.Offer("granit-3", "granit", null, 0, new(
            PledgeChannels.Fund, 1_500_000, null, null, Frequencies.Quarterly, desk.Quarter(-1), EndRules.Date, desk.Quarter(-5).AddDays(-1), false), note: "Ai cần nhất"));
        Rice(desk, "giao-xu-1", "giao-xu", "XP-04", 8);
        Rice(desk, "giao-xu-2", "giao-xu", "XP-08", 5);
        Direct(desk, "tam-1", "tam", "XP-12", 300_000, 8);
        desk.On(desk.Month(4), () => desk.Pause("tam-1", "Người đỡ đầu nằm viện, xin tạm dừng"));
        Direct(desk, "tam-2", "tam", "XP-02", 300_000, 8);
        HalfYearly(desk, "dung-1", "dung", "XP-06", 500_000, 6);
        Direct(desk, "ba-ren-1", "ba-ren", "XP-03", 300_000, 6);
        Direct(desk, "ba-ren-2", "ba-ren", "XP-07", 400_000, 4);
        Quarters(desk, "XP", ["ba-ren-2"], [], absent: 0);

        desk.On(12, () => desk.Change("XP-06", LifeChanges.Moved, "Theo mẹ vào Đồng Nai, chưa có địa chỉ mới"));
        desk.On(22, () => desk.Change("XP-03", LifeChanges.CarerDied, "Bà mất, cháu về ở với cậu cùng thôn"));
        desk.On(60, () => desk.Close("XP-10", "other", "Mẹ đã về, gia đình tự lo được"));
        desk.On(25, () => desk.News("XP-01", ConsentItems.SchoolResult, "Cháu được giấy khen cuối năm, thích môn Tiếng Việt"));
    }

    /// <summary>Two sponsors share one slot; one child has two slots of one sponsor.</summary>
    public static void QueSonTrung(DemoSponsorDesk desk)
    {
        Rice(desk, "htx-1", "htx", "QT-03", 8);
        Rice(desk, "htx-2", "htx", "QT-08", 4);
        Direct(desk, "phu-nu-1", "phu-nu", "QT-01", 300_000, 8);
        Direct(desk, "lanh-1", "lanh", "QT-01", 200_000, 5);
        Direct(desk, "phu-nu-2", "phu-nu", "QT-02", 300_000, 7);
        desk.On(desk.Quarter(1).AddDays(30), () => desk.End("phu-nu-2", PledgeEndReasons.FamilyManages, "Mẹ cháu có việc làm ổn định ở công ty may"));
        Monthly(desk, "sau-1", "sau", "QT-06", 0, 500_000, 12);
        Monthly(desk, "sau-2", "sau", "QT-06", 1, 300_000, 12);
        Pays(desk, "sau-1", 500_000, 12, 1, byBank: false);
        var transferred = desk.Month(0).AddDays(4);
        desk.On(transferred.AddDays(1), () => desk.GiveByStatement("sau-1", 500_000, transferred));
        Pays(desk, "sau-2", 300_000, 12, 2, byBank: false);
        desk.On(DemoDays.BeforeTet(desk.Today).To.AddDays(-5), () => desk.Give("sau-1-tet", "sau-1", 500_000, byBank: false, Occasions.Tet));
        Quarters(desk, "QT", [], [], absent: 0);
    }

    public static void NongSon(DemoSponsorDesk desk)
    {
        Direct(desk, "van-tai-1", "van-tai", "NS-01", 500_000, 8, EndRules.Grade12);
        Direct(desk, "van-tai-2", "van-tai", "NS-06", 500_000, 8);
        Monthly(desk, "yen-1", "yen", "NS-02", 0, 300_000, 10);
        Pays(desk, "yen-1", 300_000, 10, 2, byBank: false);
        desk.On(desk.Month(1).AddDays(8), () => desk.Give("yen-1-mot-phan", "yen-1", 150_000, byBank: false));
        Direct(desk, "chi-doan-1", "chi-doan", "NS-03", 300_000, 5);
        Rice(desk, "hoa-1", "hoa", "NS-04", 7);
        Rice(desk, "hoa-2", "hoa", "NS-08", 3);
        Quarters(desk, "NS", [], ["chi-doan-1"], absent: 0);
        desk.On(48, () => desk.Change("NS-04", LifeChanges.Died, "Cụ mất, thôn và Mặt trận lo hậu sự"));
        desk.On(45, async () =>
        {
            await desk.End("hoa-1", PledgeEndReasons.Died, "Cụ đã mất");
            await desk.Close("NS-04", LifeChanges.Died, "Cụ đã mất");
        });
    }

    public static void QuePhuoc(DemoSponsorDesk desk)
    {
        Direct(desk, "khe-cau-1", "khe-cau", "QP-01", 500_000, 8);
        SchoolYear(desk, "khe-cau-2", "khe-cau", "QP-07", 500_000, 7);
        HalfYearly(desk, "dong-huong-1", "dong-huong", "QP-02", 500_000, 7);
        Rice(desk, "nam-1", "nam", "QP-04", 6);
        Direct(desk, "nam-2", "nam", "QP-03", 300_000, 5, EndRules.Date, 2);
        Quarters(desk, "QP", [], [], absent: 0);
    }
}
