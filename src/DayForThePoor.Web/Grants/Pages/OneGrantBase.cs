using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Complaints;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>One grant: what it is, what happened, and what the person who looks may do next.</summary>
public abstract class OneGrantBase : GrantsPage
{
    private static readonly IReadOnlyList<string> ByMeeting =
        [GrantStates.Requested, GrantStates.Met, GrantStates.Posted, GrantStates.Checked, GrantStates.Proposed, GrantStates.Approved, GrantStates.Closed];

    private static readonly IReadOnlyList<string> AtOnce = [GrantStates.Requested, GrantStates.Approved, GrantStates.Closed];

    [Inject]
    protected GrantHistory History { get; set; } = null!;

    [Inject]
    protected ObjectionQueries ObjectionsOf { get; set; } = null!;

    [Inject]
    protected ComplaintSight ComplaintsSeen { get; set; } = null!;

    [Inject]
    protected ComplaintQueries ComplaintsOf { get; set; } = null!;

    [Inject]
    protected ISpendingRules Rules { get; set; } = null!;

    [Inject]
    protected GrantSurroundings Around { get; set; } = null!;

    [Inject]
    protected Sessions Sessions { get; set; } = null!;

    [Parameter]
    public Guid Id { get; set; }

    public GrantRow Grant { get; private set; } = null!;

    public IReadOnlyList<StepView> Steps { get; private set; } = [];

    public IReadOnlyList<ObjectionView> Objections { get; private set; } = [];

    /// <summary>Those about the grant that the person may see.</summary>
    public IReadOnlyList<ComplaintRow> Complaints { get; private set; } = [];

    /// <summary>That the grant was decided under; before, the one that stands today.</summary>
    public SpendingRule Rule { get; private set; } = null!;

    /// <summary>Whether what the household received before is still a question.</summary>
    protected bool IsOpen => GrantStates.IsUndecided(Grant.State) || Grant.State == GrantStates.Proposed;

    public LivePayments Payments { get; private set; } = LivePayments.None;

    public bool MayRequest { get; private set; }

    public bool MayPropose { get; private set; }

    public bool MayDecide { get; private set; }

    public bool MayPay { get; private set; }

    /// <summary>Whoever asked never approves.</summary>
    public bool IsAuthor { get; private set; }

    /// <summary>What was written when it was asked for.</summary>
    protected string? Asked(string field) => Steps.Count > 0 ? Written(Steps[0], field) : null;

    protected static string? Written(StepView step, string field) => step.Texts.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;

    /// <summary>The steps that lie on the way of this grant.</summary>
    protected IReadOnlyList<string> Path => Grant.Kind == GrantKinds.AtOnce ? AtOnce
        : [.. ByMeeting.Where(state => state switch
        {
            GrantStates.Met => Rule.DemandsMeeting(Grant.Kind) || Grant.MetOn is not null,
            GrantStates.Posted => Rule.DemandsPosting(Grant.Kind, AmountOf(Grant) ?? 0) || Grant.PostedUntil is not null,
            _ => true,
        })];

    /// <summary>Where it stands on the way; negative when it left it.</summary>
    protected int At => Path.ToList().IndexOf(Grant.State);

    public string Here => $"/chi/de-nghi/{Id}";

    protected override async Task Load()
    {
        await base.Load();
        Grant = await Sight.Find(Actor, Id, Stop) ?? throw Denied();
        Steps = await History.Of(Id, Stop);
        Objections = await ObjectionsOf.Of(Id, Stop);
        if ((await ComplaintsSeen.Filter(Actor, null, Stop)).TryGet(out var seen)) Complaints = (await ComplaintsOf.List(seen with { Grant = Id }, Stop)).Items;
        // What was put forward or decided keeps its rule, whatever was laid down since.
        Rule = Grant.ProposalId is not null || Grant.ApprovedOn is not null
            ? await Rules.Kept(Grant.RuleId, Grant.Purpose, Stop)
            : await Rules.On(Grant.UnitId, Grant.Purpose, Today, Stop);
        MayRequest = await MayIn(Permission.RequestGrants, Grant.UnitId);
        MayPropose = await MayIn(Permission.ProposeGrants, Grant.UnitId);
        MayDecide = await MayIn(Permission.DecideGrants, Grant.UnitId);
        MayPay = await MayIn(Permission.PreparePayments, Grant.UnitId);
        IsAuthor = Grant.RequestedBy == Actor.PersonId;
        await using var connection = await Sessions.Connect(Grant.UnitId, Stop);
        Payments = await Around.Payments(connection, Id, Stop);
    }

    /// <summary>Carries a step out and shows the grant again; else the page comes back with what is wrong.</summary>
    /// <param name="fieldOf">A command's field → the form's, where they are called differently.</param>
    public async Task Do<TDone>(object command, List<Refusal> no, Func<string, string>? fieldOf = null)
    {
        IReadOnlyList<Refusal> refused = no.Count > 0 ? no : (await Bus.InvokeAsync<Outcome<TDone>>(command, Stop)).Refusals;
        if (refused.Count == 0)
        {
            Navigation.NavigateTo(Here);
            return;
        }
        Problems.AddRange(refused, Refusals, fieldOf);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    // What the form of the next step reads; it is a component of its own and asks its page.
    public Actor By => Actor;

    public string? Typed(string field) => Sent(field);

    public DateOnly? TypedDay(string field, List<Refusal> no) => SentDate(field, no);

    public Task<IReadOnlyList<Guid>> KeepFiles(string field, string kind, List<Refusal> no) => Keep(field, kind, Grant.UnitId, no);

    public long? TypedAmount(string field, List<Refusal> no) => SentAmount(field, no);

    public DateOnly Now => Today;

    public string UnitCode => Known.UnitsNow[Grant.UnitId].Code;
}
