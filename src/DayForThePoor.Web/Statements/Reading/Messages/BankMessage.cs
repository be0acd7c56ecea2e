namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>One statement as a bank sends it to a program: opening balance, lines, closing balance.</summary>
/// <param name="Account">Digits of the account; the bank's own code in front of it left out.</param>
/// <param name="Number">Sorts the statements of one day: number and part.</param>
/// <param name="Opening">Đồng; null where the bank leaves it out.</param>
/// <param name="Closing">Đồng; null where the bank leaves it out.</param>
internal sealed record BankMessage(
    string Account, DateOnly Day, (int Statement, int Part) Number, long? Opening, long? Closing, IReadOnlyList<MessageLine> Lines);

/// <param name="Day">The day on which the bank booked.</param>
/// <param name="Movement">Đồng; plus is money in.</param>
internal readonly record struct MessageLine(DateOnly Day, string Reference, long Movement, string Memo, string Counterparty);
