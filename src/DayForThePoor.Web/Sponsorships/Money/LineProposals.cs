using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Statements.Matching;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>A pledge or a sponsor whose money a line may be.</summary>
/// <param name="Refusal">Why it would not be taken as it stands; null when it would.</param>
public sealed record LineProposal(MoneyPledge? Pledge, MoneySponsor? Sponsor, Refusal? Refusal)
{
    /// <summary>Names the proposal in a form.</summary>
    public string Value => Pledge is { } pledge ? $"p-{pledge.Id:N}" : $"s-{Sponsor!.Id:N}";
}

/// <summary>Looks for the pledges that a line in may be money for: by codes in its memo, else by what a person searches.</summary>
public sealed class LineProposals(Sessions sessions, MoneyPledges pledges, Installation installation)
{
    /// <summary>Those that the memo names by a code.</summary>
    public async Task<IReadOnlyList<LineProposal>> Named(OpenLine line, CancellationToken cancellation)
    {
        if (CodeReader.Find(line.Folded, installation.DatabaseCode) is not { Count: > 0 } codes) return [];
        await using var connection = await sessions.Connect(line.UnitId, cancellation);
        var issued = await IssuedCodes.Find(connection, line.UnitId, codes, cancellation);
        List<LineProposal> found = [];
        foreach (var target in issued.Values.Select(code => code.Named).OfType<Guid>().Distinct())
        {
            if (await pledges.Find(target, cancellation) is { } pledge) found.Add(new(pledge, null, await WhyNot(connection, pledge, line, cancellation)));
            else if (await pledges.Sponsor(target, cancellation) is { } sponsor) found.Add(new(null, sponsor, null));
        }
        return found;
    }

    /// <summary>Those that the memo names; with a search, what it finds instead.</summary>
    public async Task<IReadOnlyList<LineProposal>> For(OpenLine line, string? search, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(search)) return await Named(line, cancellation);
        await using var connection = await sessions.Connect(line.UnitId, cancellation);
        List<LineProposal> found = [];
        foreach (var pledge in await pledges.Search([line.UnitId], Folding.Fold(search).Trim(), cancellation))
            found.Add(new(pledge, null, await WhyNot(connection, pledge, line, cancellation)));
        // A sponsor of several may have paid for all of them.
        foreach (var several in found.Where(p => p.Pledge!.Shares).GroupBy(p => p.Pledge!.SponsorId).Where(of => of.Count() > 1).ToList())
            if (await pledges.Sponsor(several.Key, cancellation) is { } sponsor) found.Add(new(null, sponsor, null));
        return found;
    }

    /// <summary>Whether the unit has pledges through the fund at all.</summary>
    public async Task<bool> Any(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("select exists (select from sponsorships.pledge where unit_id = $1 and channel = 'fund')", connection) { Parameters = { new() { Value = unit } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<Refusal?> WhyNot(NpgsqlConnection connection, MoneyPledge pledge, OpenLine line, CancellationToken cancellation)
    {
        var states = await PledgeStreams.Read(connection, [pledge.Id], cancellation);
        if (!states.TryGetValue(pledge.Id, out var state)) return null;
        var received = PledgeDecider.Receive(state, PledgeStep.Silent(Guid.Empty, Guid.Empty), Ids.Of("pledge-proposal", pledge.Id), line.AmountVnd, line.Day);
        return received.IsRefused ? received.Refusals[0] : null;
    }
}
