using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Units;

/// <summary>What an account needs before money may be tied out against it.</summary>
public sealed class BankAccountRulesTests
{
    private static readonly BankAccountForm Agribank = new(
        "20641-AGR", AccountKinds.Bank, "970405", "4200 2050 12345", "BAN VẬN ĐỘNG QUỸ VÌ NGƯỜI NGHÈO XÃ QUẾ SƠN", "20641-VNN", "Chi nhánh Quế Sơn", new(2024, 1, 1));

    private static IReadOnlyList<string> RefusalsOf(BankAccountForm form, RegistrySnapshot? known = null) =>
        [.. BankAccountRules.Check(form, SampleRegistry.QueSon.UnitId, known ?? SampleRegistry.With(), SampleRegistry.Today).Refusals.Select(r => $"{r.Field}: {r.Code}")];

    [Fact]
    public void a_number_keeps_its_digits_only_and_the_bank_its_name()
    {
        var account = BankAccountRules.Check(Agribank, SampleRegistry.QueSon.UnitId, SampleRegistry.With(), SampleRegistry.Today).Value;
        account.Number.ShouldBe("4200205012345");
        account.BankName.ShouldBe("Agribank");
    }

    [Fact]
    public void the_treasury_has_no_bin_and_a_bank_has_a_listed_one()
    {
        var treasury = Agribank with { Code = "20641-KB", Kind = AccountKinds.Treasury, Bin = null, Number = "3761.0.9012345" };
        RefusalsOf(treasury).ShouldBeEmpty();
        RefusalsOf(treasury with { Bin = "970405" }).ShouldBe(["bin: account.treasury_has_no_bin"]);
        RefusalsOf(Agribank with { Bin = null }).ShouldBe(["bin: account.bin_unknown"]);
        RefusalsOf(Agribank with { Bin = "123456" }).ShouldBe(["bin: account.bin_unknown"]);
        RefusalsOf(Agribank with { Kind = "wallet" }).ShouldBe(["kind: account.kind_unknown"]);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("12345678901234567890")]
    [InlineData("12345O789")]
    [InlineData("")]
    public void a_number_has_6_to_19_digits(string number) => RefusalsOf(Agribank with { Number = number }).ShouldBe(["number: account.number"]);

    [Theory]
    [InlineData("20650-AGR")]
    [InlineData("20641")]
    [InlineData("20641-A")]
    [InlineData("20641-AGRIBANK1")]
    public void a_code_begins_with_the_units_own(string code) => RefusalsOf(Agribank with { Code = code }).ShouldBe(["code: account.code"]);

    [Fact]
    public void one_account_is_entered_once() =>
        RefusalsOf(Agribank with { Bin = "970436", Number = "0041000123456" }).ShouldBe(["number: account.number_known"]);

    [Fact]
    public void the_default_fund_belongs_to_the_same_unit() =>
        RefusalsOf(Agribank with { DefaultFund = "20650-VNN" }).ShouldBe(["defaultFund: account.foreign_fund"]);

    [Fact]
    public void an_account_is_not_opened_tomorrow() =>
        RefusalsOf(Agribank with { OpenedOn = SampleRegistry.Today.AddDays(1) }).ShouldBe(["openedOn: account.opened_in_future"]);

    [Fact]
    public void a_campaign_has_one_account_and_of_its_own_fund()
    {
        var drive = SampleRegistry.Drive("BL1126", FundKinds.Relief);
        var kept = SampleRegistry.Accounts.Select(a => a.Code == "20641-CTG" ? a with { CampaignId = drive.Id } : a).ToArray();
        RefusalsOf(Agribank with { DefaultFund = "20641-CT", Campaign = "BL1126" }, SampleRegistry.With([drive], kept))
            .ShouldBe(["campaign: account.campaign_has_account"]);
        RefusalsOf(Agribank with { Campaign = "BL1126" }, SampleRegistry.With([drive])).ShouldBe(["campaign: account.foreign_campaign"]);
    }
}
