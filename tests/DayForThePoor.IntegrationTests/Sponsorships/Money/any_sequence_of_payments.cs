using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Sponsorships.Money;

namespace DayForThePoor.IntegrationTests.Sponsorships.Money;

public class any_sequence_of_payments(AppFixture app) : PledgedMoneyTest(app)
{
    private static readonly Gen<(int What, int Which, long Amount)> Act = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 20], Gen.Long[1, 12].Select(n => n * 100_000));

    [Fact]
    public async Task leaves_parts_gifts_and_ledger_agreed() => await Act.Array[10, 16].SampleAsync(Agree, iter: 3, threads: 1);

    private async Task Agree((int What, int Which, long Amount)[] acts)
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        Guid[] pledges = [await NewPledge(account, sponsor), await NewPledge(account, sponsor)];
        List<(Guid Pledge, Guid Gift, long Amount)> live = [];
        foreach (var (what, which, amount) in acts)
        {
            var pledge = pledges[which % 2];
            switch (what)
            {
                case 3 when live.Count > 0:
                    var (_, gone, _) = live[which % live.Count];
                    if (!(await Void(account, gone)).IsRefused) live.RemoveAll(g => g.Gift == gone);
                    break;
                case 4 when live.Count > 0:
                    var old = live[which % live.Count];
                    var corrected = await Send<Outcome<DonationReceipted>>(new CorrectDonation(
                        Actor.System, account.UnitId, old.Gift, VoidReasons.WrongAmount, null, true, new GiftForm(FundOf(account), Channels.Cash, amount, Pledge: pledge)));
                    corrected.IsRefused.ShouldBeFalse(corrected.ToString());
                    live.RemoveAll(g => g.Gift == old.Gift);
                    live.Add((pledge, corrected.Value.DonationId, amount));
                    break;
                case 5:
                    var occasion = await Pay(account, pledge, amount, occasion: Occasions.Tet);
                    live.Add((pledge, occasion.Value.GiftId, amount));
                    break;
                default:
                    var paid = await Pay(account, pledge, amount);
                    live.Add((pledge, paid.Value.GiftId, amount));
                    break;
            }
        }
        foreach (var pledge in pledges)
        {
            var sum = live.Where(g => g.Pledge == pledge).Sum(g => g.Amount);
            (await Kept(pledge)).ShouldBe(sum);
            (await Scalar<long>("select coalesce(sum(amount), 0)::bigint from sponsorships.received_part where pledge_id = $1", pledge)).ShouldBe(sum);
            (await Scalar<long>("select coalesce(sum(amount), 0)::bigint from dftp.gift where pledge_id = $1 and status = 'recorded'", pledge)).ShouldBe(sum);
            (await Scalar<long>("select count(*) from sponsorships.instalment where pledge_id = $1 and received > amount", pledge)).ShouldBe(0);
        }
        await BooksAgree();
    }
}
