using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Sponsorships.Cases;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>Somebody of the sample whom a sponsor can help, with what the papers say of them on the day the case was opened.</summary>
/// <param name="Born">Of a child; of others it stands with the household.</param>
internal sealed record DemoPerson(string Key, DateOnly OpenedOn, CaseForm Form, IReadOnlyList<SlotForm> Slots, DateOnly Born, string Guardian, string Relation)
{
    public bool IsChild => BeneficiaryKinds.Children.Contains(Form.Kind);

    public int AgeOn(DateOnly day) => Ages.On(Born, day);
}

/// <summary>Makes the people of a commune from a word of letters: whom the case is of. The same word makes the same people.</summary>
internal sealed class DemoPersonsSponsored(DemoHeads heads, DateOnly today, int seed)
{
    /// <summary>Mồ côi cả cha lẫn mẹ, cha, mẹ; con của mẹ đơn thân; con hộ bảo trợ xã hội; người già neo đơn; người khuyết tật nặng.</summary>
    public const char BothDead = 'B', FatherDead = 'F', MotherDead = 'M', SingleMother = 'S', Protected = 'P', Old = 'L', Disabled = 'D';

    public const long School = 500_000, Meals = 500_000, Living = 400_000, Health = 600_000;

    public const decimal Rice = 10;

    /// <summary>Months since the case was opened: two years and more for most.</summary>
    private static readonly int[] OpenedMonthsAgo = [29, 28, 28, 29, 28, 28, 29, 28, 28, 28, 28, 16, 29, 28, 10, 28, 15, 9, 4, 2];

    private static readonly int[] AgesToday = [9, 12, 8, 14, 10, 11, 13, 8, 15, 9, 16, 10, 12, 7, 11, 14, 6, 13, 9, 5];

    private static readonly string[] Girls = ["Gia Hân", "Thảo My", "Bảo Ngọc", "Khánh Linh", "Minh Thư", "Ngọc Diệp", "Như Ý", "Tường Vy", "Ánh Dương", "Phương Nhi"];

    private static readonly string[] Boys = ["Bảo An", "Quốc Huy", "Minh Khôi", "Gia Bảo", "Đức Thịnh", "Thành Đạt", "Nhật Minh", "Tuấn Kiệt", "Hữu Nhân", "Anh Khoa"];

    private static readonly string[] Families = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Huỳnh", "Phan", "Đinh"];

    private static readonly (string Name, int From, int To)[] Schools =
        [("Trường Mẫu giáo Hoa Sim", -9, 0), ("Trường Tiểu học Sơn Lộc", 1, 5), ("Trường THCS Hương Long", 6, 9), ("Trường THPT Bà Rén", 10, 12)];

    /// <summary>People in the order of the letters: "QS-01", "QS-02", …</summary>
    /// <param name="birthdays">Days of birth that a story needs, by place from 0.</param>
    public IReadOnlyList<DemoPerson> Of(string prefix, string letters, Guid officer, IReadOnlyDictionary<int, DateOnly> birthdays)
    {
        var all = letters.Select((letter, i) => One($"{prefix}-{i + 1:D2}", letter, i, officer, birthdays.TryGetValue(i, out var day) ? day : null)).ToDictionary(person => person.Key);
        if (all.TryGetValue(DemoCourse.Twice, out var again) && all.TryGetValue(DemoCourse.Once, out var first))
            all[again.Key] = again with { Form = again.Form with { Member = first.Form.Member }, Born = first.Born };
        return [.. all.Values.OrderBy(person => person.OpenedOn).ThenBy(person => person.Key, StringComparer.Ordinal)];
    }

