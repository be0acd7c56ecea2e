using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>Phiếu chờ thu: vouchers whose cash the treasurer has not confirmed.</summary>
public sealed class TodayGifts(GiftQueries gifts, IStringLocalizer<GiftTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ConfirmCash;

    public int Order => 10;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var waiting = await gifts.List(new GiftFilter(units, AwaitingCash: true, PageSize: 1), cancellation);
        return
        [
            new(texts["Awaiting.Title"], "/thu/cho-thu", MoneyText.Format(new Vnd(waiting.Total)),
                waiting.Total > 0 ? MoneyText.FormatWithUnit(new Vnd(waiting.SumVnd)) : texts["Awaiting.None"], Calm: waiting.Total == 0),
        ];
    }
}
