using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>
/// One commune of the sample at work. What it does is first put on a calendar and then done day by day, so that the numbers
/// of its vouchers follow their dates.
/// </summary>
internal sealed class DemoDesk(IServiceScopeFactory scopes, UnitVersion unit, DemoStaff staff, IReadOnlyList<HouseholdListRow> households, DateOnly today)
{
    private readonly List<(DateOnly On, Func<Task> Does)> calendar = [];
    private readonly Dictionary<string, Guid> lists = [];

    public DemoStaff Staff => staff;

    public UnitVersion Unit => unit;

    public DateOnly Today => today;

    public string Fund => $"{unit.Code}-{FundKinds.ForThePoor}";

    /// <summary>The account that no statement of the sample is of.</summary>
    public string Account => $"{unit.Code}-KB";

    public CancellationToken Stop { get; init; }

    public HouseholdListRow Household(int place) => households[place % households.Count];

    public Guid Grant(string key) => RequestGrantHandler.IdOf(unit.UnitId, KeyOf(key));

    public Guid Payment(string key) => PreparePaymentHandler.IdOf(unit.UnitId, KeyOf(key));

    /// <summary>Nobody's own request bears a key of the sample.</summary>
    private static string KeyOf(string key) => $"demo-{key}";

    /// <param name="daysAgo">0: on the day of seeding.</param>
    public void On(int daysAgo, Func<Task> does) => On(today.AddDays(-daysAgo), does);

    /// <summary>Days that are still to come are left out.</summary>
    public void On(DateOnly day, Func<Task> does)
    {
        if (day <= today) calendar.Add((day, does));
    }

    public async Task Work()
    {
        foreach (var (on, does) in calendar.OrderBy(entry => entry.On))
        {
            DemoClock.Stand(on);
            await does();
        }
    }

    public async Task<T> Ask<T>(object command)
    {
        var outcome = await Try<T>(command);
        return outcome.TryGet(out var done) ? done : throw new DemoRefused(command, outcome.Refusals);
    }

