using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Web.Grants.Houses;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>Nhà Đại đoàn kết of the sample: how a house goes from the wish to its plate.</summary>
internal static class DemoHouses
{
    public const long NewHouse = 50_000_000, First = 30_000_000, Second = 20_000_000, Repair = 25_000_000;

    /// <summary>The course of a request for a house up to its approval.</summary>
    public static void Decide(DemoDesk desk, string key, int household, int daysAgo, long amount)
    {
        desk.On(daysAgo, () => desk.Request(key, household, Purposes.House, amount, "Nhà tạm, dột nát sau mùa mưa bão, hộ không đủ sức tự làm"));
        desk.On(daysAgo - 6, () => desk.Meet(key, household));
        desk.On(daysAgo - 7, () => desk.Post(key, household));
        desk.On(daysAgo - 14, () => desk.EndPosting(key));
        desk.On(daysAgo - 15, () => desk.Check(key));
        desk.On(daysAgo - 16, () => desk.Propose("Về việc hỗ trợ xây, sửa nhà Đại đoàn kết", key));
        desk.On(daysAgo - 18, () => desk.Approve(key, $"{21 + household}/QĐ-BVĐ"));
    }

    public static void Survey(DemoDesk desk, string key, int household, int daysAgo, string kind = HouseKinds.New) => desk.On(daysAgo, async () =>
    {
        var form = kind == HouseKinds.New
            ? new SurveyForm(kind, null, "Nhà gỗ tạm, nền đất, mái tôn thủng nhiều chỗ", "Xây mới nhà cấp 4", LandPapers.Certificate, $"BT {523_100 + household}", 42.5m, 2)
            : new SurveyForm(kind, null, "Mái ngói sụp một phần, tường sau nứt", "Thay mái tôn, xây lại tường sau", LandPapers.Confirmation, "UBND xã xác nhận không tranh chấp", 38, 2);
        await desk.Ask<Guid>(new OpenHouse(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), form));
        await Photo(desk, key, household, PhotoPhases.Before);
    });

    /// <summary>Undertaking, instalments and sources; the first instalment is paid on the day on which work begins.</summary>
    public static void Start(DemoDesk desk, string key, int household, int daysAgo, bool isPaid = true)
    {
        desk.On(daysAgo + 4, async () =>
        {
            await Step(desk, key, HouseSteps.Undertake);
            await desk.Ask<bool>(new SetHouseInstalments(
                desk.Staff.Accountant, desk.Unit.UnitId, desk.Grant(key), $"dot-{key}", new(First, "31/QĐ-BVĐ", desk.Today.AddDays(-daysAgo - 4)), new(Second, "32/QĐ-BVĐ", desk.Today.AddDays(-daysAgo - 4))));
            await desk.Ask<bool>(new SetHouseSources(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), $"nguon-{key}",
            [
                new(HouseSources.Commune, null, First), new(HouseSources.City, null, Second), new(HouseSources.Sponsor, "Công ty CP Đá granit Sơn Trà", 15_000_000),
                new(HouseSources.Own, null, 12_000_000), new(HouseSources.Workdays, "Đoàn thanh niên, bà con trong thôn", 9_000_000, 30), new(HouseSources.Clan, null, 5_000_000),
            ]));
        });
        desk.On(daysAgo, async () =>
        {
            await Step(desk, key, HouseSteps.Start);
            await Photo(desk, key, household, PhotoPhases.During);
            if (isPaid) await desk.Pay($"{key}-dot1", "Hỗ trợ xây nhà Đại đoàn kết, đợt 1 (khởi công)", household, byBank: true, (key, First));
        });
    }

    public static void Finish(DemoDesk desk, string key, int household, int daysAgo) => desk.On(daysAgo, async () =>
    {
        await Step(desk, key, HouseSteps.Finish);
        await Photo(desk, key, household, PhotoPhases.After);
    });

    /// <summary>The inspection finds something to mend, by a day that lies so many days after it.</summary>
    public static void Mend(DemoDesk desk, string key, int daysAgo, int days) => desk.On(daysAgo, () => desk.Ask<string>(new RecordHouseStep(
        desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), $"sua-{key}",
        new(HouseSteps.Mend, null, "Nền hiên chưa láng, cửa sổ sau chưa lắp", true, true, false, MendBy: desk.Today.AddDays(days - daysAgo)))));

    public static void Accept(DemoDesk desk, string key, int daysAgo) => desk.On(daysAgo, () => desk.Ask<string>(new RecordHouseStep(
        desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), $"nghiem-thu-{key}", new(HouseSteps.Accept, null, null, true, true, true))));

    public static void PaySecond(DemoDesk desk, string key, int household, int daysAgo) =>
        desk.On(daysAgo, () => desk.Pay($"{key}-dot2", "Hỗ trợ xây nhà Đại đoàn kết, đợt 2 (nghiệm thu)", household, byBank: true, (key, Second)));

    public static void HandOver(DemoDesk desk, string key, int household, int daysAgo) => desk.On(daysAgo, async () =>
    {
        await desk.Ask<string>(new RecordHouseStep(
            desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), $"ban-giao-{key}",
            new(HouseSteps.HandOver, null, "Bàn giao trong Ngày hội Đại đoàn kết", Plate: $"Nhà Đại đoàn kết – Quỹ \"Vì người nghèo\", năm {desk.Today.AddDays(-daysAgo).Year}")));
        await desk.HandOver(key, household, "Bàn giao nhà, gắn biển");
        await desk.Close(key);
    });

    /// <summary>A repair in one instalment, accepted and paid.</summary>
    public static void Mended(DemoDesk desk, string key, int household, int daysAgo)
    {
        desk.On(daysAgo + 30, async () =>
        {
            await Step(desk, key, HouseSteps.Undertake);
            await desk.Ask<bool>(new SetHouseInstalments(
                desk.Staff.Accountant, desk.Unit.UnitId, desk.Grant(key), $"dot-{key}", new(Repair, "18/QĐ-BVĐ", desk.Today.AddDays(-daysAgo - 30)), null));
            await desk.Pay($"{key}-dot1", "Hỗ trợ sửa nhà Đại đoàn kết", household, byBank: true, (key, Repair));
        });
        desk.On(daysAgo + 28, () => Step(desk, key, HouseSteps.Start));
        Finish(desk, key, household, daysAgo + 2);
        Accept(desk, key, daysAgo);
    }

    private static Task<string> Step(DemoDesk desk, string key, string step) =>
        desk.Ask<string>(new RecordHouseStep(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), $"{step}-{key}", new(step)));

    private static async Task Photo(DemoDesk desk, string key, int household, string phase)
    {
        await using var picture = DemoPictures.House(phase, household * 7);
        await desk.Ask<int>(new AddHousePhotos(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), new(phase, null, null), [picture]));
    }
}
