using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.PayOut;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>One case: who it is, and what the person who looks may write. Its sections are components that ask their page.</summary>
public abstract class OneCaseBase : CasePage
{
    [Inject]
    protected CaseHistoryQueries Histories { get; set; } = null!;

    [Inject]
    protected PledgeNumbers NumbersOf { get; set; } = null!;

    [Parameter]
    public Guid Id { get; set; }

    public CaseView View { get; private set; } = null!;

    public CaseRow Person => View.Case;

    public bool MayManage { get; private set; }

    /// <summary>Whether papers may be opened.</summary>
    public bool MayRead { get; private set; }

    public bool MayPledge { get; private set; }

    /// <summary>Something may be added: the person may, and the case is open.</summary>
    public bool MayAdd => MayManage && Person.State == CaseStates.Open;

    public IReadOnlyList<CaseStepView> Steps { get; private set; } = [];

    /// <summary>Over all pledges for the person.</summary>
    protected ThreeNumbers Numbers { get; private set; } = ThreeNumbers.None;

    public string Here => $"/do-dau/ho-so/{Id}";

    public IStringLocalizer<CaseTexts> Texts => T;

    public IStringLocalizer<SponsorshipTexts> Words => S;

    public DateOnly Now => Today;

    protected override async Task Load()
    {
        await base.Load();
        View = await Sight.Find(Actor, Id, Stop) ?? throw Denied();
        MayManage = await MayIn(Permission.ManageCases, Person.UnitId);
        MayPledge = await MayIn(Permission.ManagePledges, Person.UnitId);
        MayRead = await Sight.MayReadPapers(Actor, Person.UnitId, Stop);
        Steps = await Histories.Of(Id, Stop);
        Numbers = (await NumbersOf.OfCases([Id], Today, Stop))[Id];
    }

    /// <summary>Carries a step out and shows the case again at the section; else the page comes back with what is wrong.</summary>
    /// <param name="fieldOf">A command's field → the form's, where they are called differently.</param>
    public async Task Do<TDone>(object command, List<Refusal> no, string section, Func<string, string>? fieldOf = null)
    {
        Stay(no.Count > 0 ? no : (await Bus.InvokeAsync<Outcome<TDone>>(command, Stop)).Refusals, section, fieldOf);
    }

    /// <summary>Shows the case again at the section; else the page with what is wrong.</summary>
    public void Stay(IReadOnlyList<Refusal> refused, string section, Func<string, string>? fieldOf = null)
    {
        if (refused.Count == 0)
        {
            Navigation.NavigateTo($"{Here}#{section}");
            return;
        }
        Problems.AddRange(refused, Refusals, fieldOf);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    public Actor By => Actor;

    public string? Typed(string field) => Sent(field);

    public Guid? TypedId(string field) => SentId(field);

    public DateOnly? TypedDay(string field, List<Refusal> no) => SentDate(field, no);

    public long? TypedAmount(string field, List<Refusal> no) => SentAmount(field, no);

    public decimal? TypedQuantity(string field, List<Refusal> no) => SentQuantity(field, no);

    public Task<Guid?> KeepFile(string field, string kind, List<Refusal> no) => Keep(field, kind, Person.UnitId, Id, no);

    public string MonthlyOf(SlotView slot) => Amount(slot);

    public string PeriodOf(DateOnly from, DateOnly? until) => Period(from, until);

    public string MoneyOf(long amount) => Money(amount);

    public IReadOnlyList<Choice> ChoicesOf(string prefix, IEnumerable<string> codes, string? none = null) => Choices(prefix, codes, none);
}
