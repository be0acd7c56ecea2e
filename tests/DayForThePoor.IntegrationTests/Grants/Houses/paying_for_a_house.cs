using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Payments;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Payments;

namespace DayForThePoor.IntegrationTests.Grants.Houses;

public class paying_for_a_house(AppFixture app) : HouseTest(app)
{
    [Fact]
    public async Task waits_for_the_file_the_undertaking_and_the_acceptance()
    {
        var commune = await NewCommune();
        await Given(commune);
        var grant = await Approved(commune);
        (await Prepare(commune, grant, 1)).ShouldBe("house.no_file");
        await Open(commune, grant);
        (await Prepare(commune, grant, 1)).ShouldBe("house.no_instalments");
        await Set(commune, grant, 40_000_000, 20_000_000);
        (await Prepare(commune, grant, 1)).ShouldBe("house.not_undertaken");
        await Take(commune, grant, HouseSteps.Undertake, Day);
        (await Prepare(commune, grant, 40_000_001)).ShouldBe("house.not_accepted");
        (await Prepare(commune, grant, 40_000_000)).ShouldBeNull();

        await Take(commune, grant, HouseSteps.Start, Day);
        await Take(commune, grant, HouseSteps.Finish, Day.AddDays(40));
        (await Prepare(commune, grant, 20_000_000)).ShouldBe("house.not_accepted");
        await Take(commune, grant, HouseSteps.Mend, Day.AddDays(50), mendBy: Day.AddDays(60), text: "Nền chưa láng", solid: false);
        (await Prepare(commune, grant, 20_000_000)).ShouldBe("house.not_accepted");
        await Take(commune, grant, HouseSteps.Accept, Day.AddDays(60));
        (await Prepare(commune, grant, 20_000_000)).ShouldBeNull();
        (await Take(commune, grant, HouseSteps.TakeBack, text: "Ghi nhầm")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.paid_already");
        (await Set(commune, grant, 30_000_000, 20_000_000)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.paid_already");
    }

    [Fact]
    public async Task and_taking_its_acceptance_back_at_the_same_instant_never_both_succeed()
    {
        var commune = await NewCommune();
        await Given(commune);
        var house = await HouseAt(commune, HouseStates.Accepted);
        (await Prepare(commune, house, 40_000_000)).ShouldBeNull();
        var pay = Prepare(commune, house, 20_000_000);
        var back = Take(commune, house, HouseSteps.TakeBack, text: "Ghi nhầm");
        await Task.WhenAll(pay, back);
        ((await pay is null) ^ !(await back).IsRefused).ShouldBeTrue();
    }

    private async Task Given(Commune commune)
    {
        var gift = new GiftForm(commune.Fund, Channels.Cash, 90_000_000, "Nguyễn Thị Mẫu", DonorKinds.Person, DocumentDate: Day);
        (await Send<Outcome<DonationReceipted>>(new RecordDonation(Actor.System, commune.UnitId, "gift", gift))).IsRefused.ShouldBeFalse();
    }

    /// <returns>Why not; null when the order stands.</returns>
    private async Task<string?> Prepare(Commune commune, Guid grant, long amount)
    {
        var form = new PaymentForm(commune.Fund, PaymentChannels.Cash, [new(grant, amount)], PayeeName: "Nguyễn Thị Mẫu", Narration: "Hỗ trợ xây nhà Đại đoàn kết");
        var outcome = await Send<Outcome<PaymentStepped>>(new PreparePayment(Actor.System, commune.UnitId, Guid.NewGuid().ToString("N"), form));
        return outcome.IsRefused ? outcome.Refusals.ShouldHaveSingleItem().Code : null;
    }
}