    public async Task<Outcome<T>> Try<T>(object command)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<T>>(command, Stop);
    }

    public Task Request(string key, int household, string purpose, long amount, string reason) =>
        Ask<GrantWritten>(new RequestGrant(staff.Officer, unit.UnitId, KeyOf(key), new(Fund, purpose, $"{Household(household).Id}", amount, reason)));

    /// <summary>On the hamlet's slip: a sudden hardship, or a list that the rule spares the meeting.</summary>
    public Task RequestAtOnce(string key, int household, string purpose, long amount, string reason, DateOnly? happened = null) =>
        Ask<GrantWritten>(new RequestGrant(staff.Officer, unit.UnitId, KeyOf(key), new(
            Fund, purpose, $"{Household(household).Id}", amount, reason, GrantKinds.AtOnce, HappenedOn: happened, Damage: happened is null ? null : "Tài sản hư hỏng nặng",
            ConfirmedBy: happened is null ? null : "Trưởng Ban CTMT thôn")));

    /// <summary>The hamlet's meeting agrees, or with a reason does not.</summary>
    public async Task Meet(string key, int household, string? against = null)
    {
        var seed = key.Aggregate(household, (sum, letter) => sum * 31 % 9973 + letter);
        List<Guid> files = [];
        foreach (var (kind, name) in new[] { (GrantFiles.Minutes, "Biên bản họp thôn bình xét"), (GrantFiles.Photo, "Ảnh cuộc họp") })
        {
            await using var paper = DemoPictures.Paper(seed + files.Count);
            files.Add((await Ask<GrantFileKept>(new KeepGrantFile(staff.Officer, unit.UnitId, kind, name, paper))).FileId);
        }
        var invited = 60 + seed % 60;
        var present = invited * 3 / 4;
        var few = seed % 4;
        var line = new MeetingLine(Grant(key), against is null, null, against is null ? present - few : few, against is null ? few : present - few, against ?? "Hộ khó khăn, cần hỗ trợ");
        await Ask<MeetingRecorded>(new RecordMeeting(staff.Officer, unit.UnitId, new(
            null, new TimeOnly(19, 0), new TimeOnly(20, 45), $"Nhà sinh hoạt {Household(household).Hamlet}", "Trưởng thôn", "Thư ký cuộc họp", invited, present, null, [line], Files: files)));
    }

    public Task Post(string key, int household) =>
        Ask<IReadOnlyList<GrantMoved>>(new PostGrants(staff.Officer, unit.UnitId, [Grant(key)], null, $"Bảng tin nhà sinh hoạt {Household(household).Hamlet}"));

    public async Task<Guid> Object(string key, string text) => (await Ask<ObjectionWritten>(new ObjectToGrant(staff.Officer, unit.UnitId, Grant(key), null, text, "Người dân trong thôn"))).ObjectionId;

    public Task EndPosting(string key) => Ask<IReadOnlyList<GrantMoved>>(new EndPosting(staff.Officer, unit.UnitId, [Grant(key)], null, "Không còn ý kiến phản ánh"));

    public Task Check(params IReadOnlyList<string> keys) => Ask<IReadOnlyList<GrantMoved>>(new CheckGrants(staff.Officer, unit.UnitId, [.. keys.Select(Grant)]));

    /// <summary>Puts grants to the board as one list under the first one's key.</summary>
    public async Task Propose(string title, params IReadOnlyList<string> keys) => lists[keys[0]] = (await Ask<ProposalWritten>(
        new ProposeGrants(staff.Accountant, unit.UnitId, KeyOf($"to-trinh-{keys[0]}"), new(title, null, [.. keys.Select(key => new ProposalLineForm(Grant(key)))])))).ProposalId;

    /// <summary>The list of the first grant is signed by as many as the rule wants.</summary>
    public async Task Approve(string firstKey, string decision)
    {
        foreach (var by in new[] { staff.Head, staff.Deputy })
            if ((await Ask<ProposalSignature>(new ApproveProposal(by, unit.UnitId, lists[firstKey], decision))).State == ProposalStates.Approved) return;
    }

    public Guid List(string firstKey) => lists[firstKey];

    /// <summary>A short grant is signed by the head, where the rule wants it by the deputy too.</summary>
    public async Task Sign(string key)
    {
        foreach (var by in new[] { staff.Head, staff.Deputy })
            if ((await Ask<GrantSignature>(new SignGrant(by, unit.UnitId, Grant(key), null))).State == GrantStates.Approved) return;
    }

    /// <summary>Writes the order, from the cash box or by bank.</summary>
    public Task Order(string key, string narration, int household, bool byBank, params IReadOnlyList<(string Grant, long Amount)> lines) => OrderFor(
        key, new PaymentForm(
            Fund, byBank ? PaymentChannels.Bank : PaymentChannels.Cash, [.. lines.Select(line => new PaymentLineForm(Grant(line.Grant), line.Amount))],
            PayeeKind: lines.Count > 1 ? PayeeKinds.List : PayeeKinds.Household, Account: byBank ? Account : null, PayeeName: Household(household).Head,
            PayeeAddress: Household(household).Hamlet, Narration: narration));

    public Task OrderFor(string key, PaymentForm form) => Ask<PaymentStepped>(new PreparePayment(staff.Accountant, unit.UnitId, KeyOf(key), form with { Fund = Fund }));

    /// <summary>Where the cash box does not hold so much on that day, the accountant first draws it from the treasury account.</summary>
    public async Task ApproveOrder(string key, long amount)
    {
        foreach (var by in new[] { staff.Head, staff.Deputy })
        {
            var command = new ApprovePayment(by, unit.UnitId, Payment(key));
            var signed = await Try<PaymentStepped>(command);
            if (signed.IsRefused && signed.Refusals[0].Code == "ledger.cash_negative")
            {
                await Ask<EntryPosted>(new MoveCash(staff.Accountant, unit.UnitId, KeyOf($"rut-{key}"), new(Fund, MoveCashHandler.Draw, Account, amount)));
                signed = await Try<PaymentStepped>(command);
            }
            if (!signed.TryGet(out var stood)) throw new DemoRefused(command, signed.Refusals);
            if (stood.State != PaymentStates.AwaitingApproval) return;
        }
    }

    public Task HandOut(string key) => Ask<PaymentStepped>(new ConfirmPaid(staff.Treasurer, unit.UnitId, Payment(key)));

    /// <summary>Ordered, approved and handed out on one day.</summary>
    public async Task Pay(string key, string narration, int household, bool byBank, params IReadOnlyList<(string Grant, long Amount)> lines)
    {
        await Order(key, narration, household, byBank, lines);
        await ApproveOrder(key, lines.Sum(line => line.Amount));
        await HandOut(key);
    }

    public Task Close(string key) => Ask<GrantMoved>(new CloseGrant(staff.Accountant, unit.UnitId, Grant(key), null, null));

    /// <summary>With minutes, as houses and livelihoods have them.</summary>
    public async Task HandOver(string key, int household, string note)
    {
        await using var paper = DemoPictures.Paper(household + 977);
        var file = await Ask<GrantFileKept>(new KeepGrantFile(staff.Officer, unit.UnitId, GrantFiles.HandOver, "Biên bản bàn giao", paper));
        await Ask<GrantMoved>(new HandOverGrant(staff.Officer, unit.UnitId, Grant(key), null, Household(household).Head, note, [file.FileId]));
    }
}
