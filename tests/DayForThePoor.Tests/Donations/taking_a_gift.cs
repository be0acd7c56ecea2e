using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Tests.Donations;

public class taking_a_gift
{
    private static readonly DateOnly Today = new(2026, 11, 18);
    private static readonly Guid Vnn = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Relief = Guid.Parse("22222222-2222-2222-2222-222222222222");
    private static readonly Guid Storm = Guid.Parse("33333333-3333-3333-3333-333333333333");

    private static readonly GiftForm Cash = new("20641-VNN", Channels.Cash, 500_000, "Nguyễn Thị Hồng");
    private static readonly GiftSurroundings Around = new(Today, Vnn, new DateOnly(2025, 7, 1));

    private static readonly GiftSurroundings AroundRelief = Around with
    {
        FundId = Relief,
        Campaign = new CampaignFacts(Storm, Relief, "Bão số 12", new DateOnly(2026, 8, 20), new DateOnly(2026, 11, 17), IsRelief: true),
    };

    private static string[] Codes(GiftForm form, GiftSurroundings? around = null) =>
        [.. GiftRules.Check(form, around ?? Around).Refusals.Select(r => $"{r.Field}: {r.Code}")];

    [Fact]
    public void needs_no_more_than_fund_channel_and_amount()
    {
        var gift = GiftRules.Check(new GiftForm("20641-VNN", Channels.Cash, 1), Around).Value;

        gift.Anonymous.ShouldBeTrue();
        gift.DocumentDate.ShouldBe(Today);
        gift.Texts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "donation.amount_not_positive")]
    [InlineData(-5, "donation.amount_not_positive")]
    [InlineData(GiftRules.Greatest + 1, "donation.amount_too_large")]
    public void is_refused_for_an_amount_that_no_one_can_mean(long amount, string code) =>
        Codes(Cash with { AmountVnd = amount }).ShouldBe([$"amountVnd: {code}"]);

    [Fact]
    public void may_be_as_large_as_ten_to_the_fifteenth() => Codes(Cash with { AmountVnd = GiftRules.Greatest }).ShouldBeEmpty();

    [Fact]
    public void tells_everything_that_is_wrong_at_once() =>
        Codes(Cash with { AmountVnd = 0, Channel = "gold", DocumentDate = Today.AddDays(1), DonorName = new string('x', 1000) })
            .ShouldBe(["donorName: text.too_long", "channel: donation.channel_unknown", "amountVnd: donation.amount_not_positive", "documentDate: donation.date_future"]);

    [Theory]
    [InlineData("Nguyễn\u202EVăn A", "donorName: text.direction_character")]
    [InlineData("Nguyễn\u0007Văn A", "donorName: text.control_character")]
    public void is_refused_for_a_name_that_paper_cannot_show(string name, string refusal) => Codes(Cash with { DonorName = name }).ShouldBe([refusal]);

    [Theory]
    [InlineData("<b>Chợ Đông Phú</b>")]
    [InlineData("Lớp 5A 🌻")]
    public void keeps_a_strange_name_as_it_was_written(string name) =>
        GiftRules.Check(Cash with { DonorName = name }, Around).Value.Texts["donor_name"].ShouldBe(name);

    [Fact]
    public void is_addressed_by_a_condition_or_a_purpose_of_its_own()
    {
        GiftRules.Check(Cash with { Condition = "Nhà bà Tám, thôn Lộc Thượng" }, Around).Value.Earmarked.ShouldBeTrue();
        GiftRules.Check(Cash with { Purpose = "Nhà Đại đoàn kết" }, Around).Value.Earmarked.ShouldBeTrue();
        GiftRules.Check(Cash with { Purpose = "Ủng hộ chung" }, Around).Value.Earmarked.ShouldBeFalse();
    }

    [Fact]
    public void to_the_poor_is_never_refused_for_its_day_of_the_year()
    {
        var campaign = new CampaignFacts(Storm, Vnn, "Tháng cao điểm", new DateOnly(2026, 10, 17), new DateOnly(2026, 11, 10), IsRelief: false);
        Codes(Cash, Around with { Campaign = campaign }).ShouldBeEmpty();
    }

    [Fact]
    public void to_a_relief_campaign_is_judged_by_the_day_it_was_collected()
    {
        var form = Cash with { Fund = "20641-CT", Campaign = "BL1126" };
        Codes(form, AroundRelief).ShouldBe(["collectedOn: donation.campaign_closed"]);
        Codes(form with { CollectedOn = new DateOnly(2026, 11, 17) }, AroundRelief).ShouldBeEmpty();
        Codes(form with { CollectedOn = new DateOnly(2026, 8, 19) }, AroundRelief).ShouldBe(["collectedOn: donation.campaign_not_open"]);
    }

    [Fact]
    public void to_an_account_that_another_fund_or_campaign_owns_is_refused()
    {
        var form = Cash with { Channel = Channels.Transfer, Account = "20641-CTG" };
        var opened = new DateOnly(2024, 1, 1);
        Codes(form, Around with { Account = new AccountFacts(Guid.NewGuid(), Relief, Storm, opened, null) }).ShouldBe(["account: donation.account_other_fund"]);
        Codes(form, Around with { Account = new AccountFacts(Guid.NewGuid(), Vnn, Storm, opened, null) }).ShouldBe(["account: donation.account_other_fund"]);
        Codes(form, Around with { AccountKnown = false }).ShouldBe(["account: donation.account_unknown"]);
        Codes(form, Around with { Account = new AccountFacts(Guid.NewGuid(), Vnn, null, opened, null) }).ShouldBeEmpty();
    }

    [Fact]
    public void of_goods_needs_lines_whose_values_add_up()
    {
        var goods = new GiftForm("20641-VNN", Channels.Goods, null, "Chùa Tân An");
        Codes(goods).ShouldBe(["goods: donation.goods_missing"]);
        var lines = goods with { Goods = [new("Gạo", 100, "kg", 1_800_000), new("Mì tôm", 20, "thùng")] };
        Codes(lines).ShouldBeEmpty();
        Codes(lines with { AmountVnd = 1_700_000 }).ShouldBe(["amountVnd: donation.goods_total"]);
        Codes(lines with { Goods = [new("Gạo", 0, "kg")] }).ShouldBe(["goods[0].quantity: donation.goods_quantity"]);
        Codes(lines with { Goods = [new("", 1, "kg")] }).ShouldBe(["goods[0].name: text.empty"]);
    }

    [Theory]
    [InlineData(Channels.Cash, VoucherKinds.CashIn, VoucherKinds.CashIn, Roles.Cash)]
    [InlineData(Channels.Transfer, VoucherKinds.General, VoucherKinds.TransferReceipt, Roles.InTransit)]
    [InlineData(Channels.Goods, VoucherKinds.GoodsIn, VoucherKinds.GoodsReceipt, Roles.Goods)]
    public void makes_the_voucher_and_receipt_of_its_channel(string channel, string voucher, string receipt, string debit)
    {
        var form = Cash with { Channel = channel, Goods = channel == Channels.Goods ? [new("Gạo", 1, "kg", 500_000)] : null };
        var gift = GiftRules.Check(form, Around).Value;

        GiftEntries.VoucherKind(channel).ShouldBe(voucher);
        GiftEntries.ReceiptKind(channel).ShouldBe(receipt);
        var postings = GiftEntries.Postings(gift, Guid.NewGuid(), null, null, claims: null);
        postings.Select(p => (p.Role, p.Side, p.Amount)).ShouldBe([(debit, Side.Debit, 500_000), (Roles.IncomeGifts, Side.Credit, 500_000)]);
    }

    [Fact]
    public void that_the_bank_has_shown_already_labels_that_money_and_moves_none()
    {
        var gift = GiftRules.Check(Cash with { Channel = Channels.Transfer }, Around).Value;
        GiftEntries.Postings(gift, Guid.NewGuid(), null, Guid.NewGuid(), claims: new ClaimedIncome(null)).Select(p => p.Role).ShouldBe([Roles.IncomeUnlabelled, Roles.IncomeGifts]);
    }
}
