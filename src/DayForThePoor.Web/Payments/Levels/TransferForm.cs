namespace DayForThePoor.Web.Payments.Levels;

/// <summary>One household of an addressed allocation.</summary>
/// <param name="HouseholdCode">Of the official list of the receiving commune.</param>
/// <param name="AmountVnd">Đồng, above 0.</param>
public sealed record TransferLineForm(string? HouseholdCode, long AmountVnd);

/// <summary>Money to another level, or from one outside the system.</summary>
/// <param name="Fund">Code of the own fund, "20641-VNN".</param>
/// <param name="Kind">paid_up, allocation or return.</param>
/// <param name="Channel">cash or transfer.</param>
/// <param name="AmountVnd">Whole đồng.</param>
/// <param name="Narration">Required.</param>
/// <param name="Account">Own bank account, of a transfer.</param>
/// <param name="OtherFund">Code of the other side's fund when its books are here.</param>
/// <param name="OtherAccount">Its bank account, of a transfer.</param>
/// <param name="OtherName">Name of the other side when it keeps no books here.</param>
/// <param name="Incoming">The money comes; only from outside, since an inside sender announces it itself.</param>
/// <param name="DecisionNumber">Required of an allocation, with <paramref name="DecisionDate"/>.</param>
/// <param name="Paper">SHA-256 of the scan in hex, kept before.</param>
/// <param name="Programme">What an addressed allocation is for.</param>
/// <param name="Lines">Whom it names; their sum is the amount.</param>
/// <param name="AllocationId">Of a return: the allocation whose rest goes back; the other side follows from it.</param>
public sealed record TransferForm(
    string Fund, string Kind, string Channel, long AmountVnd, string? Narration, string? Account = null, string? OtherFund = null, string? OtherAccount = null,
    string? OtherName = null, bool Incoming = false, string? DecisionNumber = null, DateOnly? DecisionDate = null, string? Paper = null, string? Programme = null,
    IReadOnlyList<TransferLineForm>? Lines = null, Guid? AllocationId = null, DateOnly? DocumentDate = null);

/// <summary>What became of a step.</summary>
/// <param name="State">One of <see cref="Core.Payments.Levels.TransferStates"/>.</param>
/// <param name="Vouchers">That the step posted, the own first; "PC-VNN-2026-000004".</param>
public sealed record TransferStep(Guid Id, string State, IReadOnlyList<string> Vouchers, bool AlreadyKnown = false);
