using System.Text.Json.Serialization;
using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>Something that happened to a pledge (cam kết đỡ đầu); every event of its stream, whose id is the pledge's.</summary>
public interface IPledgeEvent : ICarriesTexts
{
    /// <summary>The event's own id, and the owner of the texts sealed with it.</summary>
    Guid StepId { get; }

    Guid PledgeId { get; }

    /// <summary>Opaque id of the person; of the daily run the system's.</summary>
    Guid By { get; }
}

/// <summary>A sponsor offered. Starts the stream. Texts: note.</summary>
/// <param name="Instalments">As far as planned: to the end, or the first two years of a long pledge; see <see cref="PledgeScheduleExtended"/>.</param>
/// <param name="FundId">Of the channel through the fund.</param>
/// <param name="BeneficiaryId">Null: whoever needs it most; the officer assigns later.</param>
/// <param name="PredecessorId">The pledge whose slot it takes over.</param>
public sealed record PledgeOffered(
    Guid StepId, Guid PledgeId, Guid UnitId, Guid SponsorId, PledgeTerms Terms, IReadOnlyList<Instalment> Instalments, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? BeneficiaryId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? SlotId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? FundId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? PredecessorId = null) : IPledgeEvent;

/// <summary>Giữ chỗ: the slot's room is kept to the end of a day.</summary>
public sealed record PledgeHeld(Guid StepId, Guid PledgeId, DateOnly Until, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <param name="Extension">1, 2, …; limited by the unit's setting.</param>
public sealed record PledgeHoldExtended(Guid StepId, Guid PledgeId, DateOnly Until, int Extension, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Nothing came in time: the room is free again, the pledge only offered.</summary>
public sealed record PledgeHoldExpired(Guid StepId, Guid PledgeId, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>First payment or hand-over.</summary>
/// <param name="CauseId">The gift or the delivery.</param>
public sealed record PledgeActivated(Guid StepId, Guid PledgeId, DateOnly On, Guid CauseId, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Nothing falls due from this day on. Texts: reason.</summary>
public sealed record PledgePaused(Guid StepId, Guid PledgeId, DateOnly From, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <param name="Skipped">Instalments that fell into the pause and are not promised any more; none of them had been paid.</param>
public sealed record PledgeResumed(Guid StepId, Guid PledgeId, DateOnly On, IReadOnlyList<int> Skipped, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Further instalments of a long or renewed pledge were planned.</summary>
/// <param name="EndsOn">The new end, when it was renewed.</param>
public sealed record PledgeScheduleExtended(
    Guid StepId, Guid PledgeId, IReadOnlyList<Instalment> Instalments, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? EndsOn = null) : IPledgeEvent;

/// <summary>Money came in through the fund; written with the gift in one transaction.</summary>
/// <param name="Parts">Together the gift's amount.</param>
public sealed record PledgeReceived(
    Guid StepId, Guid PledgeId, Guid GiftId, DateOnly On, long AmountVnd, IReadOnlyList<PaymentPart> Parts, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>A person said what the undecided part of a payment is for. Texts: reason.</summary>
/// <param name="Parts">All parts of the gift from now on, together its amount.</param>
public sealed record PledgeReceiptDecided(
    Guid StepId, Guid PledgeId, Guid GiftId, IReadOnlyList<PaymentPart> Parts, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>The gift was taken back; written with its reversal in one transaction.</summary>
public sealed record PledgeReceiptTakenBack(Guid StepId, Guid PledgeId, Guid GiftId, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Money or goods were handed over directly, as a paper proves. Never posted. Texts: note.</summary>
/// <param name="DeliveryId">In <c>sponsorships.delivery_paper</c>; one paper may prove the hand-over of many pledges.</param>
/// <param name="PaperHash">SHA-256 of signed list, slip or photo, lower-case hex.</param>
public sealed record PledgeDelivered(
    Guid StepId, Guid PledgeId, Guid DeliveryId, DateOnly On, string PaperHash, IReadOnlyList<DeliveredPart> Parts, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>It was recorded wrongly. Texts: reason.</summary>
public sealed record PledgeDeliveryTakenBack(Guid StepId, Guid PledgeId, Guid DeliveryId, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Something changed in the life of the person: nothing is paid out for the pledge until somebody has decided.</summary>
/// <param name="Reason">One of <see cref="LifeChanges"/>.</param>
public sealed record PledgeFlagged(Guid StepId, Guid PledgeId, string Reason, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>Somebody decided that the pledge goes on as it is. Texts: reason.</summary>
public sealed record PledgeCleared(Guid StepId, Guid PledgeId, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>The pledge now helps another person (or, offered for whoever needs it most, its first). What it holds goes with it. Texts: reason.</summary>
public sealed record PledgeReassigned(
    Guid StepId, Guid PledgeId, Guid BeneficiaryId, Guid SlotId, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;

/// <summary>The end. Instalments that fall due after this day are not promised any more. Texts: reason.</summary>
/// <param name="ReasonCode">One of <see cref="PledgeEndReasons"/>.</param>
/// <param name="GraceUntil">Last day on which money for it is still taken.</param>
/// <param name="SuccessorId">The pledge that took over its slot.</param>
public sealed record PledgeEnded(
    Guid StepId, Guid PledgeId, DateOnly On, string ReasonCode, DateOnly GraceUntil, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? SuccessorId = null) : IPledgeEvent;

/// <summary>A note was written anew; nothing else changes by it. Texts: note.</summary>
public sealed record PledgeNoted(Guid StepId, Guid PledgeId, IReadOnlyDictionary<string, string> Texts, Guid By) : IPledgeEvent;
