using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Tiền đỡ đầu chờ quyết định, for whoever keeps pledges.</summary>
public sealed class TodayUndecided(UndecidedMoney money, IStringLocalizer<MoneyTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ManagePledges;

    public int Order => 14;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var count = await money.Count(units, cancellation);
        return count == 0 ? [] : [new(texts["Undecided.Title"], "/do-dau/cho-quyet-dinh", MoneyText.Format(new Vnd(count)), texts["Undecided.Lead"])];
    }
}
