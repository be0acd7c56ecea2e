using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>Money of a gift on its way to its pledge.</summary>
/// <param name="On">Document date of the gift.</param>
/// <param name="Occasion">Of a gift beside the instalments; null: for the instalments.</param>
/// <param name="Note">For whoever keeps the pledge; sealed with its step.</param>
public sealed record PledgedMoney(Guid Pledge, Guid Gift, DateOnly On, long AmountVnd, string? Occasion = null, string? Note = null);

/// <summary>A gift that leaves its pledge, be it voided or made out again.</summary>
/// <param name="Successor">The gift that stands in its place.</param>
public sealed record PledgedEnd(Guid Pledge, Guid Gift, PledgedMoney? Successor = null);

/// <summary>What pledges write about gifts, in the transaction of the gifts.</summary>
public sealed record PledgedSteps(IReadOnlyList<StreamAppend> Streams, IReadOnlyList<SealedText> Texts)
{
    public static readonly PledgedSteps None = new([], []);
}

/// <summary>
/// Whoever keeps pledges (cam kết đỡ đầu): says who gives and what for, and what a pledge makes of the money. Asked inside the
/// posting transaction, after the rows of funds, so that gift and pledge are written together or not at all.
/// </summary>
public interface IPledgedGifts
{
    /// <summary>The form with giver and purpose of the pledge.</summary>
    /// <param name="form">Names a pledge.</param>
    /// <returns>Refused as in another unit (access.unit) when the pledge is not of this one.</returns>
    Task<Outcome<GiftForm>> Complete(Guid unit, GiftForm form, CancellationToken cancellation);

    /// <summary>The one pledge of the unit that somebody means by a transfer code, the code of a case or the name of a sponsor.</summary>
    Task<Outcome<Guid>> Find(Guid unit, string typed, CancellationToken cancellation);

    /// <summary>Locks the pledges, in the order of their ids, and lets each take its money; one refusal refuses all.</summary>
    Task<Outcome<PledgedSteps>> Receive(NpgsqlConnection connection, Guid unit, IReadOnlyList<PledgedMoney> money, Guid by, CancellationToken cancellation);

    /// <summary>Locks the pledges and takes the money of a gift back; what stands in its place is received at once.</summary>
    Task<Outcome<PledgedSteps>> TakeBack(NpgsqlConnection connection, Guid unit, PledgedEnd end, Guid by, CancellationToken cancellation);
}
