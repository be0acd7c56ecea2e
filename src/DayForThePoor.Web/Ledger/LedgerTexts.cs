namespace DayForThePoor.Web.Ledger;

/// <summary>Marks the texts of books, vouchers and the ledger's verbs: <c>LedgerTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class LedgerTexts;
