namespace DayForThePoor.Web.Payments;

/// <summary>Marks the texts about payments.</summary>
public sealed class PaymentTexts;
