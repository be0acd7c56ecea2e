using DayForThePoor.Core.Money;

namespace DayForThePoor.Core.Grants.Houses;

/// <summary>A part of the fund's money for a house.</summary>
/// <param name="Amount">Đồng, above 0.</param>
/// <param name="Decision">Number of the decision, "12/QĐ-BVĐ".</param>
public sealed record Instalment(long Amount, string Decision, DateOnly DecidedOn);

/// <summary>What may be paid for a house: the first instalment when work begins, the second once the house is accepted.</summary>
/// <param name="Second">Null only for a repair that is paid at once.</param>
public sealed record Instalments(Instalment First, Instalment? Second)
{
    /// <summary>Đồng.</summary>
    public long Sum => checked(First.Amount + (Second?.Amount ?? 0));

    /// <summary>Why these instalments cannot stand. Codes: house.over_approved, house.second_missing.</summary>
    /// <param name="approved">What the fund gives, in đồng.</param>
    public IEnumerable<Refusal> WhyNot(string kind, long approved)
    {
        if (First.Amount > approved || Second?.Amount > approved || Sum > approved)
            yield return Refusal.Conflict("house.over_approved", Second is null ? "firstAmount" : "secondAmount", MoneyText.Format(new Vnd(approved)));
        if (kind == HouseKinds.New && Second is null) yield return Refusal.Invalid("house.second_missing", "secondAmount");
    }

    /// <summary>Đồng that may have been paid in all while the house is in this state.</summary>
    public long PayableIn(string state) => state switch
    {
        HouseStates.Surveyed => 0,
        _ when HouseStates.IsAccepted(state) => Sum,
        _ => First.Amount,
    };

    /// <summary>
    /// Why <paramref name="amount"/> cannot be paid now. Codes: house.not_undertaken, house.not_accepted, house.over_instalments.
    /// </summary>
    /// <param name="paid">Đồng paid before.</param>
    public Refusal? WhyNotPay(string state, long paid, long amount)
    {
        var (payable, all) = (PayableIn(state), checked(paid + amount));
        if (all <= payable) return null;
        var left = MoneyText.Format(new Vnd(Math.Max(0, payable - paid)));
        return state == HouseStates.Surveyed ? Refusal.Conflict("house.not_undertaken")
            : all > Sum ? Refusal.Conflict("house.over_instalments", "amountVnd", left)
            : Refusal.Conflict("house.not_accepted", "amountVnd", left);
    }
}
