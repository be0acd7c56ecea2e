using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments;

/// <summary>End an order before it is posted: its author's side takes it back, or an approver sends it back. It never had a number.</summary>
/// <param name="SendsBack">As approver.</param>
/// <param name="Reason">Required; sealed.</param>
public sealed record CancelPayment(Actor By, Guid UnitId, Guid PaymentId, bool SendsBack, string? Reason) : IUnitMessage
{
    public Permission Needs => SendsBack ? Permission.ApprovePayments : Permission.PreparePayments;
}

public static class CancelPaymentHandler
{
    public const int LongestReason = 500;

    public static async Task<Outcome<PaymentStepped>> Handle(CancelPayment command, PaymentSteps steps, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", LongestReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        return await steps.Take(
            command.UnitId, command.PaymentId,
            (_, facts, _) =>
            {
                if (facts.State == PaymentStates.Cancelled) return Task.FromResult<Outcome<PaymentStep>>(PaymentStep.None);
                if (facts.WhyNotCancel() is { } refusal) return Task.FromResult<Outcome<PaymentStep>>(refusal);
                var (texts, commitments) = SealedTexts.Of(PaymentIds.OfCancelling(facts.Id), new Dictionary<string, string> { ["reason"] = words });
                return Task.FromResult<Outcome<PaymentStep>>(
                    new PaymentStep([new PaymentCancelled(facts.Id, command.SendsBack, commitments, command.By.PersonId)], texts));
            },
            cancellation);
    }
}
