using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;
using Npgsql;
using static DayForThePoor.Web.Demo.Help.DemoStories;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>
/// 60 grants of five communes in all their steps over the past year, with the rules they follow and the payments they got,
/// by the commands that people use. A commune that has grants is left alone.
/// </summary>
public sealed class DemoGrants(IServiceScopeFactory scopes, IRegistry registry, Sessions sessions, HouseholdQueries households, TimeProvider clock)
{
    public async Task Run(CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var city = known.UnitsByCode[DemoUnits.City];
        var above = await DemoStaff.Of(sessions, DemoPeople.CityDomain, cancellation);
        List<DemoDesk> desks = [];
        foreach (var (code, domain) in DemoPeople.Communes)
        {
            var unit = known.UnitsByCode[code];
            if (await HasGrants(unit.UnitId, cancellation)) continue;
            var poor = await households.List(new([unit.UnitId], Class: HouseholdClasses.Poor, PageSize: 60), cancellation);
            var desk = new DemoDesk(scopes, unit, await DemoStaff.Of(sessions, domain, cancellation), poor.Items, VietnamTime.TodayIn(clock)) { Stop = cancellation };
            Plans[code](desk);
            desks.Add(desk);
        }
        // Communes know nothing of each other; within one everything goes day by day.
        await Task.WhenAll(desks.Select(async desk =>
        {
            await DemoRules.LayDown(desk);
            await desk.Work();
            await DemoLevels.Send(desk, city, above);
        }));
    }

    private static readonly Dictionary<string, Action<DemoDesk>> Plans = new()
    {
        ["20641"] = QueSon,
        ["20650"] = XuanPhu,
        ["20662"] = QueSonTrung,
        ["20656"] = NongSon,
        ["20669"] = QuePhuoc,
    };

    /// <summary>24: every kind of grant in every state.</summary>
    private static void QueSon(DemoDesk desk)
    {
        Tet(desk, 0, 10, TetDay(desk), absent: 3);
        House(desk, "nha-1", 10, 300);
        DemoHouses.Mend(desk, "nha-1", 190, 12);
        DemoHouses.Accept(desk, "nha-1", 180);
        DemoHouses.PaySecond(desk, "nha-1", 10, 178);
        DemoHouses.HandOver(desk, "nha-1", 10, 170);
        House(desk, "nha-2", 11, 100, finished: false);
        House(desk, "nha-3", 12, 150);
        Livelihood(desk, "sinh-ke-1", 13, 210, 15_000_000, "01 con bò cái sinh sản", Until.Closed);
        Livelihood(desk, "sinh-ke-2", 14, 40, 14_000_000, "01 máy may công nghiệp", Until.AwaitingCash);
        Livelihood(desk, "sinh-ke-3", 15, 12, 16_000_000, "01 con bò cái sinh sản", Until.Posted);
        desk.On(1, () => desk.Object("sinh-ke-3", "Đề nghị xem lại, hộ có hai con đang đi làm công ty"));
        Hardship(desk, "dot-xuat-1", 16, 120, 5_000_000);
        Hardship(desk, "dot-xuat-2", 17, 6, 3_000_000, isReported: false);
        Hardship(desk, "dot-xuat-3", 18, 0, 2_000_000, isPaid: false);
        Study(desk, 19, 2, 75);
        Refused(desk, "kham-benh-1", 21, 90);
        Objected(desk, "sinh-ke-4", 22, 60);
        Withdrawn(desk, "kham-benh-2", 23, 45);
        Advance(desk, "tam-ung-1", "Trần Minh Tám", 5, 20, 4_000_000, "Tạm ứng mua gạo, nhu yếu phẩm trao hộ khó khăn");
        Outside(desk, 22, 400, "Hội Liên hiệp Phụ nữ xã", Purposes.Livelihood, 9_500_000);
        Outside(desk, 13, 290, "Hội Chữ thập đỏ huyện Quế Sơn cũ", Purposes.Tet, 500_000);
        Outside(desk, 15, 60, "Trường THCS Hương Long", Purposes.Study, 1_200_000);
    }

