using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;
using DayForThePoor.Web.Units;
using MiniExcelLibs;
using Wolverine;

namespace DayForThePoor.Web.Demo;

/// <summary>
/// 400 made-up households in the sample's communes: the official lists of the two years before, brought in from a
/// spreadsheet as people do, and some wishes and visits. The same every time; a commune that has a list is left alone.
/// </summary>
public sealed class DemoHouseholds(IServiceScopeFactory scopes, IRegistry registry, HouseholdQueries households, TimeProvider clock)
{
    private static readonly Share[] Counts = [new("20641", 120), new("20662", 80), new("20650", 90), new("20656", 60), new("20669", 50)];

    private static readonly string[] Wishes = ["Mái bếp hư hỏng do lũ, xin sửa lại", "Xin hỗ trợ bò cái sinh sản", "Xin máy may để nhận hàng về nhà", "Con vào lớp 10, xin hỗ trợ học phí"];

    private static readonly string[] WishPurposes = ["house", "livelihood", "livelihood", "study"];

    private readonly record struct Share(string Code, int Households);

    public async Task Run(CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        foreach (var (code, count) in Counts)
        {
            var unit = known.UnitsByCode[code];
            if ((await households.Years([unit.UnitId], cancellation)).Count > 0) continue;
            await Fill(unit, DemoUnits.All.Single(u => u.Code == code), count, cancellation);
        }
    }

    private async Task Fill(UnitVersion unit, DemoUnit sample, int count, CancellationToken cancellation)
    {
        await Ask<HamletsAdded>(new AddHamlets(Actor.System, unit.UnitId, sample.Hamlets, DemoUnits.OpenedOn), cancellation);
        var year = VietnamTime.TodayIn(clock).Year - 1;
        var all = Households(sample, count, new Random(int.Parse(unit.Code, CultureInfo.InvariantCulture)));
        // Of ten households one left the list after the first year, and one came to it in the second.
        await Bring(unit, year - 1, all.Where((_, i) => i % 10 != 9), cancellation);
        await Bring(unit, year, all.Where((_, i) => i % 10 != 4), cancellation);
        await Record(unit, cancellation);
    }

    private static List<IReadOnlyList<string[]>> Households(DemoUnit sample, int count, Random random)
    {
        List<IReadOnlyList<string[]>> all = [];
        for (var i = 1; i <= count; i++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{sample.Code}{i:D5}");
            var recognised = random.Next(100) switch { < 45 => "Hộ nghèo", < 85 => "Hộ cận nghèo", < 95 => "Hộ mới thoát nghèo", _ => "Mức sống trung bình" };
            var born = random.Next(1938, 1990);
            List<string[]> rows =
            [
                [
                    code, DemoPersons.Of(sample.Hamlets, random), DemoPersons.Name(random), "Chủ hộ", $"{random.Next(1, 29):D2}/{random.Next(1, 13):D2}/{born}", random.Next(2) == 0 ? "Nam" : "Nữ",
                    Id(born, i, 0), recognised, random.Next(3) == 0 ? "Không" : "Có", $"{sample.Code}-{i:D4}", "", random.Next(12) == 0 ? "Nặng" : "", "",
                ],
            ];
            var members = random.Next(5);
            for (var m = 1; m <= members; m++)
            {
                var of = random.Next(2004, 2022);
                rows.Add([code, "", DemoPersons.Name(random), m == 1 && born > 1965 ? "Con" : "Cháu", $"{of}", "", Id(of, i, m), "", "", "", "", "", of is > 2008 and < 2020 ? $"Lớp {2026 - of - 6}" : ""]);
            }
            all.Add(rows);
        }
        return all;
    }

    /// <summary>No province has the code 099, so that no number is anybody's.</summary>
    private static string Id(int born, int household, int member) =>
        string.Create(CultureInfo.InvariantCulture, $"099{(born < 2000 ? 0 : 2)}{born % 100:D2}{household:D4}{member:D2}");

    private async Task Bring(UnitVersion unit, int year, IEnumerable<IReadOnlyList<string[]>> list, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await file.SaveAsAsync(
            list.SelectMany(rows => rows).Select(row => row.Select((cell, i) => (ListColumns.All[i].Title, cell)).ToDictionary(c => c.Title, c => (object)c.cell)),
            cancellationToken: cancellation);
        file.Position = 0;
        var form = new ListForm(year, $"{unit.Code[^3..]}/QĐ-UBND", new DateOnly(year, 12, 15), $"danh-sach-{year}.xlsx");
        var read = await Ask<ListRead>(new ReadHouseholdList(Actor.System, unit.UnitId, form, file, Keep: true), cancellation);
        if (read.Id is not { } id) throw new InvalidOperationException($"Sample list: {string.Join(", ", read.Problems.Take(3))}");
        await Ask<ListCounts>(new AcceptHouseholdList(Actor.System, unit.UnitId, id), cancellation);
    }

    private async Task Record(UnitVersion unit, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var some = await households.List(new([unit.UnitId], Class: HouseholdClasses.Poor, PageSize: 24), cancellation);
        foreach (var (household, i) in some.Items.Select((household, i) => (household, i)))
        {
            var kind = i % 3 == 2 ? HappeningKinds.Visit : HappeningKinds.Wish;
            var form = new HappeningForm(kind, today.AddDays(-10 - i), WishPurposes[i % 4], kind == HappeningKinds.Visit ? "Thăm hộ, gia đình ổn định, nhà đã sửa mái" : Wishes[i % 4]);
            await Ask<Guid>(new RecordHappening(Actor.System, unit.UnitId, household.Id, form), cancellation);
        }
    }

    private async Task<T> Ask<T>(object command, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<T>>(command, cancellation);
        return outcome.TryGet(out var done) ? done : throw new DemoRefused(command, outcome.Refusals);
    }
}
