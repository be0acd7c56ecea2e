using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Pages;

/// <summary>Phiếu chờ chi: posted payments whose money the treasurer has not handed out.</summary>
public sealed class TodayPayments(PaymentQueries payments, IStringLocalizer<PaymentTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.PayOut;

    public int Order => 12;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var waiting = await payments.List(new PaymentFilter(units, State: PaymentStates.AwaitingPayment, PageSize: 1), cancellation);
        return
        [
            new(texts["Queue.Title"], "/chi/cho-chi", MoneyText.Format(new Vnd(waiting.Total)),
                waiting.Total > 0 ? MoneyText.FormatWithUnit(new Vnd(waiting.SumVnd)) : texts["Queue.None"], Calm: waiting.Total == 0),
        ];
    }
}

/// <summary>Phiếu chi chờ tôi duyệt: orders that wait for this person's signature.</summary>
public sealed class TodayApprovals(PaymentQueries payments, Viewer viewer, IStringLocalizer<PaymentTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ApprovePayments;

    public int Order => 14;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var waiting = await payments.List(new PaymentFilter(units, ApprovableBy: viewer.Actor?.PersonId ?? Guid.Empty, PageSize: 1), cancellation);
        return
        [
            new(texts["Today.Approve"], $"/chi/phieu-chi?tt={PaymentStates.AwaitingApproval}", MoneyText.Format(new Vnd(waiting.Total)),
                waiting.Total > 0 ? MoneyText.FormatWithUnit(new Vnd(waiting.SumVnd)) : texts["Today.Approve.None"], Calm: waiting.Total == 0),
        ];
    }
}
