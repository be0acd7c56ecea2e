using DayForThePoor.Core.Donations;

namespace DayForThePoor.Web.Demo;

/// <summary>
/// Makes gifts of the kinds that a commune gets, with their usual sums. The same seed gives the same gifts, so that seeding
/// again asks for nothing new.
/// </summary>
internal sealed class DemoGiver(DemoUnit unit, Random random)
{
    public GiftForm ToFund(string fund, DateOnly on) => (random.Next(100) switch
    {
        < 14 => HamletBook(on),
        < 24 => Traders(on),
        < 34 => SmallFirm(on),
        < 40 => Office(on),
        < 44 => Abroad(on),
        < 48 => TempleRice(on),
        < 50 => Temple(on),
        < 56 => PiggyBank(on),
        < 66 => PersonInCash(on),
        < 68 => Association(on),
        _ => PersonByPhone(on),
    }) with
    { Fund = fund };

    /// <summary>One day's pay in October and November, a firm's promise of the launch, the box of the festival night.</summary>
    public GiftForm InPeakMonth(string fund, DateOnly on) => (random.Next(10) switch
    {
        < 5 => DaysPay(on),
        < 6 => LargeFirm(on),
        < 7 => Box(on),
        _ => HamletBook(on),
    }) with
    { Fund = fund };

    public GiftForm Relief(string fund, DateOnly on) => (random.Next(10) switch
    {
        < 3 => ReliefGoods(on),
        < 5 => PersonInCash(on) with { DonorName = DemoPersons.Name(random) },
        < 6 => Temple(on),
        _ => PersonByPhone(on) with { Account = $"{unit.Code}-CTG", AmountVnd = Sum(100_000, 5_000_000, 50_000) },
    }) with
    { Fund = fund };

    /// <summary>One receipt for the book of a hamlet of 80 to 210 households.</summary>
    public GiftForm HamletBook(DateOnly on)
    {
        var hamlet = DemoPersons.Of(unit.Hamlets, random);
        return Cash(on, Sum(1_800_000, 6_500_000, 10_000), hamlet, DonorKinds.Group) with
        {
            AttachmentCount = 1,
            PayerName = DemoPersons.Name(random),
            PayerAddress = hamlet,
            CollectedOn = on.AddDays(-random.Next(1, 6)),
            CollectedBy = DemoPersons.Name(random),
            MayBeNamed = true,
        };
    }

    private GiftForm Traders(DateOnly on) => Cash(on, Sum(200_000, 2_000_000, 50_000), $"Tiểu thương chợ ({random.Next(5, 24)} người)", DonorKinds.Group) with { MayBeNamed = true };

    private GiftForm SmallFirm(DateOnly on) => Transfer(on, Sum(2_000_000, 20_000_000, 500_000), DemoPersons.Of(DemoPersons.SmallFirms, random), DonorKinds.Organisation, "VCB") with
    {
        BankReference = $"FT{on:yy}{on.DayOfYear:D3}{random.Next(100_000_000):D8}",
        MayBeNamed = true,
    };

    private GiftForm Office(DateOnly on) => Transfer(on, Sum(3_000_000, 11_000_000, 100_000), $"{DemoPersons.Of(DemoPersons.Offices, random)} {unit.Place}", DonorKinds.Organisation, "KB") with { AttachmentCount = 1 };

    private GiftForm DaysPay(DateOnly on) => Transfer(on, random.Next(28, 47) * Sum(180_000, 420_000, 5_000), DemoPersons.Of(DemoPersons.Schools, random), DonorKinds.Group, "KB") with { AttachmentCount = 1 };

    private GiftForm LargeFirm(DateOnly on)
    {
        var houses = random.Next(1, 4);
        return Transfer(on, houses * 50_000_000L, DemoPersons.Of(DemoPersons.LargeFirms, random), DonorKinds.Organisation, "VCB") with
        {
            Purpose = $"Xây {houses:D2} nhà Đại đoàn kết",
            Condition = $"Nhà cho hộ nghèo tại {DemoPersons.Of(unit.Hamlets, random)}",
            MayBeNamed = true,
        };
    }

