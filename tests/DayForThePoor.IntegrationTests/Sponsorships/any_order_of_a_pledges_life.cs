using System.Net;
using System.Net.Http.Json;
using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.PayOut;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

/// <summary>
/// Whatever people do with a pledge and its money, in any order: what was received is the earmark's income, what was delivered
/// through the fund is what was posted and collected, and nothing is delivered that was not received.
/// </summary>
public class any_order_of_a_pledges_life(AppFixture app) : AppTest(app)
{
    private enum Act { Pay, PayPart, PayMany, TakeBack, PayOut, PayOutUncollected, Return, Pause, Resume, End, HandOver, HandBack }

    private static readonly Gen<(Act Act, int A)[]> Lives = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 99]).Array[5, 11];

    private const long Monthly = 100_000;

    /// <summary>What happened to one pledge, as whoever did it was answered.</summary>
    private sealed class Model
    {
        public Dictionary<Guid, long> Gifts { get; } = [];

        public List<(Guid Payment, long Amount)> Collected { get; } = [];

        public List<(Guid Payment, long Amount)> Open { get; } = [];

        public Dictionary<Guid, long> Deliveries { get; } = [];
    }

    [Fact]
    public async Task leaves_the_three_numbers_with_the_ledger()
    {
        var desk = await PayOutDesk.Open(App);
        await Lives.SampleAsync(life => Keeps(desk, life), iter: 20, threads: 1);
        (await App.Services.GetRequiredService<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();
    }

    private static async Task Keeps(PayOutDesk desk, (Act Act, int A)[] life)
    {
        var fund = (await desk.Pledge(PledgeChannels.Fund, Monthly)).Pledge;
        var direct = (await desk.Pledge(PledgeChannels.Direct, Monthly)).Pledge;
        Model model = new();
        foreach (var (act, a) in life) await Do(desk, fund, direct, act, a, model);

        var (received, posted, collected) = (model.Gifts.Values.Sum(), model.Collected.Concat(model.Open).Sum(p => p.Amount), model.Collected.Sum(p => p.Amount));
        (await desk.Addressed("income%", fund)).ShouldBe(-received);
        (await desk.Addressed(Roles.SupportPaid, fund)).ShouldBe(posted);
        var numbers = await desk.Numbers(fund);
        (numbers.ReceivedVnd, numbers.DeliveredVnd).ShouldBe((received, collected));
        numbers.PromisedVnd.ShouldBe(numbers.ReceivedVnd - numbers.AheadVnd - numbers.UndecidedVnd + numbers.NotReceivedVnd);

        var schedule = await desk.Schedule(fund);
        schedule.Instalments.Sum(i => i.Delivered).ShouldBe(Math.Min(collected, schedule.Instalments.Sum(i => i.Received)));
        schedule.Instalments.ShouldAllBe(i => i.Delivered <= i.Received && (i.State == InstalmentStates.Dropped || i.Received <= i.Promised));
        (schedule.Instalments.Sum(i => i.Received) + schedule.Undecided).ShouldBe(received);

        var handed = await desk.Numbers(direct);
        (handed.ReceivedVnd, handed.DeliveredVnd).ShouldBe((model.Deliveries.Values.Sum(), model.Deliveries.Values.Sum()));
        (await desk.Addressed("%", direct)).ShouldBe(0);
    }

    private static async Task Do(PayOutDesk desk, Guid fund, Guid direct, Act act, int a, Model model)
    {
        switch (act)
        {
            case Act.Pay: await Pay(desk, fund, Monthly, model); break;
            case Act.PayPart: await Pay(desk, fund, 30_000 + a * 1_000, model); break;
            case Act.PayMany: await Pay(desk, fund, Monthly * (2 + a % 4) + (a % 3 == 0 ? 50_000 : 0), model); break;
            case Act.TakeBack when model.Gifts.Count > 0:
                var gift = model.Gifts.Keys.ElementAt(a % model.Gifts.Count);
                var back = await PayOutDesk.Keyed(desk.Keeps, $"/api/donations/{gift}/reversal", new { reason = "Ghi nhầm" });
                // Money that was handed on stays: its gift cannot end any more.
                if (back.StatusCode == HttpStatusCode.OK) model.Gifts.Remove(gift);
                else model.Collected.Concat(model.Open).ShouldNotBeEmpty(await back.Text());
                break;
            case Act.PayOut or Act.PayOutUncollected:
                var amount = 20_000L * (1 + a % 12);
                var answer = await desk.Post(null, new { pledge = fund, amountVnd = amount });
                var held = model.Gifts.Values.Sum() - (await desk.Numbers(fund)).UndecidedVnd - model.Collected.Concat(model.Open).Sum(p => p.Amount);
                (answer.StatusCode == HttpStatusCode.Created).ShouldBe(amount <= held, await answer.Text());
                if (answer.StatusCode != HttpStatusCode.Created) break;
                var payment = (await answer.Json()).GetProperty("paymentId").GetGuid();
                await desk.Approved(payment);
                await desk.Done(payment, "pay-out", by: desk.Pays);
                if (act == Act.PayOut) await desk.Done(payment, "collect", new { lines = new[] { new { line = 1, how = "signature" } } }, desk.Pays);
                (act == Act.PayOut ? model.Collected : model.Open).Add((payment, amount));
                break;
            case Act.Return when model.Open.Count > 0:
                var open = model.Open[a % model.Open.Count];
                await desk.Done(open.Payment, "return", new { reason = "Gia đình đi vắng" }, desk.Pays);
                model.Open.Remove(open);
                break;
            case Act.Pause: await desk.Sponsors.Step(fund, "pause", new { reason = "Xin tạm dừng" }); break;
            case Act.Resume: await desk.Sponsors.Step(fund, "resume"); break;
            case Act.End when a < 40: await desk.Sponsors.Step(fund, "end", new { reason = PledgeEndReasons.SponsorStopped, note = "Xin dừng" }); break;
            case Act.HandOver:
                var sum = Monthly * (1 + a % 2);
                var delivered = await desk.Deliver(null, new { pledge = direct, amountVnd = sum });
                if (delivered.StatusCode == HttpStatusCode.Created) model.Deliveries[(await delivered.Json()).GetProperty("deliveryId").GetGuid()] = sum;
                break;
            case Act.HandBack when model.Deliveries.Count > 0:
                var delivery = model.Deliveries.Keys.ElementAt(a % model.Deliveries.Count);
                (await desk.Keeps.PostAsJsonAsync($"/api/sponsorship/deliveries/{delivery}/take-back", new { reason = "Ghi nhầm" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
                model.Deliveries.Remove(delivery);
                break;
        }
    }

    private static async Task Pay(PayOutDesk desk, Guid pledge, long amount, Model model)
    {
        var answer = await PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = amount, channel = "cash" });
        if (answer.StatusCode == HttpStatusCode.Created) model.Gifts[(await answer.Json()).GetProperty("giftId").GetGuid()] = amount;
    }
}
