using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Payments;

/// <summary>Đã chi: the treasurer handed the cash out, or saw the transfer leave the bank.</summary>
public sealed record ConfirmPaid(Actor By, Guid UnitId, Guid PaymentId) : IUnitMessage
{
    public Permission Needs => Permission.PayOut;
}

public static class ConfirmPaidHandler
{
    public static Task<Outcome<PaymentStepped>> Handle(ConfirmPaid command, PaymentSteps steps, CancellationToken cancellation) => steps.Take(
        command.UnitId, command.PaymentId,
        (_, facts, _) => Task.FromResult<Outcome<PaymentStep>>(
            facts.State == PaymentStates.Paid ? PaymentStep.None
            : facts.WhyNotPayOut() is { } refusal ? refusal
            : new PaymentStep(new PaymentPaidOut(facts.Id, command.By.PersonId))),
        cancellation);
}
