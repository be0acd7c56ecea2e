namespace DayForThePoor.Core.Sponsorships;

/// <summary>What is told of a group of cases. Amounts in đồng, of a calendar year up to a day.</summary>
/// <param name="Cases">People.</param>
/// <param name="SlotsSponsored">Standing slots with at least one sponsor.</param>
/// <param name="SlotsOpen">Standing slots with none.</param>
public sealed record SponsorshipFigures(int Cases, int SlotsSponsored, int SlotsOpen, long PromisedVnd, long ReceivedVnd, long DeliveredVnd)
{
    public static readonly SponsorshipFigures None = new(0, 0, 0, 0, 0, 0);

    public static SponsorshipFigures operator +(SponsorshipFigures one, SponsorshipFigures other) => checked(new(
        one.Cases + other.Cases, one.SlotsSponsored + other.SlotsSponsored, one.SlotsOpen + other.SlotsOpen,
        one.PromisedVnd + other.PromisedVnd, one.ReceivedVnd + other.ReceivedVnd, one.DeliveredVnd + other.DeliveredVnd));

    public static SponsorshipFigures Sum(IEnumerable<SponsorshipFigures> all) => all.Aggregate(None, (sum, next) => sum + next);
}

/// <summary>One unit and kind, before anything is merged. Never published.</summary>
/// <param name="Kind">One of <see cref="BeneficiaryKinds"/>.</param>
public sealed record FigureCell(Guid Unit, string Kind, SponsorshipFigures Figures);

/// <summary>What is published as one line.</summary>
/// <param name="Kinds">In the order of <see cref="BeneficiaryKinds.All"/>.</param>
public sealed record FigureGroup(IReadOnlyList<string> Kinds, SponsorshipFigures Figures);

/// <summary>A unit, or several small ones that are told as one.</summary>
/// <param name="Groups">Together all cases of the place; each with <see cref="SmallGroups.Least"/> or more.</param>
public sealed record FigurePlace(IReadOnlyList<Guid> Units, IReadOnlyList<FigureGroup> Groups)
{
    public SponsorshipFigures Total => SponsorshipFigures.Sum(Groups.Select(group => group.Figures));
}

/// <summary>
/// Merges groups that are too small to be told alone. What is left is a partition: every published figure is a sum over whole
/// groups, and so is the difference of any two of them. That is why a group is never merely left out, as the total would give
/// it away, and why the smallest large group is taken in where the small ones together are still too few.
/// </summary>
public static class SmallGroups
{
    /// <summary>Fewer people than this are never told apart.</summary>
    public const int Least = 5;

    /// <summary>Empty where all cases together are fewer than <see cref="Least"/>.</summary>
    public static IReadOnlyList<FigurePlace> Of(IEnumerable<FigureCell> cells)
    {
        var units = cells.Where(cell => cell.Figures.Cases > 0).GroupBy(cell => cell.Unit)
            .Select(unit => (Units: (IReadOnlyList<Guid>)[unit.Key], Cells: unit.ToList())).ToList();
        return [.. Large(units, unit => unit.Cells.Sum(cell => cell.Figures.Cases), unit => unit.Units[0].ToString(), Together)
            .Select(place => new FigurePlace(place.Units, Kinds(place.Cells)))];
    }

    private static List<FigureGroup> Kinds(IEnumerable<FigureCell> cells)
    {
        var kinds = cells.GroupBy(cell => cell.Kind).Select(kind => new FigureGroup([kind.Key], SponsorshipFigures.Sum(kind.Select(cell => cell.Figures))));
        return [.. Large([.. kinds], group => group.Figures.Cases, group => group.Kinds[0], Together).OrderBy(group => Order(group.Kinds[0]))];
    }

    /// <summary>The large ones as they are, the small ones as one at the end.</summary>
    /// <param name="name">Decides between two of one size, so that the same figures are always merged the same way.</param>
    private static List<T> Large<T>(List<T> parts, Func<T, int> size, Func<T, string> name, Func<List<T>, T> together)
    {
        var large = parts.Where(part => size(part) >= Least).OrderBy(size).ThenBy(name, StringComparer.Ordinal).ToList();
        var small = parts.Where(part => size(part) < Least).ToList();
        if (small.Count == 0) return large;
        if (small.Sum(size) < Least)
        {
            if (large.Count == 0) return [];
            small.Add(large[0]);
            large.RemoveAt(0);
        }
        return [.. large, together(small)];
    }

    private static (IReadOnlyList<Guid> Units, List<FigureCell> Cells) Together(List<(IReadOnlyList<Guid> Units, List<FigureCell> Cells)> places) =>
        ([.. places.SelectMany(place => place.Units).Order()], [.. places.SelectMany(place => place.Cells)]);

    private static FigureGroup Together(List<FigureGroup> groups) =>
        new([.. groups.SelectMany(group => group.Kinds).OrderBy(Order)], SponsorshipFigures.Sum(groups.Select(group => group.Figures)));

    private static int Order(string kind) => BeneficiaryKinds.All.ToList().IndexOf(kind);
}
