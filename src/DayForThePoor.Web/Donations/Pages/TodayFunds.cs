using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>Tồn quỹ tiền mặt hôm nay and tiền đang chuyển of each fund.</summary>
public sealed class TodayFunds(FundFigures figures, IRegistry registry, TimeProvider clock, IStringLocalizer<GiftTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ReadLedger;

    public int Order => 20;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var choices = new FundChoices(await registry.Current(cancellation), units, VietnamTime.TodayIn(clock), texts);
        return
        [
            .. (await figures.Of(units, cancellation)).Select(held => new TaskItem(
                texts["Today.CashOf", choices.Name(held.Fund)], $"/thu?quy={held.Fund.Code}", MoneyText.FormatWithUnit(new Vnd(held.Cash)),
                held.InTransit == 0 ? null : texts["Today.InTransit", MoneyText.FormatWithUnit(new Vnd(held.InTransit))].Value, Calm: true)),
        ];
    }
}