    /// <summary>14: lists that wait for the board, orders that wait for a signature.</summary>
    private static void XuanPhu(DemoDesk desk)
    {
        Tet(desk, 0, 5, TetDay(desk), absent: 1);
        House(desk, "nha-1", 5, 160);
        DemoHouses.Mend(desk, "nha-1", 8, 20);
        Asked(desk, "nha-2", 6, 9, Purposes.House, DemoHouses.NewHouse, "Nhà tranh vách đất, xin xây nhà Đại đoàn kết");
        DemoHouses.Survey(desk, "nha-2", 6, 2);
        Livelihood(desk, "sinh-ke-1", 7, 25, 12_000_000, "100 gà thả vườn và chuồng", Until.Proposed);
        Livelihood(desk, "sinh-ke-2", 8, 30, 13_000_000, "01 xe đẩy bán bánh", Until.Approved);
        SentBackOrder(desk, "sinh-ke-2", 6, 8, 13_000_000, "Hỗ trợ phương tiện sinh kế: 01 xe đẩy bán bánh");
        Advance(desk, "tam-ung-1", "Trần Minh Tám", 70, 30, 3_000_000, "Tạm ứng mua dụng cụ học tập");
        Outside(desk, 7, 700, "Chương trình giảm nghèo bền vững", Purposes.Livelihood, 14_000_000);
        Livelihood(desk, "sinh-ke-3", 9, 20, 15_000_000, "01 con bò cái sinh sản", Until.Checked);
        Voided(desk, "dot-xuat-1", 10, 33, 4_000_000);
        Hardship(desk, "dot-xuat-2", 11, 2, 2_500_000, isReported: false);
        Asked(desk, "cuu-doi-1", 13, 0, Purposes.Hunger, 600_000, "Giáp hạt thiếu gạo, xin 30 kg");
        Asked(desk, "bhyt-1", 12, 4, Purposes.Insurance, 1_200_000, "Xin mua thẻ BHYT cho hai cháu");
    }

    private static void QueSonTrung(DemoDesk desk)
    {
        Tet(desk, 0, 4, TetDay(desk), absent: 1);
        Livelihood(desk, "sinh-ke-1", 4, 9, 11_000_000, "01 heo nái", Until.Met);
        Study(desk, 5, 2, 70);
        Hardship(desk, "dot-xuat-1", 7, 50, 3_000_000);
        Asked(desk, "kham-benh-1", 8, 1, Purposes.Medical, 8_000_000, "Mổ tim, xin hỗ trợ viện phí");
    }

    private static void NongSon(DemoDesk desk)
    {
        Tet(desk, 0, 3, TetDay(desk), absent: 1);
        DemoHouses.Decide(desk, "nha-1", 3, 140, DemoHouses.Repair);
        DemoHouses.Survey(desk, "nha-1", 3, 132, Core.Grants.Houses.HouseKinds.Repair);
        DemoHouses.Mended(desk, "nha-1", 3, 80);
        Hardship(desk, "dot-xuat-1", 4, 28, 3_500_000);
        Hardship(desk, "dot-xuat-2", 5, 1, 2_000_000, isReported: false);
        Asked(desk, "so-tiet-kiem-1", 6, 3, Purposes.Savings, 5_000_000, "Xin tặng sổ tiết kiệm cho cụ già neo đơn");
    }

    private static void QuePhuoc(DemoDesk desk)
    {
        Tet(desk, 0, 3, TetDay(desk), absent: 1);
        Hardship(desk, "dot-xuat-1", 3, 22, 3_000_000);
        Livelihood(desk, "sinh-ke-1", 4, 35, 12_000_000, "01 con bò cái lai", Until.Approved);
        Asked(desk, "khac-1", 5, 5, Purposes.Other, 1_500_000, "Xin hỗ trợ tiền xe đưa con đi nhập học xa");
    }

    /// <summary>Decided, surveyed, begun with its first instalment paid and, unless work still goes on, finished.</summary>
    private static void House(DemoDesk desk, string key, int household, int daysAgo, bool finished = true)
    {
        DemoHouses.Decide(desk, key, household, daysAgo, DemoHouses.NewHouse);
        DemoHouses.Survey(desk, key, household, daysAgo - 10);
        DemoHouses.Start(desk, key, household, daysAgo - 30);
        if (finished) DemoHouses.Finish(desk, key, household, daysAgo - 105);
    }

    /// <summary>How many days ago the presents of the last Tết were handed out.</summary>
    private static int TetDay(DemoDesk desk) => Math.Max(0, desk.Today.DayNumber - DemoDays.BeforeTet(desk.Today).To.DayNumber + 3);

    private async Task<bool> HasGrants(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("select exists (select from grants.support where unit_id = $1)", connection) { Parameters = { new() { Value = unit } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
