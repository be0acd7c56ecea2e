namespace DayForThePoor.Core.Ledger;

/// <summary>Ids of requests that bring no key of their own: each thing is asked for at most once.</summary>
public static class RequestIds
{
    /// <summary>To take back a gift, a receipt or a move of cash. Also the owner of the reason that is sealed with it.</summary>
    public static Guid OfReversal(Guid original) => Ids.Of("reversal-request", original);

    /// <summary>To give a gift's goods their value. Also the owner of the basis that is sealed with it.</summary>
    public static Guid OfValuing(Guid donation) => Ids.Of("goods-valued", donation);
}
