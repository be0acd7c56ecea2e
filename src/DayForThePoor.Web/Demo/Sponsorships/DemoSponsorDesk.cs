using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Demo.Help;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Sponsorships.Cases;
using DayForThePoor.Web.Sponsorships.Money;
using DayForThePoor.Web.Sponsorships.PayOut;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Sponsorships.Sponsors;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>A commune of the sample that keeps sponsorships. Cases, sponsors and pledges are named by short keys: "QS-01", "may", "may-1".</summary>
internal sealed class DemoSponsorDesk(DemoDesk desk, Guid fund, Deliveries deliveries, Payouts payouts)
{
    private readonly Dictionary<string, (DemoPerson Person, CaseWritten Written)> cases = [];
    private readonly Dictionary<string, SponsorWritten> sponsors = [];
    private readonly Dictionary<string, Guid> pledges = [];

    public DateOnly Today => desk.Today;

    private Guid Unit => desk.Unit.UnitId;

    private DemoStaff Staff => desk.Staff;

    public void On(DateOnly day, Func<Task> does) => desk.On(day, does);

    public void On(int daysAgo, Func<Task> does) => desk.On(daysAgo, does);

    /// <summary>First day of a quarter.</summary>
    public DateOnly Quarter(int ago) => new DateOnly(Today.Year, (Today.Month - 1) / 3 * 3 + 1, 1).AddMonths(-3 * ago);

