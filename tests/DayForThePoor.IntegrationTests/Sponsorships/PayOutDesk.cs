using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.PayOut;
using DayForThePoor.Web.Sponsorships.Pledges;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

/// <summary>Pledges, and the people who pay them out and record what was handed over.</summary>
public sealed class PayOutDesk
{
    private PayOutDesk(SponsorDesk sponsors, HttpClient approves, HttpClient pays) => (Sponsors, Approves, Pays) = (sponsors, approves, pays);

    public SponsorDesk Sponsors { get; }

    public Commune Commune => Sponsors.Commune;

    /// <summary>The accountant.</summary>
    public HttpClient Keeps => Sponsors.Keeps;

    /// <summary>The head of the board.</summary>
    public HttpClient Approves { get; }

    /// <summary>The treasurer.</summary>
    public HttpClient Pays { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PayOutDesk> Open(AppFixture app)
    {
        var sponsors = await SponsorDesk.Open(app);
        return new(sponsors, await sponsors.Commune.SignedIn(PersonRoles.Approver), await sponsors.Commune.SignedIn(PersonRoles.Treasurer));
    }

    /// <summary>Monthly 500.000 đồng since three months ago: four instalments are due.</summary>
    public async Task<(Guid Pledge, Guid Beneficiary, Guid Slot)> Pledge(string channel = PledgeChannels.Fund, long monthly = 500_000, long? slotVnd = null)
    {
        var beneficiary = await Sponsors.Case();
        var slot = await Sponsors.Slot(beneficiary, slotVnd ?? monthly);
        var offer = Sponsors.Offer(await Sponsors.Sponsor(), beneficiary, slot, monthly, channel);
        offer["startsOn"] = SponsorDesk.Day(SponsorDesk.FirstOfMonth.AddMonths(-3));
        return (await Sponsors.Offered(offer), beneficiary, slot);
    }

    /// <summary>10 kg of rice each month since three months ago.</summary>
    public async Task<Guid> Rice()
    {
        var beneficiary = await Sponsors.Case();
        var offer = Sponsors.Offer(await Sponsors.Sponsor(), beneficiary, await Sponsors.RiceSlot(beneficiary), 0, PledgeChannels.Goods);
        offer.Remove("amountVnd");
        offer["quantity"] = 10;
        offer["startsOn"] = SponsorDesk.Day(SponsorDesk.FirstOfMonth.AddMonths(-3));
        return await Sponsors.Offered(offer);
    }

    /// <summary>Money through the fund, in cash. The gift.</summary>
    public async Task<Guid> Give(Guid pledge, long amount, string? occasion = null)
    {
        var answer = await Keyed(Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = amount, channel = "cash", occasion });
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("giftId").GetGuid();
    }

    public async Task General(long amount)
    {
        var answer = await Keyed(Keeps, "/api/donations", new { fund = Commune.Fund, channel = "cash", amountVnd = amount, donorName = "Trần Thị Lựu" });
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
    }

    public async Task<JsonElement> Proposal(string? until = null) =>
        await (await Keeps.GetAsync($"/api/sponsorship/payouts?unit={Commune.Code}{(until is null ? "" : $"&until={until}")}", Ct)).Json();

    public Task<HttpResponseMessage> Post(string? key, params object[] lines) => Keyed(Keeps, "/api/sponsorship/payouts", new { unit = Commune.Code, lines }, key);

    public async Task<Guid> Prepared(params object[] lines)
    {
        var answer = await Post(null, lines);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("paymentId").GetGuid();
    }

    /// <summary>Prepared, approved, handed out and, if wanted, signed for.</summary>
    public async Task<Guid> PaidOut(Guid pledge, long amount, bool collected = true)
    {
        var payment = await Prepared(new { pledge, amountVnd = amount });
        await Approved(payment);
        await Done(payment, "pay-out", by: Pays);
        if (collected) await Done(payment, "collect", new { lines = new[] { new { line = 1, how = "signature" } } }, Pays);
        return payment;
    }

    public Task<JsonElement> Approved(Guid payment) => Done(payment, "approve", by: Approves);

    public Task<HttpResponseMessage> Step(Guid payment, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Keeps).PostAsJsonAsync($"/api/payments/{payment}/{step}", body ?? new { }, Ct);

    public async Task<JsonElement> Done(Guid payment, string step, object? body = null, HttpClient? by = null)
    {
        var answer = await Step(payment, step, body, by);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return await answer.Json();
    }

    /// <summary>Something changed in the life of the person.</summary>
    public async Task Flag(Guid pledge, string reason = LifeChanges.Moved)
    {
        await using var held = await HeldPledges.Begin(Commune.App.Services.GetRequiredService<Sessions>(), Commune.UnitId, Ct);
        await held.Lock(pledge, Ct);
        held.Append(new PledgeFlagged(Guid.CreateVersion7(), pledge, reason, SponsorDesk.Today, new SortedDictionary<string, string>(), Actor.System.PersonId));
        await held.Commit(Ct);
    }

    public Task<PledgeSchedule> Schedule(Guid pledge) => Commune.App.Services.GetRequiredService<PledgeSchedules>().Of(pledge, SponsorDesk.Today, Ct);

    public async Task<ThreeNumbers> Numbers(Guid pledge) =>
        (await Commune.App.Services.GetRequiredService<PledgeNumbers>().OfPledges([pledge], SponsorDesk.Today, Ct))[pledge];

    /// <summary>A kept scan; its id.</summary>
    public async Task<Guid> Paper()
    {
        using var form = new MultipartFormDataContent();
        using var paper = new ByteArrayContent(Encoding.ASCII.GetBytes($"%PDF-1.4 {Guid.NewGuid()}"));
        form.Add(paper, "file", "danh-sach-ky-nhan.pdf");
        var answer = await Keeps.PostAsync($"/api/sponsorship/papers?unit={Commune.Code}", form, Ct);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return (await answer.Json()).GetProperty("file").GetGuid();
    }

    public async Task<HttpResponseMessage> Deliver(string? key, params object[] lines) => await Keyed(
        Keeps, "/api/sponsorship/deliveries", new { unit = Commune.Code, on = SponsorDesk.Day(SponsorDesk.Today), kind = "signed_list", file = await Paper(), lines }, key);

    public async Task<Guid> Delivered(params object[] lines)
    {
        var answer = await Deliver(null, lines);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("deliveryId").GetGuid();
    }

    public static async Task<HttpResponseMessage> Keyed(HttpClient by, string address, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await by.SendAsync(request, Ct);
    }

    public static Task<string?> Code(HttpResponseMessage answer) => SponsorDesk.Code(answer);

    /// <summary>Debits less credits of a role under the pledge's earmark, đồng.</summary>
    public Task<long> Addressed(string role, Guid pledge) => Sponsors.Sql<long>("""
        select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p join ledger.entry e on e.id = p.entry_id
        where e.unit_id = $1 and p.role like $2 and p.earmark_id = $3
        """, role, pledge);

    public Task<long> Entries() => Sponsors.Sql<long>("select count(*) from ledger.entry where unit_id = $1");
}
