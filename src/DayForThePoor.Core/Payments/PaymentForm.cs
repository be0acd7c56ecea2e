using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Payments;

/// <summary>An order to pay as somebody asks for it.</summary>
/// <param name="Fund">"20641-VNN".</param>
/// <param name="Channel">One of <see cref="PaymentChannels"/>.</param>
/// <param name="Account">Code of the bank account, when by bank.</param>
/// <param name="PayeeName">Who takes the money; on a list everyone takes their own.</param>
/// <param name="CollectorName">Who takes it in the payee's place.</param>
/// <param name="CollectorRelation">What the collector is to the payee: con, Trưởng thôn, …</param>
/// <param name="Narration">Nội dung chi.</param>
/// <param name="Decision">Number of the decision; required of running costs.</param>
/// <param name="DocumentDate">Ngày chứng từ; the day of the last approval when null.</param>
/// <param name="Papers">Attached files, stored before.</param>
/// <param name="Sources">Which gifts pay, when not the oldest first; sums up to the payment.</param>
/// <param name="Advance">The advance that the order settles, when its money comes from one.</param>
/// <param name="DueOn">Of an advance: the last day to settle it.</param>
public sealed record PaymentForm(
    string Fund,
    string Channel,
    IReadOnlyList<PaymentLineForm> Lines,
    string Kind = PaymentKinds.Support,
    string PayeeKind = PayeeKinds.Person,
    string? Account = null,
    string? PayeeName = null,
    string? PayeeAddress = null,
    string? CollectorName = null,
    string? CollectorRelation = null,
    string? Narration = null,
    string? Decision = null,
    DateOnly? DocumentDate = null,
    IReadOnlyList<PaperForm>? Papers = null,
    IReadOnlyList<SourceForm>? Sources = null,
    Guid? Advance = null,
    DateOnly? DueOn = null);

/// <summary>What a line pays: of support exactly one of grant, pledge and slot.</summary>
/// <param name="Grant">The approved grant that is paid, whole or in part.</param>
/// <param name="AmountVnd">Whole đồng above 0.</param>
/// <param name="Pledge">The pledge whose money is handed on to the person whom it sponsors.</param>
/// <param name="Slot">The slot that nobody fills: the general fund pays in a sponsor's place.</param>
public sealed record PaymentLineForm(
    Guid? Grant,
    long AmountVnd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Pledge = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Slot = null);

/// <param name="Sha256">Of the stored file, in hex.</param>
public sealed record PaperForm(string Sha256, string Name);

/// <param name="Source">Id of the gift, receipt or bank day.</param>
public sealed record SourceForm(Guid Source, long AmountVnd);
