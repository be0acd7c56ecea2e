using System.Text.Json.Serialization;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Payments;

/// <summary>An order to pay was prepared: nothing is posted yet. Starts the payment's own stream.</summary>
/// <param name="AmountVnd">Sum of the lines in đồng.</param>
/// <param name="LineHash">SHA-256 over the lines as <see cref="PaymentLines"/> writes them; the lines themselves are rows.</param>
/// <param name="Signatures">How many different people other than the author have to approve.</param>
/// <param name="Papers">SHA-256 of each attached file, in hex.</param>
/// <param name="Texts">Field → commitment of its text: payee, narration, decision.</param>
/// <param name="DocumentDate">The date that the voucher shall bear; null: the day of the last approval.</param>
public sealed record PaymentPrepared(
    Guid PaymentId,
    Guid UnitId,
    Guid FundId,
    string Kind,
    string Channel,
    string PayeeKind,
    long AmountVnd,
    int LineCount,
    string LineHash,
    int Signatures,
    IReadOnlyList<string> Papers,
    IReadOnlyDictionary<string, string> Texts,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AccountId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? DocumentDate = null) : ICarriesTexts;

/// <summary>One of the signatures that an order needs.</summary>
public sealed record PaymentApproved(Guid PaymentId, Guid By);

/// <summary>The last signature was given: the voucher has its number and is posted.</summary>
/// <param name="By">Who gave the last signature.</param>
/// <param name="SliceHash">SHA-256 over which gifts paid it; null where no gifts are told apart.</param>
public sealed record PaymentMade(
    Guid PaymentId,
    DateOnly DocumentDate,
    IReadOnlyList<JournalEntry> Entries,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SliceHash = null) : ICarriesEntries;

/// <summary>An order ended before it was posted: taken back by its author's side or sent back by an approver.</summary>
public sealed record PaymentCancelled(Guid PaymentId, bool SentBack, IReadOnlyDictionary<string, string> Texts, Guid By) : ICarriesTexts;

/// <summary>The treasurer handed the money out, or saw it leave the bank. Moves nothing in the books.</summary>
public sealed record PaymentPaidOut(Guid PaymentId, Guid By);

/// <param name="Line">1, 2, … on the list.</param>
/// <param name="How">One of <see cref="CollectedBy"/>.</param>
public sealed record CollectedLine(int Line, string How);

/// <summary>People of the list got their money, or a mark made by mistake was taken away.</summary>
/// <param name="Step">Version of the payment's stream that this event makes; owner of its texts, see <see cref="PaymentIds.OfCollecting"/>.</param>
/// <param name="Texts"><c>collector_name_n</c>, <c>collector_relation_n</c> of line n → commitment.</param>
public sealed record PaymentLinesCollected(
    Guid PaymentId, int Step, IReadOnlyList<CollectedLine> Lines, IReadOnlyDictionary<string, string> Texts, Guid By) : ICarriesTexts;

/// <summary>What nobody collected went back into the fund. Its own stream, because the bank's line may have to prove it.</summary>
/// <param name="Part">1, 2, … among the returns of the payment.</param>
/// <param name="Lines">Numbers of the lines, whole each.</param>
public sealed record PaymentReturned(
    Guid ReturnId,
    Guid PaymentId,
    int Part,
    long AmountVnd,
    IReadOnlyList<int> Lines,
    DateOnly DocumentDate,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SliceHash = null) : ICarriesEntries, ICarriesTexts;

/// <summary>A posted payment that was not handed out was taken back, whole and once; its number stays.</summary>
public sealed record PaymentVoided(Guid PaymentId, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<JournalEntry> Entries, Guid By) : ICarriesEntries, ICarriesTexts;

/// <summary>Ids that follow from a payment's own.</summary>
public static class PaymentIds
{
    /// <summary>Request of the last approval, which posts.</summary>
    public static Guid OfMaking(Guid payment) => Ids.Of("payment-made", payment);

    /// <summary>Owner of the reason for which an order ended unposted.</summary>
    public static Guid OfCancelling(Guid payment) => Ids.Of("payment-cancelled", payment);

    public static Guid OfCollecting(Guid payment, int step) => Ids.Of("payment-collected", payment, $"{step}");

    public static Guid OfReturn(Guid payment, int part) => Ids.Of("payment-returned", payment, $"{part}");
}
