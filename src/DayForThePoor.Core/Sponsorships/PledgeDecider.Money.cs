namespace DayForThePoor.Core.Sponsorships;

/// <summary>What the unit allows of gifts beside the instalments, in đồng.</summary>
/// <param name="YearlyVnd">For one person in a calendar year.</param>
/// <param name="ThisYearVnd">What the person got so in the year of the gift.</param>
public sealed record ExtraLimits(long LeastVnd, long MostVnd, long YearlyVnd, long ThisYearVnd);

public static partial class PledgeDecider
{
    /// <summary>
    /// Money through the fund. Instalments are paid in the order in which they fall due: whole ones, or a part of the oldest.
    /// What is more than whole instalments is not spread by guess but waits for a person; so does everything for a pledge that
    /// is flagged or over. An extra gift within its limits is one; beyond them it waits too.
    /// </summary>
    /// <param name="step">Its texts are of the receipt.</param>
    /// <param name="on">Day on which the money came.</param>
    /// <param name="occasion">One of <see cref="Occasions"/> for an extra gift; null for instalments.</param>
    /// <param name="limits">For an extra gift.</param>
    /// <returns>An activation first, where it is the first money.</returns>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Receive(
        PledgeState pledge, PledgeStep step, Guid gift, long amountVnd, DateOnly on, string? occasion = null, ExtraLimits? limits = null)
    {
        if (pledge.Terms.Channel != PledgeChannels.Fund) return Refusal.Conflict("pledge.not_through_fund");
        if (amountVnd is < LeastVnd or > MostVnd) return Refusal.Invalid("pledge.amount", "amountVnd", Text(LeastVnd), Text(MostVnd));
        if (occasion is not null && !Occasions.All.Contains(occasion)) return Refusal.Invalid("pledge.occasion", "occasion");
        if (pledge.Receipts.ContainsKey(gift)) return Refusal.Conflict("pledge.gift_known");
        if (WhyNotTake(pledge, on) is { } no) return no;

        var waits = pledge.Flagged is not null || (pledge.State == PledgeStates.Ended && on > pledge.EndedOn);
        IReadOnlyList<PaymentPart> parts = waits ? [new(PartKinds.Undecided, amountVnd)]
            : occasion is not null ? [Extra(amountVnd, occasion, limits)]
            : Spread(pledge, amountVnd);
        var received = new PledgeReceived(step.StepId, pledge.Id, gift, on, amountVnd, parts, step.Texts, step.By);
        return pledge.State == PledgeStates.Held ? Did(Activated(pledge, step, on, gift), received) : Did(received);
    }

    /// <summary>
    /// A person says what the undecided part of a gift is for. What was decided before stays; what is not named now goes on waiting.
    /// </summary>
    /// <param name="decided">Instalments by their number, or an extra gift with its occasion; together at most what waits.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> DecideReceipt(PledgeState pledge, PledgeStep step, Guid gift, IReadOnlyList<PaymentPart> decided)
    {
        if (!pledge.Receipts.TryGetValue(gift, out var receipt)) return Refusal.NotFound("pledge.gift_unknown", "gift");
        if (receipt.UndecidedVnd == 0) return Refusal.Conflict("pledge.nothing_undecided");
        if (decided.Count == 0) return Refusal.Invalid("pledge.parts_missing", "parts");
        List<Refusal> no = [];
        foreach (var (part, i) in decided.Select((part, i) => (part, i)))
            if (WhyNotPart(pledge, part, decided.Where(p => p.Seq is not null && p.Seq == part.Seq).Sum(p => p.AmountVnd)) is { } wrong) no.Add(wrong with { Field = $"parts[{i}].{wrong.Field}" });
        if (no.Count > 0) return no;
        var left = checked(receipt.UndecidedVnd - decided.Sum(p => p.AmountVnd));
        if (left < 0) return Refusal.Invalid("pledge.parts_too_much", "parts", Text(receipt.UndecidedVnd));

        var parts = receipt.Parts.Where(p => p.Kind != PartKinds.Undecided).Concat(decided)
            .GroupBy(p => (p.Kind, p.Seq, p.Occasion)).Select(same => same.First() with { AmountVnd = same.Sum(p => p.AmountVnd) });
        if (left > 0) parts = parts.Append(new(PartKinds.Undecided, left));
        return Did(new PledgeReceiptDecided(step.StepId, pledge.Id, gift, [.. parts], step.Texts, step.By));
    }

    private static Refusal? WhyNotPart(PledgeState pledge, PaymentPart part, long ofInstalmentVnd)
    {
        if (part.AmountVnd <= 0) return Refusal.Invalid("pledge.part_amount", "amountVnd");
        switch (part.Kind)
        {
            case PartKinds.Instalment:
                var instalment = pledge.Instalments.FirstOrDefault(i => i.Planned.Seq == part.Seq);
                return instalment is null or { Dropped: true } ? Refusal.Invalid("pledge.part_seq", "seq")
                    : ofInstalmentVnd > instalment.LeftVnd ? Refusal.Invalid("pledge.part_above", "amountVnd", Text(instalment.LeftVnd))
                    : null;
            case PartKinds.Extra:
                return part.Seq is null && Occasions.All.Contains(part.Occasion) ? null : Refusal.Invalid("pledge.occasion", "occasion");
            default:
                return Refusal.Invalid("pledge.part_kind", "kind");
        }
    }

    /// <summary>The gift is reversed in the ledger.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> TakeBackReceipt(PledgeState pledge, PledgeStep step, Guid gift) =>
        pledge.Receipts.ContainsKey(gift)
            ? Did(new PledgeReceiptTakenBack(step.StepId, pledge.Id, gift, step.Texts, step.By))
            : Refusal.NotFound("pledge.gift_unknown", "gift");

    /// <summary>Money or goods handed over directly, as a paper proves: oldest instalments first.</summary>
    /// <param name="amountVnd">Đồng; 0 for goods.</param>
    /// <param name="quantity">Of goods; 0 for money.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Deliver(
        PledgeState pledge, PledgeStep step, Guid delivery, DateOnly on, string paperHash, long amountVnd, decimal quantity)
    {
        List<DeliveredPart> parts = [];
        var (vnd, goods) = (amountVnd, quantity);
        foreach (var open in pledge.Open)
        {
            var part = new DeliveredPart(open.Planned.Seq, Math.Min(vnd, open.LeftVnd), open.Planned.Quantity is null ? null : Math.Min(goods, open.LeftQuantity));
            if (part.AmountVnd == 0 && (part.Quantity ?? 0) == 0) break;
            parts.Add(part);
            (vnd, goods) = (vnd - part.AmountVnd, goods - (part.Quantity ?? 0));
        }
        return vnd != 0 || goods != 0 ? Refusal.Invalid("pledge.delivered_too_much", quantity != 0 ? "quantity" : "amountVnd") : Deliver(pledge, step, delivery, on, paperHash, parts);
    }

    /// <summary>Money or goods handed over directly for named instalments.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Deliver(
        PledgeState pledge, PledgeStep step, Guid delivery, DateOnly on, string paperHash, IReadOnlyList<DeliveredPart> parts)
    {
        if (pledge.Terms.Channel == PledgeChannels.Fund) return Refusal.Conflict("pledge.not_direct");
        if (pledge.Deliveries.ContainsKey(delivery)) return Refusal.Conflict("pledge.delivery_known");
        if (WhyNotTake(pledge, on) is { } no) return no;
        if (pledge.FlaggedOn <= on) return Refusal.Conflict("pledge.flagged");
        if (parts.Count == 0) return Refusal.Invalid("pledge.parts_missing", "parts");
        foreach (var part in parts)
        {
            var open = pledge.Instalments.FirstOrDefault(i => i.Planned.Seq == part.Seq);
            if (open is null or { Dropped: true }) return Refusal.Invalid("pledge.part_seq", "seq");
            if (part.AmountVnd < 0 || part.Quantity < 0 || (part.AmountVnd == 0 && (part.Quantity ?? 0) == 0)) return Refusal.Invalid("pledge.part_amount", "parts");
            if (parts.Count(p => p.Seq == part.Seq) > 1 || part.AmountVnd > open.LeftVnd || (part.Quantity ?? 0) > open.LeftQuantity) return Refusal.Invalid("pledge.delivered_too_much", "parts");
        }
        var delivered = new PledgeDelivered(step.StepId, pledge.Id, delivery, on, paperHash, parts, step.Texts, step.By);
        return pledge.State == PledgeStates.Held ? Did(Activated(pledge, step, on, delivery), delivered) : Did(delivered);
    }

    public static Outcome<IReadOnlyList<IPledgeEvent>> TakeBackDelivery(PledgeState pledge, PledgeStep step, Guid delivery) =>
        pledge.Deliveries.ContainsKey(delivery)
            ? Did(new PledgeDeliveryTakenBack(step.StepId, pledge.Id, delivery, step.Texts, step.By))
            : Refusal.NotFound("pledge.delivery_unknown", "delivery");

    /// <summary>Whether the pledge takes anything at all that came on a day.</summary>
    private static Refusal? WhyNotTake(PledgeState pledge, DateOnly on) => pledge.State switch
    {
        PledgeStates.Offered => Refusal.Conflict(pledge.HoldRanOut ? "pledge.hold_expired" : "pledge.not_held"),
        PledgeStates.Held when on > pledge.HeldUntil => Refusal.Conflict("pledge.hold_expired"),
        PledgeStates.Ended when on > pledge.GraceUntil => Refusal.Conflict("pledge.ended", null, Day(pledge.EndedOn!.Value)),
        _ => null,
    };

    private static PledgeActivated Activated(PledgeState pledge, PledgeStep step, DateOnly on, Guid cause)
    {
        var beside = step.Beside("pledge_activated");
        return new(beside.StepId, pledge.Id, on, cause, beside.Texts, beside.By);
    }

    private static PaymentPart Extra(long amountVnd, string occasion, ExtraLimits? limits) =>
        limits is not null && amountVnd >= limits.LeastVnd && amountVnd <= limits.MostVnd && amountVnd <= limits.YearlyVnd - limits.ThisYearVnd
            ? new(PartKinds.Extra, amountVnd, null, occasion)
            : new(PartKinds.Undecided, amountVnd, null, occasion);

    private static List<PaymentPart> Spread(PledgeState pledge, long amountVnd)
    {
        List<PaymentPart> parts = [];
        var left = amountVnd;
        foreach (var open in pledge.Open)
        {
            if (left < open.LeftVnd) break;
            parts.Add(new(PartKinds.Instalment, open.LeftVnd, open.Planned.Seq));
            left -= open.LeftVnd;
            if (left == 0) return parts;
        }
        var oldest = parts.Count == 0 ? pledge.Open.FirstOrDefault() : null;
        parts.Add(oldest is null ? new(PartKinds.Undecided, left) : new(PartKinds.Instalment, left, oldest.Planned.Seq));
        return parts;
    }
}
