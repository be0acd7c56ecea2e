using System.Security.Cryptography;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Grants.Risks;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Grants;

[Collection(nameof(UnprovedBooks))]
public class looking_twice_before_approving(UnprovedBooks app) : ReceivedTest(app)
{
    private async Task<IReadOnlyList<Risk>> Look(params Guid[] grants) => await App.Services.GetRequiredService<RiskLook>().OfGrants(grants, Ct);

    private async Task<(Commune Commune, Guid Household)> Begin()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        return (commune, await IdOf(commune, "H1"));
    }

    /// <summary>Puts a paper with this content to a grant.</summary>
    private async Task Paper(Commune commune, Guid grant, byte[] content, string kind = GrantFiles.Photo)
    {
        var (file, sha256) = (Guid.CreateVersion7(), SHA256.HashData(content));
        await Execute("insert into dftp.attachment select $1, 1, 'image/jpeg', false, now() on conflict do nothing", sha256);
        await Execute("insert into grants.file (id, unit_id, kind, name, media_type, sha256, bytes, added_at, added_by) values ($1, $2, $3, 'hoa-don.jpg', 'image/jpeg', $4, 1, now(), $1)", file, commune.UnitId, kind, sha256);
        await Execute("insert into grants.step_file (step_id, subject_id, file_id) values ($1, $2, $1)", file, grant);
    }

    [Fact]
    public async Task finds_one_picture_with_two_grants_also_of_another_unit_but_not_the_minutes_of_both()
    {
        var (commune, id) = await Begin();
        var (other, there) = await Begin();
        byte[] invoice = RandomNumberGenerator.GetBytes(20), minutes = RandomNumberGenerator.GetBytes(20);
        var (mine, twin, foreign) = (await Grant(commune, id, Purposes.Livelihood), await Grant(commune, id, Purposes.Livelihood), await Grant(other, there, Purposes.Livelihood));
        foreach (var grant in new[] { mine, twin }) await Paper(commune, grant, minutes, GrantFiles.Minutes);
        await Paper(commune, mine, invoice);
        (await Look(mine)).ShouldNotContain(risk => risk.Kind == RiskKind.SamePaper);
        await Paper(other, foreign, invoice);
        var found = (await Look(mine)).Where(risk => risk.Kind == RiskKind.SamePaper).ShouldHaveSingleItem();
        (found.Subject, found.Name, found.Unit).ShouldBe((mine, "hoa-don.jpg", other.Name));
        await Paper(commune, twin, invoice);
        (await Look(mine, twin)).Where(risk => risk.Kind == RiskKind.SamePaper).Select(risk => risk.Subject).Distinct().ShouldBe([mine, twin], ignoreOrder: true);
    }

    [Fact]
    public async Task finds_a_sum_of_twice_the_median_once_there_are_enough_to_compare()
    {
        var (commune, id) = await Begin();
        async Task<Risk?> Unusual(long amount) => (await Look(await Grant(commune, id, Purposes.Livelihood, amount: amount))).SingleOrDefault(risk => risk.Kind == RiskKind.AboveUsual);
        await Grant(commune, id, Purposes.Livelihood, GrantStates.Closed, Today.AddMonths(-1), amount: 8_000_000);
        await Grant(commune, id, Purposes.Livelihood, GrantStates.Closed, Today.AddMonths(-2), amount: 10_000_000);
        await Grant(commune, id, Purposes.Livelihood, GrantStates.Closed, Today.AddMonths(-14), amount: 90_000_000);
        await Grant(commune, id, Purposes.House, GrantStates.Closed, Today.AddMonths(-1), amount: 60_000_000);
        (await Unusual(90_000_000)).ShouldBeNull();
        await Grant(commune, id, Purposes.Livelihood, GrantStates.Approved, Today, amount: 30_000_000);
        (await Unusual(19_999_999)).ShouldBeNull();
        var found = (await Unusual(20_000_000)).ShouldNotBeNull();
        (found.Amount, found.Against).ShouldBe((20_000_000, 10_000_000));
    }

    [Fact]
    public async Task finds_two_recipients_with_one_bank_account_and_shows_no_more_than_its_end()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"));
        var (one, other) = (await IdOf(commune, "H1"), await IdOf(commune, "H2"));
        var grant = await Grant(commune, one, Purposes.House);
        async Task Account(Guid household) => await Execute(
            "insert into payments.recipient_account (id, unit_id, household_id, bin, number, holder, recorded_at, recorded_by) values ($1, $2, $3, '970436', '0071000123456', 'NGUYEN THI MAU', now(), $1)",
            Guid.CreateVersion7(), commune.UnitId, household);
        await Account(one);
        (await Look(grant)).ShouldNotContain(risk => risk.Kind == RiskKind.SharedAccount);
        await Account(other);
        var found = (await Look(grant)).Where(risk => risk.Kind == RiskKind.SharedAccount).ShouldHaveSingleItem();
        (found.Subject, found.Name).ShouldBe((grant, "•••• 3456"));
    }

    [Fact]
    public async Task finds_what_the_fund_cannot_pay_all_together_and_says_nothing_of_small_sums()
    {
        var (commune, id) = await Begin();
        var (one, two) = (await Grant(commune, id, Purposes.House, amount: 40_000_000), await Grant(commune, id, Purposes.Medical, amount: 30_000_000));
        var found = (await Look(one, two)).Where(risk => risk.Kind == RiskKind.AboveBalance).ShouldHaveSingleItem();
        (found.Amount, found.Against).ShouldBe((70_000_000, 0));
        (await Look(await Grant(commune, id, Purposes.Medical, amount: 5_000_000))).ShouldBeEmpty(); // up to the limit of the shipped rule
    }
}
