using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>For whoever keeps pledges: what calls for somebody today, and which sponsors have to be told something.</summary>
public sealed class TodaySponsorships(OfficeQueries office, IStringLocalizer<OfficeTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ManagePledges;

    public int Order => 18;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        List<TaskItem> tasks = [];
        var counts = await office.AlarmCounts(units, cancellation);
        foreach (var kind in AlarmKinds.Urgent)
            if (counts.GetValueOrDefault(kind) is > 0 and var open)
                tasks.Add(new(texts["Today.Alarm", texts[$"Alarm.{kind}"]], $"/do-dau?canh-bao={kind}#canh-bao", MoneyText.Format(new Vnd(open)), texts[$"Alarm.{kind}.Do"]));
        if (await office.SponsorsToTell(units, cancellation) is > 0 and var sponsors)
            tasks.Add(new(texts["Today.Tell"], "/do-dau#bao-tin", MoneyText.Format(new Vnd(sponsors))));
        return tasks;
    }
}
