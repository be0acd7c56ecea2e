using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>Tạm ứng quá hạn, for the accountant.</summary>
public sealed class TodayAdvances(AdvanceQueries advances, TimeProvider clock, IStringLocalizer<AdvanceTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.PreparePayments;

    public int Order => 13;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var late = await advances.List(new(units, VietnamTime.TodayIn(clock), Overdue: true, PageSize: 1), cancellation);
        return late.Total == 0
            ? []
            : [new(texts["Today.Overdue"], "/chi/tam-ung?xem=qua-han", MoneyText.Format(new Vnd(late.Total)), texts["Today.OverdueOpen", MoneyText.FormatWithUnit(new Vnd(late.OpenVnd))])];
    }
}
