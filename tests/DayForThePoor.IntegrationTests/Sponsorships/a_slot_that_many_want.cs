using System.Collections.Concurrent;
using CsCheck;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class a_slot_that_many_want(AppFixture app) : AppTest(app)
{
    private enum Act { Offer, OfferAgain, OfferLater, Hold, Renew, HandOver, Reassign, Pause, Give }

    private const int Rounds = 9, AtOnce = 6;

    private const long Monthly = 500_000;

    private static readonly Gen<(Act Act, int A, int B)[][]> Lives = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 99], Gen.Int[0, 99]).Array[AtOnce].Array[Rounds];

    /// <summary>In every round some leave the slot, and six people at one instant offer, hold, renew, hand over and move pledges into it, in real requests.</summary>
    [Fact]
    public async Task is_never_filled_over_whatever_people_do_at_once() => await Lives.SampleAsync(async rounds =>
    {
        var desk = await SponsorDesk.Open(App);
        var (one, other) = (await desk.Case("Nguyễn Minh An"), await desk.Case("Nguyễn Minh Bảo"));
        (Guid Case, Guid Slot)[] places = [(one, await desk.Slot(one, Monthly)), (other, await desk.Slot(other, Monthly))];
        Guid[] sponsors = [await desk.Sponsor("Ông Trần Văn Ba", "person"), await desk.Sponsor()];
        ConcurrentQueue<(Guid Id, int Place)> pledges = [];
        var (inside, full) = (0, 0);
        foreach (var (acts, round) in rounds.Select((acts, round) => (acts, round)))
        {
            var known = pledges.ToArray();
            foreach (var (pledge, place) in known.Where(p => p.Place == round % 2))
                if (!(await desk.Step(pledge, "withdraw", new { note = "Đổi ý" })).IsSuccessStatusCode) await desk.Step(pledge, "end", new { reason = PledgeEndReasons.SponsorStopped, on = SponsorDesk.Day(SponsorDesk.Today) });
            await Task.WhenAll(acts.Select(act => Do(act.Act, act.A, act.B, round % 2, known)));
        }

        (await desk.Sql<long>("""
            select count(*) from sponsorships.slot s
            cross join lateral (select distinct greatest(f.from_on, $2) as day from sponsorships.filling f where f.slot_id = s.id) d
            where s.unit_id = $1 and (
              select coalesce(sum(f.yearly), 0) from sponsorships.filling f where f.slot_id = s.id and f.from_on <= d.day and (f.until_on is null or f.until_on >= d.day)) > 12 * s.amount
            """, SponsorDesk.Today)).ShouldBe(0);
        inside.ShouldBeGreaterThan(Rounds / 2);
        full.ShouldBeGreaterThan(0);

        async Task Do(Act act, int a, int b, int at, (Guid Id, int Place)[] known)
        {
            if (act is Act.Offer or Act.OfferAgain or Act.OfferLater || known.Length == 0)
            {
                var starts = SponsorDesk.FirstOfMonth.AddMonths(b % 3);
                var offer = desk.Offer(sponsors[a % 2], places[at].Case, places[at].Slot, 100_000 * (2 + a % 4));
                (offer["startsOn"], offer["endsOn"], offer["renews"], offer["hold"]) =
                    (SponsorDesk.Day(starts), SponsorDesk.Day(starts.AddMonths(3 + b % 12).AddDays(-1)), a % 7 == 0, act != Act.OfferLater);
                var answer = await desk.Post(offer);
                if ((int)answer.StatusCode == 201) pledges.Enqueue(((await answer.Json()).GetProperty("id").GetGuid(), at));
                await Count(answer);
                return;
            }
            var pledge = known[a % known.Length].Id;
            await Count(await (act switch
            {
                Act.Hold => desk.Step(pledge, "hold"),
                Act.Renew => desk.Step(pledge, "renew"),
                Act.HandOver => desk.Step(pledge, "hand-over", new { sponsor = sponsors[b % 2], amountVnd = 100_000 * (1 + b % 5), reason = "Người trước nghỉ" }),
                Act.Reassign => desk.Step(pledge, "reassign", new { slot = places[at].Slot, reason = "Em này cần hơn" }),
                Act.Pause => desk.Step(pledge, "pause", new { reason = "Đi xa" }),
                _ => PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = 100_000 * (1 + b % 5), channel = "cash" }),
            }));
        }

        async Task Count(HttpResponseMessage answer)
        {
            ((int)answer.StatusCode).ShouldBeLessThan(500, await answer.Text());
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref inside);
            else if (await SponsorDesk.Code(answer) == "pledge.slot_full") Interlocked.Increment(ref full);
        }
    }, iter: 1, threads: 1);
}
