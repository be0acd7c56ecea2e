namespace DayForThePoor.Core.Sponsorships;

/// <summary>An instalment with what came in and was handed over for it.</summary>
/// <param name="ReceivedVnd">Đồng through the fund.</param>
/// <param name="DeliveredVnd">Đồng handed over directly.</param>
/// <param name="Dropped">Skipped by a pause or after the end: not promised.</param>
public sealed record InstalmentState(Instalment Planned, long ReceivedVnd = 0, long DeliveredVnd = 0, decimal DeliveredQuantity = 0, bool Dropped = false)
{
    /// <summary>Đồng that are still open.</summary>
    public long LeftVnd => Math.Max(0, Planned.AmountVnd - ReceivedVnd - DeliveredVnd);

    /// <summary>Goods that are still open.</summary>
    public decimal LeftQuantity => Math.Max(0, (Planned.Quantity ?? 0) - DeliveredQuantity);

    public bool IsOpen => !Dropped && (LeftVnd > 0 || LeftQuantity > 0);

    /// <summary>Nothing came for it yet.</summary>
    public bool IsUntouched => ReceivedVnd == 0 && DeliveredVnd == 0 && DeliveredQuantity == 0;
}

/// <summary>A gift for the pledge and what its parts are for.</summary>
public sealed record ReceiptState(DateOnly On, long AmountVnd, IReadOnlyList<PaymentPart> Parts)
{
    public long UndecidedVnd => Parts.Where(p => p.Kind == PartKinds.Undecided).Sum(p => p.AmountVnd);
}

/// <summary>A direct hand-over.</summary>
public sealed record DeliveryState(DateOnly On, IReadOnlyList<DeliveredPart> Parts);

/// <summary>A pledge as its events tell it: all that a decision asks for.</summary>
/// <param name="State">One of <see cref="PledgeStates"/>.</param>
/// <param name="Version">Events so far.</param>
public sealed record PledgeState(Guid Id, Guid UnitId, Guid SponsorId, PledgeTerms Terms, string State, IReadOnlyList<InstalmentState> Instalments, int Version)
{
    public Guid? BeneficiaryId { get; init; }

    public Guid? SlotId { get; init; }

    public Guid? FundId { get; init; }

    public Guid? PredecessorId { get; init; }

    public Guid? SuccessorId { get; init; }

    /// <summary>Last day on which something can fall due; moved by a renewal.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Last day of the hold, while it is held.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>Of the hold that runs.</summary>
    public int Extensions { get; init; }

    /// <summary>A hold ran out and none runs.</summary>
    public bool HoldRanOut { get; init; }

    public DateOnly? ActivatedOn { get; init; }

