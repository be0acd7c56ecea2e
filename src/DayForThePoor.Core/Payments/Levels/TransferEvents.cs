using System.Text.Json.Serialization;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Payments.Levels;

/// <summary>Money between levels left one end, or was announced to the other; each inside end has an event in a stream of its own.</summary>
/// <param name="End"><see cref="TransferEnds"/>: whose book the entry is in.</param>
/// <param name="Kind">One of <see cref="TransferKinds"/>.</param>
/// <param name="FactsHash">SHA-256 in hex over what was prepared: sides, amount, decision, list.</param>
/// <param name="AllocationId">Of a return: the allocation it belongs to.</param>
public sealed record UnitTransferSent(
    Guid TransferId, string End, string Kind, string Channel, long AmountVnd, string FactsHash, IReadOnlyList<JournalEntry> Entries, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AllocationId = null) : ICarriesEntries;

/// <summary>The receiver has it; or, where one side is outside, its paper and the bank say so.</summary>
/// <param name="PaperHash">SHA-256 in hex over number, date and scan of what the other side wrote.</param>
public sealed record UnitTransferConfirmed(Guid TransferId, string End, string PaperHash, IReadOnlyList<JournalEntry> Entries, Guid By) : ICarriesEntries;

/// <summary>It was refused or withdrawn before anybody confirmed it; the entries take back those of the sending.</summary>
/// <param name="Reason"><see cref="TransferStates.Refused"/> or <see cref="TransferStates.Withdrawn"/>.</param>
/// <param name="PaperHash">SHA-256 in hex over the reason in words.</param>
public sealed record UnitTransferEnded(Guid TransferId, string End, string Reason, string PaperHash, IReadOnlyList<JournalEntry> Entries, Guid By) : ICarriesEntries;

/// <summary>Quyết toán: of an allocation, received = spent + returned.</summary>
/// <param name="PaperHash">SHA-256 in hex over the papers that were handed in, in words.</param>
public sealed record UnitTransferSettled(Guid TransferId, long ReceivedVnd, long SpentVnd, long ReturnedVnd, string PaperHash, Guid By);