    private DemoPerson One(string key, char letter, int i, Guid officer, DateOnly? birthday)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var opened = first.AddMonths(-OpenedMonthsAgo[(i + seed) % OpenedMonthsAgo.Length]).AddDays(i % 6);
        return letter is Old or Disabled ? Alone(key, letter, opened, officer) : Child(key, letter, i, opened, officer, birthday);
    }

    private DemoPerson Alone(string key, char letter, DateOnly opened, Guid officer)
    {
        var isOld = letter == Old;
        var head = isOld ? heads.Old() : heads.Disabled();
        var aid = !isOld ? AidCategories.DisabledSevere : Ages.On(head.Born, opened) < 80 ? AidCategories.OldAloneUnder80 : AidCategories.OldAlone80;
        var form = new CaseForm(
            $"{head.Household}", null, 1, null, isOld ? BeneficiaryKinds.LonelyOld : BeneficiaryKinds.LonelyDisabled, ParentStates.Dead, ParentStates.Dead, null, null, null, null, aid, officer,
            isOld ? "Sống một mình, con cháu ở xa, hàng xóm trông nom" : "Đi lại khó khăn, em gái cùng thôn giúp việc hằng ngày");
        SlotForm[] slots = isOld
            ? [new(SlotPurposes.Meals, null, null, "gạo", "kg", Rice, Since(opened), null), Money(SlotPurposes.Living, Living, opened)]
            : [Money(SlotPurposes.Health, Health, opened)];
        return new(key, opened, form, slots, head.Born, head.Name, "");
    }

    private DemoPerson Child(string key, char letter, int i, DateOnly opened, Guid officer, DateOnly? birthday)
    {
        var withMother = letter is SingleMother or FatherDead;
        var head = withMother ? heads.Mother() : heads.Grandparent();
        var born = birthday ?? today.AddYears(-AgesToday[(i + seed) % AgesToday.Length]).AddDays(-40 - (i * 37 + seed * 11) % 280);
        var isGirl = (i + seed) % 2 == 0;
        var given = isGirl ? Girls[(i / 2 + seed) % Girls.Length] : Boys[(i / 2 + seed) % Boys.Length];
        var family = withMother || head.Female ? Families[(i * 3 + seed) % Families.Length] : head.Family;
        var relation = withMother ? "Mẹ" : head.Female ? "Bà ngoại" : "Ông nội";
        var grade = Ages.SchoolYear(opened) - born.Year - 5;
        var school = Schools.FirstOrDefault(s => grade >= s.From && grade <= s.To).Name;
        var (kind, father, mother) = letter switch
        {
            BothDead => (BeneficiaryKinds.Orphan, ParentStates.Dead, ParentStates.Dead),
            FatherDead => (BeneficiaryKinds.Orphan, ParentStates.Dead, ParentStates.Alive),
            MotherDead => (BeneficiaryKinds.Orphan, ParentStates.Away, ParentStates.Dead),
            SingleMother => (BeneficiaryKinds.SingleParentChild, ParentStates.Unknown, ParentStates.Alive),
            _ => (BeneficiaryKinds.ProtectedHouseholdChild, ParentStates.Alive, ParentStates.Away),
        };
        var aid = letter switch { BothDead => AidCategories.ChildAlone, SingleMother => AidCategories.SingleParentPerChild, _ => null };
        var form = new CaseForm(
            $"{head.Household}", null, null, new($"{family} {given}", born, isGirl ? "female" : "male"), kind, father, mother,
            new(head.Name, relation, $"0905 000 {100 + i + seed * 20:D3}"), school, grade is >= 1 and <= 12 ? grade : null, null, aid, officer, null);
        List<SlotForm> slots = [Money(SlotPurposes.School, School, opened)];
        if (letter is BothDead or FatherDead or MotherDead) slots.Add(Money(SlotPurposes.Meals, Meals, opened));
        return new(key, opened, form, slots, born, head.Name, relation);
    }

    private static SlotForm Money(string purpose, long amount, DateOnly opened) => new(purpose, null, amount, null, null, null, Since(opened), null);

    /// <summary>The first of the month in which the case was opened.</summary>
    private static DateOnly Since(DateOnly opened) => new(opened.Year, opened.Month, 1);
}
