using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Receipts;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>What came of the code of a sponsor's page.</summary>
/// <param name="Owner">Null when no sponsor has it now.</param>
/// <param name="Reading">How it read.</param>
/// <param name="Wait">Not null when this client asked for too many codes that do not exist.</param>
public sealed record CheckedFollowCode(PageOwner? Owner, CodeReading Reading, TimeSpan? Wait);

/// <summary>The one way from a code to a sponsor's page; counts the misses.</summary>
public sealed class FollowCheck(SponsorPages pages, UnknownCodeLimit limit)
{
    public async Task<CheckedFollowCode> Find(string? typed, string client, CancellationToken cancellation)
    {
        var reading = FollowCode.TryParse(typed, out var code);
        var owner = reading == CodeReading.Ok ? await pages.Find(code.Value, cancellation) : null;
        return new(owner, reading, owner is null ? limit.Count(client) : null);
    }
}
