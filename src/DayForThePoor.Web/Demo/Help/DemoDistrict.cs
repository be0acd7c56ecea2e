using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.HandOvers.Funds;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>
/// The former huyện Quế Sơn: the last eighteen months of its fund and the hand-over of 01/07/2025 to the five communes. All
/// figures are invented. Running it again finds the fund handed over and changes nothing.
/// </summary>
public sealed class DemoDistrict(IServiceScopeFactory scopes, IRegistry registry, Sessions sessions, HandOverDrafts drafts, HandOverRecords records, TimeProvider clock)
{
    private const string Key = "demo-hand-over";

    private const long OpeningCash = 21_500_000, OpeningBank = 64_000_000, HouseGift = 10_000_000, Rice = 5_400_000;

    /// <summary>People of each commune in 2025, by whose number the communes divided.</summary>
    private static readonly Dictionary<string, long> Shares =
        new() { ["20641"] = 34_122, ["20662"] = 33_300, ["20650"] = 37_083, ["20656"] = 21_018, ["20669"] = 14_162 };

    /// <summary>The seat of the district is in it now, and it became the holder of the district's account.</summary>
    private const string Seat = "20641", HouseIn = "20656", RiceGoesTo = "20662";

    public async Task Run(CancellationToken cancellation)
    {
        var district = (await registry.Current(cancellation)).UnitByCode(DemoPeople.District, DemoPeople.DistrictLastDay)!;
        var code = $"{district.Code}-{FundKinds.ForThePoor}";
        await Open(district, code, cancellation);
        var fund = (await registry.Current(cancellation)).FundsByCode[code];
        if (fund.HandedOverOn is not null) return;

        var opening = new OpeningForm(DemoUnits.OpenedOn, OpeningCash, 0, [new($"{district.Code}-AGR", OpeningBank)]);
        await Ask<EntryPosted>(new SetOpeningBalances(Actor.System, district.UnitId, fund.Id, opening), cancellation);
        var gifts = Gifts(code).ToList();
        foreach (var (gift, i) in gifts.Select((gift, i) => (gift, i)))
            await Ask<DonationReceipted>(new RecordDonation(Actor.System, district.UnitId, $"{Key}-{i}", gift), cancellation);
        var cash = gifts.Select((gift, i) => (gift, i)).Where(g => g.gift.Channel == Channels.Cash).Select(g => RecordDonationHandler.IdOf(district.UnitId, $"{Key}-{g.i}"));
        await Ask<CashConfirmed>(new ConfirmCash(Actor.System, district.UnitId, [.. cash]), cancellation);
        await HandOver(fund, cancellation);
    }

