namespace DayForThePoor.Core.Sponsorships;

/// <summary>Whom somebody can sponsor (đối tượng nhận đỡ đầu).</summary>
public static class BeneficiaryKinds
{
    /// <summary>Trẻ mồ côi. Which parent is dead stands apart (<see cref="ParentStates"/>): NĐ 20/2021 means both, campaigns help after one.</summary>
    public const string Orphan = "orphan";

    /// <summary>Con của phụ nữ nghèo đơn thân.</summary>
    public const string SingleParentChild = "single_parent_child";

    /// <summary>Trẻ của hộ có người hưởng bảo trợ xã hội.</summary>
    public const string ProtectedHouseholdChild = "protected_household_child";

    /// <summary>Người cao tuổi neo đơn.</summary>
    public const string LonelyOld = "lonely_old";

    /// <summary>Người khuyết tật nặng, đặc biệt nặng neo đơn.</summary>
    public const string LonelyDisabled = "lonely_disabled";

    public static readonly IReadOnlyList<string> Children = [Orphan, SingleParentChild, ProtectedHouseholdChild];

    public static readonly IReadOnlyList<string> All = [Orphan, SingleParentChild, ProtectedHouseholdChild, LonelyOld, LonelyDisabled];
}

/// <summary>What is known of a father or a mother.</summary>
public static class ParentStates
{
    public const string Alive = "alive";
    public const string Dead = "dead";
    public const string Missing = "missing";

    /// <summary>Bỏ đi, không liên lạc; or in prison or a closed institution.</summary>
    public const string Away = "away";
    public const string Unknown = "unknown";

    public static readonly IReadOnlyList<string> All = [Alive, Dead, Missing, Away, Unknown];
}

/// <summary>What a slot (phần đỡ đầu) is for.</summary>
public static class SlotPurposes
{
    /// <summary>Ăn uống.</summary>
    public const string Meals = "meals";

    /// <summary>Học tập.</summary>
    public const string School = "school";

    /// <summary>Khám, chữa bệnh.</summary>
    public const string Health = "health";

    /// <summary>Sinh hoạt.</summary>
    public const string Living = "living";

    /// <summary>Chăm sóc nhà cửa.</summary>
    public const string HouseCare = "house_care";

    public static readonly IReadOnlyList<string> All = [Meals, School, Health, Living, HouseCare];
}

/// <summary>How help reaches the person (cách trao).</summary>
public static class PledgeChannels
{
    /// <summary>Qua Quỹ: every payment is a gift in the ledger, addressed to the pledge, and paid out by list.</summary>
    public const string Fund = "fund";

    /// <summary>Trao trực tiếp cho người chăm sóc: proved by paper, never posted.</summary>
    public const string Direct = "direct";

    /// <summary>Bằng hiện vật, handed over directly: proved by paper, never posted.</summary>
    public const string Goods = "goods";

    public static readonly IReadOnlyList<string> All = [Fund, Direct, Goods];
}

/// <summary>How often an instalment (kỳ hỗ trợ) falls due.</summary>
public static class Frequencies
{
    public const string Monthly = "monthly";
    public const string Quarterly = "quarterly";
    public const string HalfYearly = "half_yearly";

    /// <summary>Once a school year, at its start (5 September) or, in the first, at the start of the pledge.</summary>
    public const string SchoolYear = "school_year";

    public static readonly IReadOnlyList<string> All = [Monthly, Quarterly, HalfYearly, SchoolYear];

    /// <summary>Instalments that fall due within a year: 12, 4, 2, 1.</summary>
    public static int AYear(string frequency) => frequency switch
    {
        Monthly => 12,
        Quarterly => 4,
        HalfYearly => 2,
        SchoolYear => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, null),
    };
}

/// <summary>When a pledge ends by itself.</summary>
public static class EndRules
{
    /// <summary>On a named day.</summary>
    public const string Date = "date";

    /// <summary>On the 18th birthday.</summary>
    public const string Age18 = "age_18";

    /// <summary>31 May of the school year in which grade 12 ends.</summary>
    public const string Grade12 = "grade_12";

    /// <summary>On the 22nd birthday, or as soon as studying ends.</summary>
    public const string Age22Studying = "age_22_studying";

    /// <summary>Suốt đời: no end of its own.</summary>
    public const string Lifetime = "lifetime";

