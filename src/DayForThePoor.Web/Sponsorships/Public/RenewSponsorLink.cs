using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Gives a sponsor's page a new address; the old one opens nothing any more.</summary>
public sealed record RenewSponsorLink(Actor By, Guid UnitId, Guid SponsorId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="FollowCode">The new code.</param>
public sealed record SponsorLinkRenewed(string FollowCode);

public static class RenewSponsorLinkHandler
{
    /// <summary>Codes: access.unit.</summary>
    public static async Task<Outcome<SponsorLinkRenewed>> Handle(RenewSponsorLink command, Sessions sessions, Installation installation, CancellationToken cancellation)
    {
        var code = FollowCode.New(SealedTexts.RandomNumber(), installation.DatabaseCode).Value;
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("update sponsorships.sponsor set follow_code = $1 where id = $2 and unit_id = $3", connection)
        {
            Parameters = { new() { Value = code }, new() { Value = command.SponsorId }, new() { Value = command.UnitId } },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? new SponsorLinkRenewed(code) : AccessPolicy.OtherUnit;
    }
}
