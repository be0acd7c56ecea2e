using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Take money for a pledge.</summary>
/// <param name="Key">Idempotency key, unique in the unit.</param>
/// <param name="Line">The line of a bank statement that brought it, whole.</param>
public sealed record PayPledge(Actor By, Guid UnitId, string Key, Guid PledgeId, PledgePayment Form, long? Line = null) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

/// <summary>Take one sum of a sponsor for several pledges.</summary>
public sealed record PaySponsor(Actor By, Guid UnitId, string Key, Guid SponsorId, SponsorPayment Form, long? Line = null) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class PayPledgeHandler
{
    /// <summary>Codes: access.unit, matching.line_unknown, matching.line_taken, those of <see cref="PledgePayments.Pay"/>.</summary>
    public static async Task<Outcome<PledgePaid>> Handle(PayPledge command, MoneyPledges pledges, PledgePayments payments, OpenLines lines, CancellationToken cancellation)
    {
        if (await pledges.Find(command.PledgeId, cancellation) is not { } pledge || pledge.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        if (command.Line is not { } id) return await payments.Pay(command.By, pledge, command.Key, command.Form, null, cancellation);
        var line = await WholeLines.Find(lines, command.UnitId, id, cancellation);
        return line.TryGet(out var money)
            ? await payments.Pay(command.By, pledge, command.Key, command.Form with { AmountVnd = money.Amount }, money, cancellation)
            : new(line.Refusals);
    }
}

public static class PaySponsorHandler
{
    /// <summary>Codes: access.unit, matching.line_unknown, matching.line_taken, those of <see cref="SharedPayments.Pay"/>.</summary>
    public static async Task<Outcome<PledgesPaid>> Handle(PaySponsor command, MoneyPledges pledges, SharedPayments payments, OpenLines lines, CancellationToken cancellation)
    {
        if (await pledges.Sponsor(command.SponsorId, cancellation) is not { } sponsor || sponsor.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        if (command.Line is not { } id) return await payments.Pay(command.By, sponsor, command.Key, command.Form, null, cancellation);
        var line = await WholeLines.Find(lines, command.UnitId, id, cancellation);
        return line.TryGet(out var money)
            ? await payments.Pay(command.By, sponsor, command.Key, command.Form with { AmountVnd = money.Amount }, money, cancellation)
            : new(line.Refusals);
    }
}

/// <summary>Lines in that a payment may take.</summary>
internal static class WholeLines
{
    public static async Task<Outcome<LineMoney>> Find(OpenLines lines, Guid unit, long id, CancellationToken cancellation) =>
        await lines.Find([id], cancellation) is not [var line] || line.UnitId != unit || line.Side != Core.Ledger.Side.Credit ? Refusal.NotFound("matching.line_unknown", "line")
        : new LineMoney(line.Id, line.Day, line.AmountVnd, line.Reference, line.Origin);
}
