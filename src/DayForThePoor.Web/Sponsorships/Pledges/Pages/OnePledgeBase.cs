using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.PayOut;
using DayForThePoor.Web.Sponsorships.Sponsors;
using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Sponsorships.Pledges.Pages;

/// <summary>One pledge: what was promised, what came of it, and what the person who looks may do next.</summary>
public abstract class OnePledgeBase : PledgePages
{
    [Inject]
    protected PledgeHistory History { get; set; } = null!;

    [Inject]
    protected PledgeSchedules Schedules { get; set; } = null!;

    [Inject]
    protected PledgeNumbers NumbersOf { get; set; } = null!;

    [Inject]
    protected PledgeChoices ChoicesOf { get; set; } = null!;

    [Inject]
    protected SponsorDetails SponsorsOf { get; set; } = null!;

    [Parameter]
    public Guid Id { get; set; }

    public PledgeRow Pledge { get; private set; } = null!;

    public IReadOnlyList<StepView> Steps { get; private set; } = [];

    public PledgeSchedule Plan { get; private set; } = null!;

    /// <summary>Of a group: what its members give beside what it promised; null: nothing to compare.</summary>
    protected GroupShares? Shares { get; private set; }

    protected ThreeNumbers Numbers { get; private set; } = ThreeNumbers.None;

    public bool MayKeep { get; private set; }

    /// <summary>Whether the person may write down money for it.</summary>
    protected bool MayTake { get; private set; }

    /// <summary>Other sponsors of the unit, for a hand-over.</summary>
    public IReadOnlyList<Choice> Sponsors { get; private set; } = [];

    /// <summary>Slots with room, for another person.</summary>
    public IReadOnlyList<Choice> Slots { get; private set; } = [];

    /// <summary>"01/10/2025", "Đã đồng hành 1 năm".</summary>
    protected IEnumerable<string> Beginning => [Shown.Day(Pledge.StartsOn), .. Pledge.ActivatedOn is { } since ? [T["One.With", Since(since)].Value] : Array.Empty<string>()];

    /// <summary>"31/12/2027", "Đến ngày", and whether it goes on.</summary>
    protected IEnumerable<string> Ending =>
        [Pledge.EndsOn is { } ends ? Shown.Day(ends) : T["Open"], W[$"EndRule.{Pledge.EndRule}"], .. Pledge.Renews ? [T["Renews.Yes"].Value] : Array.Empty<string>()];

    public string Here => $"/do-dau/cam-ket/{Id}";

    /// <summary>Steps that follow on where the pledge stands; the first is the next one.</summary>
    public IReadOnlyList<string> Ways => !MayKeep ? [] : Pledge.State switch
    {
        PledgeStates.Offered => Pledge.SlotId is null ? ["reassign", "note", "withdraw"] : ["hold", "reassign", "note", "withdraw"],
        PledgeStates.Held => [.. Flagged, "extend-hold", "reassign", "note", "withdraw"],
        PledgeStates.Active => [.. Flagged, "pause", .. Renewable, "hand-over", "reassign", "note", "end"],
        PledgeStates.Paused => [.. Flagged, "resume", .. Renewable, "hand-over", "reassign", "note", "end"],
        _ => ["note"],
    };

    private IEnumerable<string> Flagged => Pledge.Flagged is null ? [] : ["clear"];

    private IEnumerable<string> Renewable => Pledge.EndRule == EndRules.Date ? ["renew"] : [];

    protected override async Task Load()
    {
        await base.Load();
        Pledge = await Sight.Find(Actor, Id, Stop) ?? throw Denied();
        Steps = await History.Of(Id, Stop);
        Plan = await Schedules.Of(Id, Today, Stop);
        if (Pledge.SponsorKind == SponsorKinds.Group && PledgeStates.Filling.Contains(Pledge.State)) Shares = (await SponsorsOf.Find(Pledge.SponsorId, Stop))!.Shares;
        Numbers = (await NumbersOf.OfPledges([Id], Today, Stop))[Id];
        MayKeep = await MayIn(Permission.ManagePledges, Pledge.UnitId);
        MayTake = Pledge.Channel == PledgeChannels.Fund && await MayIn(Permission.RecordGifts, Pledge.UnitId);
        if (!MayKeep || Pledge.State == PledgeStates.Ended) return;
        Sponsors = [.. (await ChoicesOf.Sponsors(Pledge.UnitId, Stop)).Where(s => s.Value != Pledge.SponsorId.ToString())];
        Slots = [.. (await ChoicesOf.Slots(Pledge.UnitId, Today, Stop)).Where(s => s.Value != Pledge.SlotId?.ToString())];
    }

    public async Task Take(string way)
    {
        List<Refusal> no = [];
        var (by, unit, text) = (Actor, Pledge.UnitId, Sent($"text-{way}"));
        var day = SentDate($"day-{way}", no);
        if (way == "hand-over")
        {
            await Carry<PledgeHandedOver>(way, no, new HandOverPledge(by, unit, Id, new(Sent("sponsor"), day, null, null, SentAmount("amount", no), null, null, text)), handed => $"/do-dau/cam-ket/{handed.SuccessorId}");
            return;
        }
        IUnitMessage command = way switch
        {
            "hold" => new HoldPledge(by, unit, Id),
            "extend-hold" => new ExtendHold(by, unit, Id),
            "pause" => new PausePledge(by, unit, Id, day, text),
            "resume" => new ResumePledge(by, unit, Id, day),
            "renew" => new RenewPledge(by, unit, Id, day),
            "reassign" => new ReassignPledge(by, unit, Id, Guid.TryParse(Sent("slot"), out var slot) ? slot : Guid.Empty, day, text),
            "clear" => new ClearPledge(by, unit, Id, text),
            "note" => new NotePledge(by, unit, Id, text),
            "withdraw" => new EndPledge(by, unit, Id, null, PledgeEndReasons.Withdrawn, text),
            _ => new EndPledge(by, unit, Id, day, Sent("reason"), text),
        };
        await Carry<PledgeMoved>(way, no, command, _ => Here);
    }

    private async Task Carry<TDone>(string way, List<Refusal> no, IUnitMessage command, Func<TDone, string> next)
    {
        IReadOnlyList<Refusal> refused = no;
        if (no.Count == 0)
        {
            var outcome = await Bus.InvokeAsync<Outcome<TDone>>(command, Stop);
            if (outcome.TryGet(out var done))
            {
                Navigation.NavigateTo(next(done));
                return;
            }
            refused = outcome.Refusals;
        }
        Problems.AddRange(refused, Refusals, field => field switch
        {
            "on" or "from" or "endsOn" or "startsOn" => $"day-{way}",
            "note" => $"text-{way}",
            "reason" when way != "end" => $"text-{way}",
            _ => field,
        });
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    // What the forms of the steps read; they are a component of their own and ask their page.
    public string? Typed(string field) => Sent(field);
}
