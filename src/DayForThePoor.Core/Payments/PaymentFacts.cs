namespace DayForThePoor.Core.Payments;

/// <summary>What the rules ask of a payment: as its row says it under lock, or as its events tell it.</summary>
/// <param name="Approvers">Who approved, in their order.</param>
/// <param name="Version">Events of its stream so far.</param>
/// <param name="Returns">How often something came back.</param>
public sealed record PaymentFacts(
    Guid Id, Guid UnitId, Guid FundId, string Kind, string Channel, Guid? AccountId, string PayeeKind, long Amount, int Signatures, DateOnly? DocumentDate,
    string State, Guid PreparedBy, IReadOnlyList<Guid> Approvers, int Version, int Returns)
{
    public bool IsList => PayeeKind == PayeeKinds.List;

    /// <summary>What a signature of this person would do. Codes: payment.own, payment.not_awaiting_approval.</summary>
    public Outcome<Signing> Sign(Guid by)
    {
        if (by == PreparedBy) return Refusal.Conflict("payment.own");
        // The same person again changes nothing, whatever came since.
        if (Approvers.Contains(by)) return Signing.Known;
        if (State != PaymentStates.AwaitingApproval) return Refusal.Conflict("payment.not_awaiting_approval");
        return Approvers.Count + 1 < Signatures ? Signing.OneOfSeveral : Signing.Last;
    }

    /// <summary>Why the money may not be handed out now; null when it may.</summary>
    public Refusal? WhyNotPayOut() => State == PaymentStates.AwaitingPayment ? null : Refusal.Conflict("payment.not_awaiting_payment");

    public Refusal? WhyNotCancel() => State == PaymentStates.AwaitingApproval ? null : Refusal.Conflict("payment.not_awaiting_approval");

    /// <summary>Only what nobody has been handed yet can be taken back whole.</summary>
    public Refusal? WhyNotVoid() => State == PaymentStates.AwaitingPayment ? null : Refusal.Conflict(State == PaymentStates.Paid ? "payment.paid_out" : "payment.not_awaiting_payment");

    public Refusal? WhyNotCollect() =>
        !IsList ? Refusal.Conflict("payment.no_list") : State == PaymentStates.Paid ? null : Refusal.Conflict("payment.not_paid_out");

    public Refusal? WhyNotReturn() => Kind == PaymentKinds.Advance ? Refusal.Conflict("advance.not_by_list") : State == PaymentStates.Paid ? null : Refusal.Conflict("payment.not_paid_out");
}

/// <summary>What a signature does.</summary>
public enum Signing
{
    /// <summary>This person had signed before.</summary>
    Known,

    /// <summary>Further ones are needed.</summary>
    OneOfSeveral,

    /// <summary>Posts the payment.</summary>
    Last,
}