    public static readonly IReadOnlyList<string> All = [Date, Age18, Grade12, Age22Studying, Lifetime];
}

/// <summary>Where a pledge stands.</summary>
public static class PledgeStates
{
    /// <summary>Offered: holds nothing yet. Also a pledge whose hold ran out.</summary>
    public const string Offered = "offered";

    /// <summary>Giữ chỗ: its place in the slot is kept until a day.</summary>
    public const string Held = "held";

    /// <summary>Since the first payment or hand-over.</summary>
    public const string Active = "active";

    /// <summary>Tạm dừng: keeps its place, nothing falls due.</summary>
    public const string Paused = "paused";

    /// <summary>Kết thúc.</summary>
    public const string Ended = "ended";

    public static readonly IReadOnlyList<string> All = [Offered, Held, Active, Paused, Ended];

    /// <summary>States in which a pledge fills a slot.</summary>
    public static readonly IReadOnlyList<string> Filling = [Held, Active, Paused];
}

/// <summary>Why a pledge ended.</summary>
public static class PledgeEndReasons
{
    /// <summary>Its end rule was reached.</summary>
    public const string Completed = "completed";
    public const string SponsorStopped = "sponsor_stopped";
    public const string SponsorDied = "sponsor_died";
    public const string SponsorUnreachable = "sponsor_unreachable";
    public const string HandedOver = "handed_over";
    public const string Died = "died";
    public const string Moved = "moved";
    public const string LeftSchool = "left_school";
    public const string Adopted = "adopted";
    public const string FamilyManages = "family_manages";
    public const string OtherSponsor = "other_sponsor";
    public const string InFacility = "in_facility";

    /// <summary>Never became active.</summary>
    public const string Withdrawn = "withdrawn";
    public const string Mistaken = "mistaken";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All =
        [Completed, SponsorStopped, SponsorDied, SponsorUnreachable, HandedOver, Died, Moved, LeftSchool, Adopted, FamilyManages, OtherSponsor, InFacility, Withdrawn, Mistaken, Other];
}

/// <summary>What a part of a payment is for.</summary>
public static class PartKinds
{
    public const string Instalment = "instalment";

    /// <summary>A gift beside the instalments: birthday, Tết, back to school.</summary>
    public const string Extra = "extra";

    /// <summary>No rule says what it is for: a person decides.</summary>
    public const string Undecided = "undecided";

    public static readonly IReadOnlyList<string> All = [Instalment, Extra, Undecided];
}

/// <summary>What an extra gift is for.</summary>
public static class Occasions
{
    public const string Birthday = "birthday";
    public const string Tet = "tet";
    public const string BackToSchool = "back_to_school";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Birthday, Tet, BackToSchool, Other];
}

/// <summary>What happened in the life of a supported person.</summary>
public static class LifeChanges
{
    public const string Died = "died";
    public const string Moved = "moved";
    public const string LeftSchool = "left_school";
    public const string Adopted = "adopted";

    /// <summary>Somebody outside sponsors the person now.</summary>
    public const string OtherSponsor = "other_sponsor";
    public const string CarerDied = "carer_died";
    public const string InFacility = "in_facility";

    /// <summary>Turned 7, 16, 18: found by the daily run.</summary>
    public const string Turned7 = "turned_7";
    public const string Turned16 = "turned_16";
    public const string Turned18 = "turned_18";

    public static readonly IReadOnlyList<string> ByPerson = [Died, Moved, LeftSchool, Adopted, OtherSponsor, CarerDied, InFacility];

    /// <summary>After these nothing may be paid for the person until somebody has decided.</summary>
    public static readonly IReadOnlyList<string> Stopping = [Died, Moved, Adopted, InFacility];

    public static readonly IReadOnlyList<string> All = [.. ByPerson, Turned7, Turned16, Turned18];
}

/// <summary>What a person, or the guardian for a child, agrees to have shown to the sponsor and in public.</summary>
public static class ConsentItems
{
    /// <summary>Tên gọi, never the family name.</summary>
    public const string FirstName = "first_name";
    public const string Age = "age";
    public const string Photo = "photo";
    public const string SchoolResult = "school_result";
    public const string Letter = "letter";

    public static readonly IReadOnlyList<string> All = [FirstName, Age, Photo, SchoolResult, Letter];
}
