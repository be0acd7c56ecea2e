using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Evidence;

namespace DayForThePoor.IntegrationTests.Statements;

public class one_money_through_three_channels(AppFixture app) : NotificationTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    /// <summary>Three gifts; each is told by a notification, by hand and by the file, in any order and any number of times.</summary>
    private static readonly Gen<(int Channel, int Gift)[]> Arrivals = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 14];

    [Fact]
    public async Task is_one_line_posted_once_in_any_order_and_however_often_it_is_told() => await Arrivals.SampleAsync(
        async arrivals =>
        {
            var account = await NewAccount();
            var secret = await Secret(account);
            foreach (var (channel, gift) in arrivals.Concat(Enumerable.Range(0, 9).Select(i => (i / 3, i % 3))))
            {
                var (amount, reference) = (10_000L * (gift + 1), $"FT{gift}");
                if (channel == 0) (await Notify(account, secret, Notification($"T{gift}", Day, amount, reference))).EnsureSuccessStatusCode();
                if (channel == 1) await ByHand(account.UnitId, account.Id, $"H{gift}", amount, reference);
                if (channel == 2) await Import(account, Csv(Enumerable.Range(0, gift + 1).Select(g => In(Day, $"FT{g}", 10_000L * (g + 1)))));
            }

            (await Lines(account), await Kept(account), await Linked(account), await Balance(account, "bank")).ShouldBe((3L, 6L, 6L, 60_000L));
        },
        iter: 8, threads: 1);

    private Task<Outcome<EvidenceKept>> ByHand(Guid unit, Guid account, string id, long amount, string reference) =>
        Send<Outcome<EvidenceKept>>(new RecordEvidence(Actor.System, unit, account, EvidenceSources.Hand, new(id, Day, "credit", amount, reference, "thấy trên ứng dụng")));
}