    private GiftForm Association(DateOnly on) =>
        Transfer(on, Sum(30_000_000, 100_000_000, 5_000_000), DemoPersons.Of(DemoPersons.Associations, random), DonorKinds.Group, "VCB") with { Purpose = "Tặng quà Tết cho hộ nghèo", MayBeNamed = true };

    /// <summary>A relative hands the money in.</summary>
    private GiftForm Abroad(DateOnly on) => Cash(on, Sum(5_000_000, 30_000_000, 500_000), $"{DemoPersons.Name(random)} (Việt kiều Mỹ)", DonorKinds.Person) with
    {
        PayerName = DemoPersons.Name(random),
        PayerAddress = DemoPersons.Of(unit.Hamlets, random),
    };

    private GiftForm Temple(DateOnly on) => Cash(on, Sum(5_000_000, 20_000_000, 1_000_000), DemoPersons.Of(DemoPersons.Temples, random), DonorKinds.Organisation) with { MayBeNamed = true };

    private GiftForm TempleRice(DateOnly on)
    {
        var portions = random.Next(5, 21) * 10;
        return Goods(on, DemoPersons.Of(DemoPersons.Temples, random), DonorKinds.Organisation,
        [
            new("Gạo trắng", portions * 10, "kg", portions * 10 * 16_000L),
            new("Mì ăn liền", portions, "thùng", random.Next(2) == 0 ? null : portions * 105_000L),
        ]);
    }

    private GiftForm ReliefGoods(DateOnly on) => Goods(on, DemoPersons.Name(random), DonorKinds.Person,
    [
        new("Nước uống đóng chai", random.Next(10, 80), "thùng", null),
        new("Áo phao", random.Next(5, 40), "cái", null),
        new("Chăn ấm", random.Next(10, 60), "cái", null),
    ]) with
    { PayerAddress = DemoPersons.Of(unit.Hamlets, random) };

    private GiftForm PiggyBank(DateOnly on) => Cash(on, Sum(350_000, 3_200_000, 1_000), $"{DemoPersons.Of(DemoPersons.Classes, random)} (nộp heo đất)", DonorKinds.Group);

    private GiftForm Box(DateOnly on) => Cash(on, Sum(640_000, 4_150_000, 1_000), null, DonorKinds.Group) with
    {
        Anonymous = true,
        AttachmentCount = 1,
        PayerName = "Tổ kiểm đếm hòm quyên góp",
    };

    private GiftForm PersonInCash(DateOnly on) => Cash(on, Often(on) ? 200_000 : Sum(50_000, 1_000_000, 50_000), DemoPersons.Name(random), DonorKinds.Person) with
    {
        DonorAddress = DemoPersons.Of(unit.Hamlets, random),
        MayBeNamed = random.Next(3) switch { 0 => null, 1 => false, _ => true },
    };

    private GiftForm PersonByPhone(DateOnly on)
    {
        var anonymous = random.Next(10) == 0;
        return Transfer(on, Often(on) ? 100_000 : Sum(20_000, 500_000, 10_000), anonymous ? null : DemoPersons.Name(random), DonorKinds.Person, "AGR") with { Anonymous = anonymous };
    }

    /// <summary>Round sums are what people give most.</summary>
    private bool Often(DateOnly on) => (random.Next(100) + on.Day) % 3 != 0;

    private long Sum(long least, long most, long step) => least + random.NextInt64((most - least) / step + 1) * step;

    private static GiftForm Cash(DateOnly on, long amount, string? name, string kind) => new("", Channels.Cash, amount, name, kind, DocumentDate: on);

    private GiftForm Transfer(DateOnly on, long amount, string? name, string kind, string account) =>
        new("", Channels.Transfer, amount, name, kind, DocumentDate: on, Account: $"{unit.Code}-{account}");

    private static GiftForm Goods(DateOnly on, string name, string kind, IReadOnlyList<GoodsForm> lines) =>
        new("", Channels.Goods, null, name, kind, DocumentDate: on, Goods: lines, MayBeNamed: true);
}
