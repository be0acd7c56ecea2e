using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Matching;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>
/// Makes gifts of lines whose memo names a pledge or a sponsor by its code, during a run. What the pledge does not take, and
/// what no number of instalments makes, stays on the bench.
/// </summary>
internal sealed class PledgedLines(Sessions sessions, MoneyPledges pledges, PledgePayments payments, SharedPayments shared) : INamedLines
{
    /// <summary>A function of the line: a repeated run asks for the same gift, and one that a person took back is not made again.</summary>
    private static string KeyOf(long line) => $"statement-line-{line}";

    public async Task<bool> Take(NamedLine line, Guid by, CancellationToken cancellation)
    {
        var money = new LineMoney(line.Line, line.Day, line.Amount, line.Reference, line.Origin);
        if (await pledges.Find(line.Target, cancellation) is { } pledge)
        {
            if (pledge.UnitId != line.Origin.UnitId || await IsAnnounced([pledge.Id], line.Origin.Id, cancellation)) return false;
            var paid = await payments.Pay(new Actor(by), pledge, KeyOf(line.Line), new PledgePayment(line.Amount, Channels.Transfer), money, cancellation);
            return paid.TryGet(out var gift) && !gift.AlreadyKnown;
        }
        if (await pledges.Sponsor(line.Target, cancellation) is not { } sponsor || sponsor.UnitId != line.Origin.UnitId) return false;
        if (await IsAnnounced([.. (await pledges.OfSponsor(sponsor.Id, cancellation)).Select(p => p.Id)], line.Origin.Id, cancellation)) return false;
        var together = await shared.Pay(new Actor(by), sponsor, KeyOf(line.Line), new SponsorPayment(line.Amount, Channels.Transfer), money, cancellation);
        return together.TryGet(out var gifts) && !gifts.AlreadyKnown;
    }

    /// <summary>Somebody recorded a transfer for the pledges that no line has proved yet: this line may be it, and must not be counted twice.</summary>
    private async Task<bool> IsAnnounced(Guid[] of, Guid account, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select exists (select from dftp.gift g where g.pledge_id = any($1) and g.status = 'recorded' and g.channel = 'transfer' and g.account_id = $2
              and not exists (select from statements.live_link k where k.item_id = g.id))
            """, connection) { Parameters = { new() { Value = of }, new() { Value = account } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
