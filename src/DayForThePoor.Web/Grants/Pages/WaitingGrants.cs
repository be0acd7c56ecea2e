using DayForThePoor.Core.Grants;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>What waits for the signature of one person.</summary>
/// <param name="Lists">Proposal lists; <paramref name="Emergencies"/> emergencies on the hamlet's slip.</param>
/// <param name="Count">Of both together, <paramref name="SumVnd"/> đồng in all.</param>
public sealed record Waiting(ProposalPage Lists, GrantPage Emergencies, int Count, long SumVnd, DateTimeOffset? Oldest);

/// <summary>Finds what somebody who approves may sign: what neither they wrote nor signed already.</summary>
public sealed class WaitingGrants(ProposalQueries proposals, GrantQueries grants, SignedShort signatures)
{
    public async Task<Waiting> Of(Guid person, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var lists = await proposals.List(new(units, [ProposalStates.Proposed], person, PageSize: ProposalQueries.MaxPageSize), cancellation);
        var mine = await signatures.By(person, cancellation);
        var all = await grants.List(new(units, States: [GrantStates.Requested], Kind: GrantKinds.AtOnce, Sort: "requested", PageSize: GrantQueries.MaxPageSize), cancellation);
        var mayBeSigned = all.Items.Where(grant => grant.RequestedBy != person && !mine.Contains(grant.Id)).ToList();
        var sum = mayBeSigned.Sum(grant => grant.WishedVnd ?? 0);
        DateTimeOffset? oldest = mayBeSigned.Count > 0 ? mayBeSigned.Min(grant => grant.StateSince) : null;
        return new(
            lists, all with { Items = mayBeSigned, Total = mayBeSigned.Count, SumVnd = sum }, lists.Total + mayBeSigned.Count, checked(lists.SumVnd + sum),
            lists.Oldest < oldest || oldest is null ? lists.Oldest : oldest);
    }
}
