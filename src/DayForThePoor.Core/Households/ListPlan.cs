using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>A household of the register, as far as a list is compared with it.</summary>
/// <param name="HeadFolded">Name of the head without diacritics.</param>
/// <param name="Ids">Keyed hashes of the national IDs of all who live there; the head's among them.</param>
/// <param name="Classes">Class of every review year.</param>
public sealed record KnownHousehold(
    Guid Id, string Code, string HeadFolded, int? HeadBirthYear, Guid HamletId, bool Ended, IReadOnlyCollection<string> Ids, IReadOnlyDictionary<int, string> Classes);

/// <summary>Why a household of a list may be one that is known.</summary>
public enum Likeness
{
    /// <summary>The code is known, its head is called otherwise.</summary>
    Code,

    /// <summary>The code is known, its household has ended (moved, died, merged, split).</summary>
    Ended,

    /// <summary>The head's ID number is known in a household with another code.</summary>
    Id,

    /// <summary>Name and birth year of the head and the hamlet are those of a household with another code.</summary>
    Name,
}

/// <summary>What became of a household from one list to the next.</summary>
public enum Movement
{
    /// <summary>Mới vào danh sách.</summary>
    Entered,

    /// <summary>Tiếp tục trong danh sách.</summary>
    Stayed,

    /// <summary>Tái nghèo: was on a list, then not on the last one, and is again.</summary>
    FellBack,

    /// <summary>Ra khỏi danh sách.</summary>
    Left,

    /// <summary>Neither now nor before.</summary>
    None,
}

/// <param name="Same">The household that it is; null: a new one, or nobody has decided yet.</param>
/// <param name="Open">What a person still has to decide: the known household and why.</param>
public sealed record PlannedHousehold(ListedHousehold Listed, KnownHousehold? Same, IReadOnlyList<(KnownHousehold Known, Likeness Why)> Open, Movement Movement);

/// <param name="Gone">On the list of the year before and not on this one.</param>
public sealed record ListPlan(IReadOnlyList<PlannedHousehold> Households, IReadOnlyList<KnownHousehold> Gone, IReadOnlyList<ListProblem> Problems)
{
    /// <summary>An answer to a question: this household of the list and that known one are the same, or not.</summary>
    public readonly record struct Pair(string Code, Guid Known);

    /// <summary>
    /// Which households of a list are known, which are new, and what a person has to decide. A household is taken for the same
    /// without asking only where its code and its head's name or ID agree.
    /// </summary>
    /// <param name="idOf">Keyed hash of a national ID.</param>
    public static ListPlan Of(
        IReadOnlyList<ListedHousehold> listed, IReadOnlyList<KnownHousehold> known, IReadOnlyDictionary<Pair, bool> answers, Func<string, string> idOf, int year)
    {
        var index = new Index(known);
        var before = known.SelectMany(k => k.Classes.Where(c => c.Key < year && HouseholdClasses.IsOnList(c.Value)).Select(c => c.Key)).DefaultIfEmpty(0).Max();
        List<PlannedHousehold> planned = new(listed.Count);
        List<ListProblem> problems = [];
        foreach (var household in listed)
        {
            var (same, open) = index.Judge(household, answers, idOf);
            planned.Add(new(household, same, open, MovementOf(household.Class, same, year, before)));
        }

        var taken = new Dictionary<Guid, PlannedHousehold>();
        foreach (var household in planned)
            if (household.Same is { } same && !taken.TryAdd(same.Id, household))
                problems.Add(new("household_list.two_for_one", household.Listed.Head.Row, ListColumns.Code.Title, taken[same.Id].Listed.Code));
        foreach (var household in planned.Where(p => p.Open.Count == 0))
            foreach (var member in household.Listed.Members)
                if (member.NationalId is { } id && index.HouseOf(idOf(id)) is { } home && home.Id != household.Same?.Id
                    && !(taken.TryGetValue(home.Id, out var other) && other.Listed.NamesMembers))
                    problems.Add(new("household_list.member_elsewhere", member.Row, ListColumns.Id.Title, home.Code));

        var gone = known.Where(k => !k.Ended && !taken.ContainsKey(k.Id) && !k.Classes.ContainsKey(year)
            && before > 0 && HouseholdClasses.IsOnList(k.Classes.GetValueOrDefault(before))).ToList();
        return new(planned, gone, problems);
    }

    /// <param name="before">The last year before with a list; 0: there is none.</param>
    public static Movement MovementOf(string recognised, KnownHousehold? known, int year, int before)
    {
        var wasOn = before > 0 && HouseholdClasses.IsOnList(known?.Classes.GetValueOrDefault(before));
        if (!HouseholdClasses.IsOnList(recognised)) return wasOn ? Movement.Left : Movement.None;
        if (wasOn) return Movement.Stayed;
        return known?.Classes.Any(c => c.Key < year && HouseholdClasses.IsOnList(c.Value)) == true ? Movement.FellBack : Movement.Entered;
    }

    private sealed class Index(IReadOnlyList<KnownHousehold> known)
    {
        private readonly Dictionary<string, KnownHousehold> byCode = known.ToDictionary(k => k.Code, StringComparer.Ordinal);
        private readonly Dictionary<string, KnownHousehold> byId = known.Where(k => !k.Ended).SelectMany(k => k.Ids.Select(id => (id, k)))
            .GroupBy(i => i.id, i => i.k, StringComparer.Ordinal).ToDictionary(i => i.Key, i => i.First(), StringComparer.Ordinal);
        private readonly ILookup<(string, int, Guid), KnownHousehold> byName = known.Where(k => !k.Ended && k.HeadBirthYear is not null)
            .ToLookup(k => (k.HeadFolded, k.HeadBirthYear!.Value, k.HamletId));

        public KnownHousehold? HouseOf(string id) => byId.GetValueOrDefault(id);

        public (KnownHousehold? Same, IReadOnlyList<(KnownHousehold, Likeness)> Open) Judge(
            ListedHousehold household, IReadOnlyDictionary<Pair, bool> answers, Func<string, string> idOf)
        {
            var folded = Folding.Fold(household.Head.Name);
            var house = household.Head.NationalId is { } id ? HouseOf(idOf(id)) : null;
            if (byCode.GetValueOrDefault(household.Code) is { } coded)
            {
                if (!coded.Ended && (coded.HeadFolded == folded || house?.Id == coded.Id)) return (coded, []);
                return Answered(coded) ? (coded, []) : (null, [(coded, coded.Ended ? Likeness.Ended : Likeness.Code)]);
            }

            List<(KnownHousehold Known, Likeness Why)> like = [];
            if (house is not null) like.Add((house, Likeness.Id));
            if (household.Head.BirthYear is { } year)
                like.AddRange(byName[(folded, year, household.HamletId)].Where(k => k.Id != house?.Id).Select(k => (k, Likeness.Name)));
            foreach (var (candidate, _) in like)
                if (Answered(candidate)) return (candidate, []);
            return (null, [.. like.Where(l => l.Why == Likeness.Id || !answers.ContainsKey(new(household.Code, l.Known.Id)))]);

            bool Answered(KnownHousehold candidate) => answers.GetValueOrDefault(new(household.Code, candidate.Id));
        }
    }
}
