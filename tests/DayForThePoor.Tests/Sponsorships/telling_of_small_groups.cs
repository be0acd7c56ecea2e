using CsCheck;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class telling_of_small_groups
{
    private static readonly Guid[] Units = [.. Enumerable.Range(1, 6).Select(n => new Guid(n, 0, 0, new byte[8]))];

    private static readonly Gen<FigureCell[]> AnyCells =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Frequency((4, Gen.Int[0, 6]), (1, Gen.Int[7, 60])), Gen.Long[0, 1_000_000], (unit, kind, cases, sum) =>
            new FigureCell(Units[unit], BeneficiaryKinds.All[kind], new(cases, cases / 2, cases, sum, sum / 2, sum / 3)))
        .Array[0, 30].Select(cells => cells.DistinctBy(cell => (cell.Unit, cell.Kind)).ToArray());

    [Fact]
    public void never_tells_of_fewer_than_five() => AnyCells.Sample(cells =>
        SmallGroups.Of(cells).SelectMany(place => place.Groups).All(group => group.Figures.Cases >= SmallGroups.Least));

    /// <summary>Groups, places and the total are all that is published; subtract what you like.</summary>
    [Fact]
    public void gives_no_small_group_away_by_the_difference_of_two_figures() => AnyCells.Sample(cells =>
    {
        var places = SmallGroups.Of(cells);
        var published = places.SelectMany(place => place.Groups).Select(group => group.Figures)
            .Concat(places.Select(place => place.Total)).Append(SponsorshipFigures.Sum(places.Select(place => place.Total))).ToList();
        var inside = from place in places from @group in place.Groups select place.Total.Cases - @group.Figures.Cases;
        var around = from place in places select published[^1].Cases - place.Total.Cases;
        return inside.Concat(around).All(rest => rest is 0 or >= SmallGroups.Least);
    });

    [Fact]
    public void tells_everybody_or_nobody() => AnyCells.Sample(cells =>
    {
        var all = SponsorshipFigures.Sum(cells.Where(cell => cell.Figures.Cases > 0).Select(cell => cell.Figures));
        var told = SponsorshipFigures.Sum(SmallGroups.Of(cells).Select(place => place.Total));
        return told == (all.Cases >= SmallGroups.Least ? all : SponsorshipFigures.None);
    });

    [Fact]
    public void names_every_unit_once() => AnyCells.Sample(cells =>
    {
        var units = SmallGroups.Of(cells).SelectMany(place => place.Units).ToList();
        return units.Distinct().Count() == units.Count;
    });

    [Fact]
    public void does_not_depend_on_the_order_in_which_cells_were_read() => AnyCells.Sample(cells =>
        Told(SmallGroups.Of(cells)) == Told(SmallGroups.Of(cells.Reverse())));

    [Fact]
    public void takes_the_smallest_large_group_in_where_the_small_ones_are_too_few()
    {
        var place = SmallGroups.Of([Cell(BeneficiaryKinds.Orphan, 20), Cell(BeneficiaryKinds.LonelyOld, 6), Cell(BeneficiaryKinds.LonelyDisabled, 2)]).ShouldHaveSingleItem();

        place.Groups.Select(group => (string.Join('+', group.Kinds), group.Figures.Cases)).ShouldBe([("orphan", 20), ("lonely_old+lonely_disabled", 8)]);
    }

    [Theory, InlineData(4, 0), InlineData(5, 1)]
    public void tells_nothing_where_all_together_are_too_few(int cases, int places) => SmallGroups.Of([Cell(BeneficiaryKinds.Orphan, cases)]).Count.ShouldBe(places);

    private static FigureCell Cell(string kind, int cases) => new(Units[0], kind, SponsorshipFigures.None with { Cases = cases });

    private static string Told(IReadOnlyList<FigurePlace> places) =>
        string.Join('|', places.Select(place => $"{string.Join(',', place.Units)}:{string.Join(';', place.Groups.Select(group => $"{string.Join('+', group.Kinds)}={group.Figures}"))}"));
}
