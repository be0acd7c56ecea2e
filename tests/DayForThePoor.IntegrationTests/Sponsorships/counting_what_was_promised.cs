using System.Globalization;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Sponsorships.PayOut;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class counting_what_was_promised(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task names_every_difference()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, beneficiary, _) = await desk.Pledge();
        await desk.Give(pledge, 700_000); // one whole instalment; of the rest a person has to say
        await desk.PaidOut(pledge, 300_000);

        var numbers = await desk.Numbers(pledge);
        (numbers.PromisedVnd, numbers.ReceivedVnd, numbers.DeliveredVnd).ShouldBe((2_000_000, 700_000, 300_000));
        (numbers.NotReceivedVnd, numbers.UndecidedVnd, numbers.NotDeliveredVnd, numbers.AheadVnd).ShouldBe((1_500_000, 200_000, 200_000, 0));
        (numbers.LatePledges, numbers.LateSince).ShouldBe((1, SponsorDesk.FirstOfMonth.AddMonths(-2)));
        var all = App.Services.GetRequiredService<PledgeNumbers>();
        var sponsor = await desk.Sponsors.Sql<Guid>("select sponsor_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        (await all.OfCases([beneficiary], SponsorDesk.Today, Ct))[beneficiary].ShouldBe(numbers);
        (await all.OfSponsors([sponsor], SponsorDesk.Today, Ct))[sponsor].ShouldBe(numbers);
        (await all.OfUnits([desk.Commune.UnitId], SponsorDesk.Today, Ct))[desk.Commune.UnitId].ShouldBe(numbers);
        (await all.OfPledges([Guid.Empty], SponsorDesk.Today, Ct))[Guid.Empty].ShouldBe(ThreeNumbers.None);
    }

    [Fact]
    public async Task follows_the_day_that_is_asked_for()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();

        async Task<(long Promised, string State)> On(DateOnly day)
        {
            var answer = await (await desk.Keeps.GetAsync($"/api/pledges/{pledge}/schedule?on={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", Ct)).Json();
            var first = answer.GetProperty("instalments")[0];
            first.GetProperty("id").GetGuid().ShouldBe(Instalment.IdOf(pledge, 1));
            return (answer.GetProperty("promised").GetInt64(), first.GetProperty("state").GetString()!);
        }

        var first = SponsorDesk.FirstOfMonth.AddMonths(-3);
        (await On(first.AddDays(-1))).ShouldBe((0, InstalmentStates.Planned));
        (await On(first)).ShouldBe((500_000, InstalmentStates.Due));
        (await On(first.AddDays(15))).ShouldBe((500_000, InstalmentStates.Due));
        (await On(first.AddDays(16))).ShouldBe((500_000, InstalmentStates.Late));
    }
}