    /// <summary>While it is paused.</summary>
    public DateOnly? PausedFrom { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    public DateOnly? GraceUntil { get; init; }

    /// <summary>The life change that nobody has decided about.</summary>
    public string? Flagged { get; init; }

    public DateOnly? FlaggedOn { get; init; }

    /// <summary>Gift → what it is for; gifts that were taken back are gone.</summary>
    public IReadOnlyDictionary<Guid, ReceiptState> Receipts { get; init; } = new Dictionary<Guid, ReceiptState>();

    /// <summary>Delivery → what it handed over; those that were taken back are gone.</summary>
    public IReadOnlyDictionary<Guid, DeliveryState> Deliveries { get; init; } = new Dictionary<Guid, DeliveryState>();

    /// <summary>Đồng through the fund, of gifts that stand.</summary>
    public long ReceivedVnd => Receipts.Values.Sum(r => r.AmountVnd);

    /// <summary>Of it, đồng that wait for a person.</summary>
    public long UndecidedVnd => Receipts.Values.Sum(r => r.UndecidedVnd);

    /// <summary>Đồng handed over directly.</summary>
    public long DeliveredDirectlyVnd => Deliveries.Values.Sum(d => d.Parts.Sum(p => p.AmountVnd));

    /// <summary>Instalments that a payment can go to, oldest first; of a paused pledge those that fell due before the pause.</summary>
    public IEnumerable<InstalmentState> Open => Instalments.Where(i => i.IsOpen && (PausedFrom is not { } from || i.Planned.DueOn < from));

    /// <summary>Null before <see cref="PledgeOffered"/>.</summary>
    public static PledgeState? Evolve(PledgeState? state, object happened) => (state, happened) switch
    {
        (null, PledgeOffered e) => new(
            e.PledgeId, e.UnitId, e.SponsorId, e.Terms, PledgeStates.Offered, [.. e.Instalments.Select(i => new InstalmentState(i))], 1)
        {
            BeneficiaryId = e.BeneficiaryId,
            SlotId = e.SlotId,
            FundId = e.FundId,
            PredecessorId = e.PredecessorId,
            EndsOn = e.Terms.EndsOn,
        },
        ({ } s, IPledgeEvent e) => s.After(e) with { Version = s.Version + 1 },
        _ => state,
    };

    private PledgeState After(IPledgeEvent happened) => happened switch
    {
        PledgeHeld e => this with { State = PledgeStates.Held, HeldUntil = e.Until, Extensions = 0, HoldRanOut = false },
        PledgeHoldExtended e => this with { HeldUntil = e.Until, Extensions = e.Extension },
        PledgeHoldExpired => this with { State = PledgeStates.Offered, HeldUntil = null, HoldRanOut = true },
        PledgeActivated e => this with { State = PledgeStates.Active, HeldUntil = null, ActivatedOn = e.On },
        PledgePaused e => this with { State = PledgeStates.Paused, PausedFrom = e.From },
        PledgeResumed e => this with { State = PledgeStates.Active, PausedFrom = null, Instalments = Drop(i => e.Skipped.Contains(i.Planned.Seq)) },
        PledgeScheduleExtended e => this with
        {
            Instalments = [.. Instalments, .. e.Instalments.Select(i => new InstalmentState(i))],
            EndsOn = e.EndsOn ?? EndsOn,
        },
        PledgeReceived e => Given(e.GiftId, new(e.On, e.AmountVnd, e.Parts)),
        PledgeReceiptDecided e => Receipts.TryGetValue(e.GiftId, out var was) ? Given(e.GiftId, was with { Parts = e.Parts }) : this,
        PledgeReceiptTakenBack e => Given(e.GiftId, null),
        PledgeDelivered e => HandedOver(e.DeliveryId, new(e.On, e.Parts)),
        PledgeDeliveryTakenBack e => HandedOver(e.DeliveryId, null),
        PledgeFlagged e => this with { Flagged = e.Reason, FlaggedOn = e.On },
        PledgeCleared => this with { Flagged = null, FlaggedOn = null },
        PledgeReassigned e => this with { BeneficiaryId = e.BeneficiaryId, SlotId = e.SlotId, Flagged = null, FlaggedOn = null },
        PledgeEnded e => this with
        {
            State = PledgeStates.Ended,
            HeldUntil = null,
            PausedFrom = null,
            EndedOn = e.On,
            EndReason = e.ReasonCode,
            GraceUntil = e.GraceUntil,
            SuccessorId = e.SuccessorId,
            Instalments = Drop(i => i.Planned.DueOn > e.On),
        },
        _ => this,
    };

    private IReadOnlyList<InstalmentState> Drop(Func<InstalmentState, bool> which) => [.. Instalments.Select(i => which(i) ? i with { Dropped = true } : i)];

    private PledgeState Given(Guid gift, ReceiptState? receipt)
    {
        var receipts = new Dictionary<Guid, ReceiptState>(Receipts);
        var received = new Dictionary<int, long>();
        if (receipts.Remove(gift, out var was)) Count(was, -1);
        if (receipt is not null)
        {
            receipts[gift] = receipt;
            Count(receipt, 1);
        }
        return this with
        {
            Receipts = receipts,
            Instalments = [.. Instalments.Select(i => received.TryGetValue(i.Planned.Seq, out var change) ? i with { ReceivedVnd = checked(i.ReceivedVnd + change) } : i)],
        };

        void Count(ReceiptState counted, int sign)
        {
            foreach (var part in counted.Parts)
                if (part.Seq is { } seq) received[seq] = checked(received.GetValueOrDefault(seq) + sign * part.AmountVnd);
        }
    }

    private PledgeState HandedOver(Guid delivery, DeliveryState? handedOver)
    {
        var deliveries = new Dictionary<Guid, DeliveryState>(Deliveries);
        deliveries.Remove(delivery, out var was);
        if (handedOver is not null) deliveries[delivery] = handedOver;
        return this with { Deliveries = deliveries, Instalments = [.. Instalments.Select(Changed)] };

        InstalmentState Changed(InstalmentState i)
        {
            foreach (var part in handedOver?.Parts ?? []) if (part.Seq == i.Planned.Seq) i = Add(i, part, 1);
            foreach (var part in was?.Parts ?? []) if (part.Seq == i.Planned.Seq) i = Add(i, part, -1);
            return i;
        }

        static InstalmentState Add(InstalmentState i, DeliveredPart part, int sign) => i with
        {
            DeliveredVnd = checked(i.DeliveredVnd + sign * part.AmountVnd),
            DeliveredQuantity = i.DeliveredQuantity + sign * (part.Quantity ?? 0),
        };
    }
}
