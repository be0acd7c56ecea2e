using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Whom to call about sponsoring in a commune.</summary>
/// <param name="Board">As its letterhead says.</param>
/// <param name="Phone">Empty where the unit gave none.</param>
public sealed record CommuneContact(string Code, string Name, string Board, string Phone)
{
    public static CommuneContact Of(RegistrySnapshot known, Guid unit, DateOnly on)
    {
        var fund = known.Funds.Values.Where(f => f.UnitId == unit && f.HandedOverOn is null).OrderByDescending(f => f.Kind, StringComparer.Ordinal).FirstOrDefault();
        var letterhead = fund is null ? null : known.LetterheadOf(fund.Id, on);
        var now = known.UnitsNow[unit];
        return new(now.Code, now.Name, letterhead?.UnitLine ?? now.Name, letterhead?.Phone ?? "");
    }
}

/// <summary>A commune that is told of apart, or those that are told of as one.</summary>
/// <param name="Figures">Null where too few cases stand to tell anything.</param>
public sealed record PublicPlace(IReadOnlyList<CommuneContact> Communes, bool Apart, FigurePlace? Figures)
{
    /// <summary>In addresses: the commune's code, or "khac".</summary>
    public string Key => Apart ? Communes[0].Code : PublicSummaries.Others;
}

/// <param name="Places">By name; those that are told of as one stand last.</param>
/// <param name="Chosen">The place that was asked for; null: all.</param>
public sealed record PublicSummary(PublishedFigures Figures, IReadOnlyList<PublicPlace> Places, PublicPlace? Chosen, WaitingPage Waiting)
{
    /// <summary>Where a waiting case is told to be: of a small commune no nearer than its figures are.</summary>
    public PublicPlace PlaceOf(Guid unit, RegistrySnapshot known) =>
        Places.FirstOrDefault(place => place.Apart && known.UnitsByCode.TryGetValue(place.Key, out var found) && found.UnitId == unit) ?? Places[^1];
}

/// <summary>What everybody may know of sponsoring: figures and who waits for a sponsor.</summary>
public sealed class PublicSummaries(PublicFigures figures, WaitingCases waiting, IRegistry registry)
{
    /// <summary>Names the communes that are told of as one.</summary>
    public const string Others = "khac";

    /// <param name="place">A commune's code or <see cref="Others"/>; null or unknown: all. A commune that is not told of apart means the others.</param>
    /// <param name="page">Of those who wait, from 1.</param>
    public async Task<PublicSummary> Read(string? place, int page, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var counted = await figures.Now(cancellation);
        var apart = counted.UnitsApart;
        var places = counted.Places.Where(p => p.Units.Count == 1)
            .Select(p => new PublicPlace([CommuneContact.Of(known, p.Units[0], counted.On)], true, p)).OrderBy(p => p.Communes[0].Name, StringComparer.Ordinal).ToList();
        var merged = counted.Places.FirstOrDefault(p => p.Units.Count > 1);
        var others = new PublicPlace([.. (merged?.Units ?? []).Select(unit => CommuneContact.Of(known, unit, counted.On)).OrderBy(c => c.Name, StringComparer.Ordinal)], false, merged);

        var chosen = place is null ? null
            : place == Others ? others
            : known.UnitsByCode.TryGetValue(place, out var unit) ? places.Find(p => p.Key == unit.Code) ?? others
            : null;
        var list = chosen switch
        {
            null => await waiting.List([], true, page, cancellation),
            { Apart: true } => await waiting.List(chosen.Figures!.Units, false, page, cancellation),
            _ => await waiting.List([.. apart], true, page, cancellation),
        };
        return new(counted, [.. places, others], chosen, list);
    }
}