    private async Task Open(UnitVersion district, string fund, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.ContainsKey(fund))
        {
            var opening = new UnitOpening("Thị trấn Đông Phú, huyện Quế Sơn, tỉnh Quảng Nam", "0235 000 0000", DemoUnits.OpenedOn, "02/QĐ-BVĐ ngày 03/01/2024");
            await Ask<UnitOpened>(new OpenUnit(Actor.System, district.UnitId, opening), cancellation);
        }
        const string owner = "BVD QUY VI NGUOI NGHEO HUYEN QUE SON";
        foreach (var account in (BankAccountForm[])
        [
            new($"{district.Code}-AGR", AccountKinds.Bank, "970405", "4200200509118", owner, fund, "Chi nhánh huyện Quế Sơn", DemoUnits.OpenedOn),
            new($"{district.Code}-KB", AccountKinds.Treasury, null, "3761005099047", owner, fund, "Kho bạc Nhà nước Quế Sơn", DemoUnits.OpenedOn),
        ])
            if (!known.AccountsByCode.ContainsKey(account.Code!)) await Ask<BankAccount>(new AddBankAccount(Actor.System, district.UnitId, account), cancellation);
    }

    /// <summary>In the order of their days: people and firms over the months, one house and rice with an address.</summary>
    private static IEnumerable<GiftForm> Gifts(string fund)
    {
        var random = new Random(509);
        for (var day = new DateOnly(2024, 1, 15); day < DemoPeople.DistrictLastDay; day = day.AddDays(24))
        {
            var firm = random.Next(3) == 0;
            yield return new GiftForm(
                fund, Channels.Cash, (firm ? random.Next(6, 25) : random.Next(1, 8)) * 500_000L, firm ? DemoPersons.Of(DemoPersons.SmallFirms, random) : DemoPersons.Name(random),
                firm ? DonorKinds.Organisation : DonorKinds.Person, "huyện Quế Sơn, tỉnh Quảng Nam", MayBeNamed: true, DocumentDate: day);
        }
        yield return new GiftForm(
            fund, Channels.Cash, HouseGift, DemoPersons.Associations[0], DonorKinds.Organisation, MayBeNamed: true,
            Purpose: "Xây nhà Đại đoàn kết cho một hộ ở xã Quế Lộc", DocumentDate: new DateOnly(2025, 6, 12));
        yield return new GiftForm(
            fund, Channels.Goods, Rice, DemoPersons.Temples[0], DonorKinds.Organisation, MayBeNamed: true, DocumentDate: new DateOnly(2025, 6, 20),
            Goods: [new("Gạo tẻ", 300, "kg", Rice)]);
    }

    private async Task HandOver(Fund fund, CancellationToken cancellation)
    {
        var staff = await DemoStaff.Of(sessions, DemoPeople.DistrictDomain, cancellation);
        var id = Ids.Of("hand-over", fund.UnitId, Key);
        if (await records.Find(id, cancellation) is null)
        {
            var draft = await drafts.Of(fund, DemoPeople.DistrictLastDay, VietnamTime.TodayIn(clock), cancellation);
            await Ask<HandOverDrawn>(new DrawHandOver(staff.Accountant, fund.UnitId, Key, Minutes(draft)), cancellation);
        }
        await Ask<HandOverSigned>(new SignHandOver(staff.Head, fund.UnitId, id), cancellation);
        var known = await registry.Current(cancellation);
        foreach (var (code, domain) in DemoPeople.Communes)
        {
            var head = (await DemoStaff.Of(sessions, domain, cancellation)).Head;
            await Ask<HandOverSigned>(new SignHandOver(head, known.UnitsByCode[code].UnitId, id), cancellation);
        }
    }

    private static HandOverForm Minutes(HandOverDraft draft)
    {
        var house = draft.Earmarks.Single();
        return new HandOverForm(
            draft.Fund.Code, draft.ClosingOn, "Nghị quyết số 1659/NQ-UBTVQH15 ngày 16/6/2025", [.. Shares.Select(s => new ReceiverForm(s.Key, s.Value))], draft.Cash,
            [.. draft.Accounts.Select(a => draft.BankOf(a.Id) == 0
                ? new AccountForm(a.Code, 0, AccountFates.Closed)
                : new AccountForm(a.Code, draft.BankOf(a.Id), AccountFates.Holder, Seat))],
            [.. draft.Goods.Select(g => new HandOvers.Funds.GoodsForm(g.Name, g.Measure, g.Quantity, g.ValueVnd, RiceGoesTo))],
            [
                new("cash", CashParts(draft.Cash)),
                new(house.Key, Shares.Keys.ToDictionary(code => code, code => code == HouseIn ? house.LeftVnd : 0)),
            ],
            "Hướng dẫn của MTTQ tỉnh Quảng Nam về bàn giao quỹ khi sắp xếp đơn vị", "Đại diện MTTQ thành phố Đà Nẵng",
            ["1 nhà Đại đoàn kết ở xã Quế Lộc, đã nhận đủ tiền có địa chỉ, chưa khởi công"],
            ["Sổ vận động quyển số 41 đến 60 chưa dùng, giao xã Quế Sơn"],
            ["Chứng từ, sổ sách năm 2024 đến 30/6/2025: 6 hộp; con dấu nộp lại theo quy định"],
            "Không có tồn tại.");
    }

    /// <summary>The seat keeps the account, so the cash is divided among the other four; the house needs its money where it is built.</summary>
    private static Dictionary<string, long> CashParts(long cash)
    {
        var parts = Core.HandOvers.Shares.Split(cash - HouseGift, [.. Shares.Select(s => s.Key == Seat ? 0 : s.Value)]);
        return Shares.Keys.Zip(parts, (code, part) => (code, part: part + (code == HouseIn ? HouseGift : 0))).ToDictionary(p => p.code, p => p.part);
    }

    private async Task<T> Ask<T>(object command, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<T>>(command, cancellation);
        return outcome.TryGet(out var done) ? done : throw new DemoRefused(command, outcome.Refusals);
    }
}
