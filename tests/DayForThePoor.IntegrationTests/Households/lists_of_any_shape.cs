using CsCheck;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Households;

/// <summary>Laws of the import, whatever a list says.</summary>
public class lists_of_any_shape(AppFixture app) : HouseholdTest(app)
{
    private static readonly string[] Names = ["Nguyễn Thị Mẫu", "Trần Văn Chín", "Lê Văn Tám", "Phan Thị Lựu", "Võ Văn Bảy"];
    private static readonly string[] Classes = ["Hộ nghèo", "Hộ cận nghèo", "Hộ mới thoát nghèo"];

    /// <summary>Households with codes of their own; names and classes at random, some with members and numbers.</summary>
    private static readonly Gen<List<string[]>> Lists =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool).List[1, 8].Select(households => households.DistinctBy(h => h.Item1).SelectMany(h =>
        {
            var (at, recognised, members, numbered) = h;
            // The name belongs to the code, so that no list has to ask a person; birth years keep the namesakes apart.
            List<string[]> rows = [Head($"H{at:D2}", Names[at % 5], Classes[recognised], $"{1950 + at}", numbered ? $"0491500000{at:D2}" : "")];
            for (var m = 0; m < members; m++) rows.Add(Member($"H{at:D2}", Names[(at + m + 1) % 5], "Con", $"{2000 + m}", numbered ? $"04920000{at:D2}{m:D2}" : ""));
            return rows;
        }).ToList());

    [Fact]
    public async Task brought_in_twice_are_the_register_of_once() =>
        await Lists.SampleAsync(async list =>
        {
            var commune = await NewCommune();
            await Import(commune, 2024, list);
            var once = await Everything(commune);
            await Import(commune, 2024, list);
            (await Everything(commune)).ShouldBe(once);
        }, iter: 8, threads: 1);

    [Fact]
    public async Task of_one_year_never_change_the_classes_of_another() =>
        await Gen.Select(Lists, Lists, Gen.Bool).SampleAsync(async lists =>
        {
            var (one, other, before) = lists;
            var commune = await NewCommune();
            await Import(commune, 2024, one);
            var classes = await Classification(commune, 2024);
            await Import(commune, before ? 2023 : 2025, other);
            (await Classification(commune, 2024)).ShouldBe(classes);
        }, iter: 8, threads: 1);

    private Task<string> Classification(Commune commune, int year) => Scalar<string>($"""
        select coalesce(string_agg(c::text, '|' order by c.household_id), '') from households.classification c where c.unit_id = $1 and c.year = {year}
        """, commune.UnitId);
}