    public DateOnly Month(int ago) => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-ago);

    public Guid Case(string key) => cases[key].Written.Id;

    public string CaseCode(string key) => cases[key].Written.Code;

    public Guid Pledge(string key) => pledges[key];

    public Guid Sponsor(string key) => sponsors[key].Id;

    public async Task Open(DemoPerson person)
    {
        var written = await desk.Ask<CaseWritten>(new OpenCase(Staff.Officer, Unit, $"demo-{person.Key}", person.Form, person.Slots));
        cases[person.Key] = (person, written);
        await Paper(person.Key, person.IsChild ? "birth_certificate" : "application", person.IsChild ? "Giấy khai sinh" : "Đơn đề nghị");
    }

    public async Task<Guid> Paper(string key, string kind, string name, MemoryStream? picture = null)
    {
        await using var paper = picture ?? DemoPictures.Paper(kind.Length);
        return (await desk.Ask<CaseFileKept>(new KeepCaseFile(Staff.Officer, Unit, Case(key), kind, name, null, paper))).FileId;
    }

    /// <summary>Văn bản đồng ý of today.</summary>
    public async Task<ConsentGiven> Agree(string key, bool forPublic, DateOnly? until, DateOnly on, params IReadOnlyList<string> items)
    {
        var person = cases[key].Person;
        var file = await Paper(key, "consent", "Văn bản đồng ý");
        var age = person.AgeOn(on);
        return await desk.Ask<ConsentGiven>(new GiveConsent(Staff.Officer, Unit, Case(key), new(
            items, forPublic, on, age < ConsentRules.OfAge ? new(person.Guardian, person.Relation) : null, age >= ConsentRules.OwnViewFrom,
            until ?? (age >= ConsentRules.OfAge ? on.AddYears(3) : null), file)));
    }

    public Task Withdraw(string key, Guid consent, string reason) => desk.Ask<Guid>(new WithdrawConsent(Staff.Officer, Unit, Case(key), consent, reason));

    public Task Visit(string key, string text, string? sponsor = null) =>
        desk.Ask<Guid>(new RecordVisit(Staff.Officer, Unit, Case(key), new(null, text, sponsor is null ? null : Sponsor(sponsor), null)));

    /// <summary>Looked through at once.</summary>
    public async Task News(string key, string item, string text, MemoryStream? picture = null, bool approved = true)
    {
        var file = picture is null ? (Guid?)null : await Paper(key, "photo", "Ảnh", picture);
        var news = await desk.Ask<Guid>(new KeepNews(Staff.Officer, Unit, Case(key), new(item, null, text, file)));
        if (approved) await desk.Ask<Guid>(new ApproveNews(Staff.Head, Unit, Case(key), news, true));
    }

    public Task Facility(string key, string step, string note, string? facility = null) =>
        desk.Ask<Guid>(new RecordFacilityStep(Staff.Officer, Unit, Case(key), new(step, facility, null, note)));

    public Task Change(string key, string kind, string note) => desk.Ask<LifeChanged>(new ChangeLife(Staff.Officer, Unit, Case(key), kind, null, note));

    public Task Close(string key, string reasonCode, string reason) => desk.Ask<CaseMoved>(new CloseCase(Staff.Officer, Unit, Case(key), null, reasonCode, reason));

    public Task Merge(string key, string into, string reason) => desk.Ask<CaseMoved>(new MergeCase(Staff.Officer, Unit, Case(key), CaseCode(into), reason));

    public async Task Register(string key, SponsorForm form) => sponsors[key] = await desk.Ask<SponsorWritten>(new RegisterSponsor(Staff.Accountant, Unit, form, $"demo-{key}"));

    /// <param name="slot">Of the case's, from 0; ignored without a case.</param>
    public async Task Offer(string key, string sponsor, string? person, int slot, PledgeOffer offer, bool hold = true, string? note = null) => pledges[key] = (await desk.Ask<PledgeWritten>(new OfferPledge(
        Staff.Accountant, Unit, $"demo-{key}", new($"{Sponsor(sponsor)}", person is null ? null : $"{Case(person)}", person is null ? null : cases[person].Written.Slots[slot], null, offer, note, hold)))).Id;

    public Task Pause(string key, string reason) => desk.Ask<PledgeMoved>(new PausePledge(Staff.Accountant, Unit, Pledge(key), null, reason));

    public Task Resume(string key) => desk.Ask<PledgeMoved>(new ResumePledge(Staff.Accountant, Unit, Pledge(key), null));

    public Task End(string key, string reasonCode, string note) => desk.Ask<PledgeMoved>(new EndPledge(Staff.Accountant, Unit, Pledge(key), null, reasonCode, note));

    /// <summary>One signed list for all direct hand-overs that are due; nothing when none is.</summary>
    /// <param name="except">Pledges that did not bring their part; of those in <paramref name="halves"/> only half came.</param>
    public async Task HandOver(string key, DateOnly on, DateOnly until, IReadOnlyList<string> except, IReadOnlyList<string> halves)
    {
        var missing = Known(except);
        var half = Known(halves);
        DeliveryLine[] lines =
        [
            .. (await deliveries.DueBy(Unit, until, null, desk.Stop)).Where(due => due.Life is null && !missing.Contains(due.Pledge)).Select(due => due.IsGoods
                ? new DeliveryLine(due.Pledge, null, due.Quantity)
                : new DeliveryLine(due.Pledge, half.Contains(due.Pledge) ? due.AmountVnd / 2 : due.AmountVnd)),
        ];
        if (lines.Length == 0) return;
        await using var paper = DemoPictures.Paper(key.Length * 7);
        var file = await desk.Ask<DeliveryPaperKept>(new KeepDeliveryPaper(Staff.Officer, Unit, $"Danh sách ký nhận {on:MM/yyyy}", paper));
        await desk.Ask<DeliveriesRecorded>(new RecordDeliveries(Staff.Officer, Unit, $"demo-{key}", on, DeliveryKinds.SignedList, file.File, lines));
    }

    private HashSet<Guid> Known(IReadOnlyList<string> keys) => [.. keys.Where(pledges.ContainsKey).Select(key => pledges[key])];

    /// <summary>Money through the fund, in cash or by transfer, of which the treasurer takes the cash on the same day.</summary>
    public async Task Give(string key, string pledge, long amount, bool byBank, string? occasion = null)
    {
        var form = new PledgePayment(amount, byBank ? Channels.Transfer : Channels.Cash, Account: byBank ? BankAccount : null, Occasion: occasion);
        var paid = await desk.Ask<PledgePaid>(new PayPledge(Staff.Accountant, Unit, $"demo-{key}", Pledge(pledge), form));
        if (!byBank) await desk.Ask<Donations.CashConfirmed>(new Donations.ConfirmCash(Staff.Treasurer, Unit, [paid.GiftId]));
    }

    /// <summary>One transfer of a sponsor for all pledges.</summary>
    public Task GiveTogether(string key, string sponsor, long amount) =>
        desk.Ask<PledgesPaid>(new PaySponsor(Staff.Accountant, Unit, $"demo-{key}", Sponsor(sponsor), new(amount, Channels.Transfer, Account: BankAccount)));

    /// <summary>A transfer with the pledge's code that the bank's statement tells first: found by the run, recorded by nobody.</summary>
    public async Task GiveByStatement(string pledge, long amount, DateOnly on)
    {
        var code = $"{desk.Unit.Code}-VCB";
        var transfer = await desk.Ask<PledgeTransfer>(new ShowTransfer(Staff.Accountant, Unit, Pledge(pledge), false, QrSums.Free, null, code));
        var statement = new DemoStatement(DemoUnits.All.Single(unit => unit.Code == desk.Unit.Code), on.AddDays(1));
        var line = new DemoLine(on, $"FT{on:yyMMdd}0{desk.Unit.Code}", amount, transfer.Memo);
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(statement.Text(transfer.Account, [line])));
        await desk.Ask<ImportRecord>(new ImportStatement(Staff.Accountant, Unit, transfer.Account.Id, $"sao-ke-{code}.csv", file) { ImportId = Ids.Of("demo-statement", Unit, code) });
        await desk.Ask<RunOutcome>(new ReconcileAccount(Staff.Accountant, Unit, transfer.Account.Id));
    }

    /// <summary>That no statement of the sample is of.</summary>
    private string BankAccount => $"{desk.Unit.Code}-AGR";

    /// <summary>What the fund got for pledges goes out in cash against signatures; nothing when nothing is there.</summary>
    /// <param name="absent">So many at the end of the list did not come yet.</param>
    public async Task PayOut(string key, DateOnly on, int absent = 0)
    {
        var found = await payouts.Of(Unit, fund, new(on.Year, (on.Month - 1) / 3 * 3 + 1, 1), on, on, null, desk.Stop);
        PaymentLineForm[] lines = [.. found.Lines.Where(line => line.AmountVnd > 0).Select(line => new PaymentLineForm(null, line.AmountVnd, line.Pledge))];
        if (lines.Length == 0) return;
        await desk.OrderFor(key, new PaymentForm(desk.Fund, PaymentChannels.Cash, lines, PaymentKinds.Support, PayeeKinds.List, Narration: $"Trao tiền đỡ đầu đến ngày {on:dd/MM/yyyy} theo danh sách"));
        await desk.ApproveOrder(key, lines.Sum(line => line.AmountVnd));
        await desk.HandOut(key);
        var came = Math.Max(1, lines.Length - absent);
        await desk.Ask<PaymentStepped>(new CollectLines(
            Staff.Treasurer, Unit, desk.Payment(key), [.. Enumerable.Range(1, came).Select(line => new CollectedForm(line, CollectedBy.Signature))]));
    }
}
