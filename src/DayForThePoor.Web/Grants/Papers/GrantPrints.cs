using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Pages;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>Gathers what a print-out says. A foreign paper and one that does not exist are answered alike.</summary>
public sealed class GrantPrints(
    GrantSight sight, GrantQueries grants, GrantHistory history, ObjectionQueries objections, MeetingQueries meetings, ProposalQueries proposals, HouseholdQueries households,
    IAccessPolicy access, IRegistry registry, ShortFacts facts)
{
    /// <summary>Null: not for this person.</summary>
    public async Task<Printed?> Request(Actor by, Guid id, CancellationToken cancellation)
    {
        if (await sight.Find(by, id, cancellation) is not { } grant || await households.Find(grant.HouseholdId, cancellation) is not { } household) return null;
        var earlier = await grants.List(new([grant.UnitId], Household: grant.HouseholdId, PageSize: GrantQueries.MaxPageSize), cancellation);
        return RequestSheets.Request(grant, household, earlier.Items, await Asked(id, cancellation), await Head(grant.Fund, grant.RequestedOn, cancellation));
    }

    /// <inheritdoc cref="Request"/>
    public async Task<Printed?> Slip(Actor by, Guid id, CancellationToken cancellation)
    {
        if (await sight.Find(by, id, cancellation) is not { Kind: GrantKinds.AtOnce } grant || await households.Find(grant.HouseholdId, cancellation) is not { } household) return null;
        var (happened, reported) = await facts.Of(id, cancellation);
        return RequestSheets.Slip(grant, household, await Asked(id, cancellation), happened, reported, await Head(grant.Fund, grant.RequestedOn, cancellation));
    }

    /// <inheritdoc cref="Request"/>
    public async Task<MeetingView?> Meeting(Actor by, Guid id, CancellationToken cancellation) =>
        await meetings.Find(id, cancellation) is { } meeting && await May(by, meeting.Row.UnitId, cancellation) ? meeting : null;

    /// <inheritdoc cref="Request"/>
    public async Task<Printed?> Minutes(Actor by, Guid id, CancellationToken cancellation)
    {
        if (await Meeting(by, id, cancellation) is not { } meeting) return null;
        var known = await registry.Current(cancellation);
        var fund = meeting.Lines.Count > 0 && await grants.Find(meeting.Lines[0].GrantId, cancellation) is { } first ? known.FundsByCode[first.Fund] : FirstFund(known, meeting.Row.UnitId);
        return HamletSheets.Minutes(meeting, known.LetterheadOf(fund.Id, meeting.Row.HeldOn));
    }

    /// <summary>What hangs on the board of one hamlet until one day; null: nothing, or not for this person.</summary>
    public async Task<PostedList?> Posted(Actor by, string unitCode, string hamlet, DateOnly until, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.UnitsByCode.TryGetValue(unitCode, out var unit) || !await May(by, unit.UnitId, cancellation)) return null;
        var all = await grants.List(new([unit.UnitId], Kind: GrantKinds.Regular, Sort: "given", PageSize: GrantQueries.MaxPageSize), cancellation);
        var list = all.Items.Where(grant => grant.Hamlet == hamlet && grant.PostedUntil == until).ToList();
        if (list.Count == 0) return null;
        var steps = await history.Of(list[0].Id, cancellation);
        var posted = steps.LastOrDefault(step => step.Kind == "grant_posted");
        List<ObjectionView> said = [];
        foreach (var grant in list) said.AddRange(await objections.Of(grant.Id, cancellation));
        return new(hamlet, posted?.On, until, posted?.Texts.GetValueOrDefault("place") ?? "", list, said, known.LetterheadOf(known.FundsByCode[list[0].Fund].Id, until));
    }

    /// <inheritdoc cref="Request"/>
    public async Task<(ProposalView List, Letterhead Head)?> Proposal(Actor by, Guid id, CancellationToken cancellation) =>
        await proposals.Find(id, cancellation) is { } list && await May(by, list.Row.UnitId, cancellation)
            ? (list, await Head(list.Row.Fund, list.Row.DecidedOn ?? list.Row.ProposedOn, cancellation)) : null;

    private async Task<bool> May(Actor by, Guid unit, CancellationToken cancellation) => await access.WhyNot(by, Permission.ReadGrants, unit, cancellation) is null;

    private async Task<IReadOnlyDictionary<string, string>> Asked(Guid grant, CancellationToken cancellation) =>
        (await history.Of(grant, cancellation)) is [var first, ..] ? first.Texts : new Dictionary<string, string>();

    private async Task<Letterhead> Head(string fund, DateOnly day, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        return known.LetterheadOf(known.FundsByCode[fund].Id, day);
    }

    private static Fund FirstFund(RegistrySnapshot known, Guid unit) => known.Funds.Values.Where(fund => fund.UnitId == unit).OrderByDescending(fund => fund.Kind, StringComparer.Ordinal).First();
}

/// <summary>What hangs, or hung, on the board of one hamlet until one day.</summary>
/// <param name="From">Null when it is not known any more.</param>
public sealed record PostedList(
    string Hamlet, DateOnly? From, DateOnly Until, string Place, IReadOnlyList<GrantRow> Grants, IReadOnlyList<ObjectionView> Objections, Letterhead Head);
