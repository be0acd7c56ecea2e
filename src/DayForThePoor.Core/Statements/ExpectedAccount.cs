namespace DayForThePoor.Core.Statements;

/// <summary>The bank account that a file is said to belong to; what stands above the file's header must not contradict it.</summary>
/// <param name="Id">Part of every fingerprint.</param>
/// <param name="Number">Account number as the bank writes it; spaces and dots do not matter.</param>
/// <param name="Bin">The bank's 6-digit NAPAS number; null for an account at the State Treasury (Kho bạc Nhà nước).</param>
/// <param name="TakesMessages">Whether the unit has switched on MT940 and camt.053.</param>
public sealed record ExpectedAccount(Guid Id, string Number, string? Bin, bool TakesMessages = false);
