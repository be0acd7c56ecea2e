namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>
/// What was promised, received and handed over of one pledge or of many, in đồng, with every difference under its name:
/// promised = received − ahead − undecided + not received; received = delivered + undecided + not delivered.
/// </summary>
/// <param name="PromisedVnd">Instalments that have fallen due and were not dropped.</param>
/// <param name="ReceivedVnd">Gifts through the fund that stand, whatever they are for; of the other channels what was handed over.</param>
/// <param name="DeliveredVnd">Paid out by list and collected, or handed over directly.</param>
/// <param name="NotReceivedVnd">Of the instalments that have fallen due.</param>
/// <param name="UndecidedVnd">Received; a person has to say what it is for.</param>
/// <param name="LatePledges">Pledges with an instalment that is late by the unit's setting.</param>
/// <param name="LateSince">Due day of the oldest of those; null: none is late.</param>
/// <param name="GoodsDue">Instalments of goods that have fallen due.</param>
/// <param name="GoodsDelivered">Of these, handed over whole.</param>
/// <param name="SubstitutedVnd">Handed over from the general fund while nobody sponsored; of cases and units only, in none of the three.</param>
public sealed record ThreeNumbers(
    long PromisedVnd, long ReceivedVnd, long DeliveredVnd, long NotReceivedVnd, long UndecidedVnd, int LatePledges, DateOnly? LateSince, int GoodsDue, int GoodsDelivered,
    long SubstitutedVnd = 0)
{
    public static readonly ThreeNumbers None = new(0, 0, 0, 0, 0, 0, null, 0, 0);

    /// <summary>Whether there is more to tell than goods.</summary>
    public bool HasMoney => PromisedVnd + ReceivedVnd + DeliveredVnd + SubstitutedVnd > 0 || GoodsDue == 0;

    /// <summary>Received, and known what for, but not yet handed over.</summary>
    public long NotDeliveredVnd => Math.Max(0, ReceivedVnd - UndecidedVnd - DeliveredVnd);

    /// <summary>Received before it fell due, or beside the instalments.</summary>
    public long AheadVnd => Math.Max(0, ReceivedVnd - UndecidedVnd - (PromisedVnd - NotReceivedVnd));

    public ThreeNumbers Plus(ThreeNumbers other) => checked(new(
        PromisedVnd + other.PromisedVnd, ReceivedVnd + other.ReceivedVnd, DeliveredVnd + other.DeliveredVnd, NotReceivedVnd + other.NotReceivedVnd, UndecidedVnd + other.UndecidedVnd,
        LatePledges + other.LatePledges, LateSince is { } mine && (other.LateSince is not { } theirs || mine < theirs) ? mine : other.LateSince,
        GoodsDue + other.GoodsDue, GoodsDelivered + other.GoodsDelivered, SubstitutedVnd + other.SubstitutedVnd));
}
