using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Units;

/// <summary>Relief follows NĐ 93/2021; Quỹ "Vì người nghèo" is open all year.</summary>
public sealed class CampaignRulesTests
{
    private static readonly CampaignForm Relief = new(
        "BL1126", "Ủng hộ đồng bào bị bão, lũ tháng 11/2026", "20641-CT", new(2026, 11, 1), new(2027, 1, 29),
        "15/LKG-MTTQ-BTT", new(2026, 10, 31), "48", "20641-CTG");

    private static IReadOnlyList<string> RefusalsOf(CampaignForm form, RegistrySnapshot? known = null) =>
        [.. CampaignRules.Check(form, SampleRegistry.QueSon.UnitId, known ?? SampleRegistry.With(), SampleRegistry.Today).Refusals.Select(r => $"{r.Field}: {r.Code}")];

    [Fact]
    public void a_commune_joins_the_appeal_of_its_city_with_an_account_of_its_own()
    {
        var opened = CampaignRules.Check(Relief, SampleRegistry.QueSon.UnitId, SampleRegistry.With(), SampleRegistry.Today).Value;
        opened.Campaign.AppealUnitId.ShouldBe(SampleRegistry.QueSon.ParentId);
        opened.Campaign.AppealNumber.ShouldBe("15/LKG-MTTQ-BTT");
        opened.Account!.Code.ShouldBe("20641-CTG");
    }

    [Fact]
    public void reception_lasts_at_most_ninety_days_with_the_first_and_the_last()
    {
        RefusalsOf(Relief).ShouldBeEmpty(); // 01/11 to 29/01 are 90
        RefusalsOf(Relief with { EndsOn = new(2027, 1, 30) }).ShouldBe(["endsOn: campaign.window_too_long"]);
        RefusalsOf(Relief with { EndsOn = null }).ShouldBe(["endsOn: campaign.end_missing"]);
        RefusalsOf(Relief with { EndsOn = new(2026, 10, 31) }).ShouldBe(["endsOn: campaign.ends_before_start"]);
    }

    [Fact]
    public void only_centre_and_province_or_city_launch_an_appeal() =>
        RefusalsOf(Relief with { AppealUnit = "20641" }).ShouldBe(["appealUnit: campaign.appeal_unit"]);

    [Fact]
    public void relief_without_a_named_appeal_is_refused_at_every_field() =>
        RefusalsOf(Relief with { AppealNumber = " ", AppealDate = null, AppealUnit = null })
            .ShouldBe(["appealNumber: campaign.appeal_missing", "appealDate: campaign.appeal_missing", "appealUnit: campaign.appeal_unit"]);

    [Fact]
    public void an_appeal_is_not_younger_than_the_reception_for_it() =>
        RefusalsOf(Relief with { AppealDate = new(2026, 11, 2) }).ShouldBe(["appealDate: campaign.appeal_after_start"]);

    [Fact]
    public void relief_needs_an_account_that_serves_no_other_campaign_and_no_permanent_fund()
    {
        RefusalsOf(Relief with { Account = null }).ShouldBe(["account: campaign.account_missing"]);
        RefusalsOf(Relief with { Account = "20641-VCB" }).ShouldBe(["account: campaign.foreign_account"]);

        var other = SampleRegistry.Drive("BL1025", FundKinds.Relief);
        var shared = SampleRegistry.Accounts.Select(a => a.Code == "20641-CTG" ? a with { CampaignId = other.Id } : a).ToArray();
        RefusalsOf(Relief, SampleRegistry.With([other], shared)).ShouldBe(["account: campaign.account_shared"]);
    }

    [Fact]
    public void the_permanent_fund_needs_no_appeal_no_end_and_no_account() =>
        RefusalsOf(new("TCD26", "Tháng cao điểm Vì người nghèo 2026", "20641-VNN")).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("BÃO26")]
    [InlineData("BL 1126")]
    public void a_code_is_capitals_and_digits(string code) => RefusalsOf(Relief with { Code = code }).ShouldBe(["code: campaign.code"]);

    [Fact]
    public void a_code_names_one_campaign_of_a_unit() =>
        RefusalsOf(Relief with { Code = "bl1126" }, SampleRegistry.With([SampleRegistry.Drive("BL1126", FundKinds.Relief)])).ShouldBe(["code: campaign.code_known"]);

    [Fact]
    public void the_fund_of_another_unit_and_an_unknown_one_are_refused_alike()
    {
        RefusalsOf(Relief with { Fund = "20650-CT" }).ShouldBe(["fund: campaign.foreign_fund"]);
        RefusalsOf(Relief with { Fund = "99999-CT" }).ShouldBe(["fund: campaign.foreign_fund"]);
    }
}
