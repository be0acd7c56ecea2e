using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>What the survey says of a house, as it was typed.</summary>
/// <param name="Kind">One of <see cref="HouseKinds"/>.</param>
/// <param name="SurveyedOn">Today when null.</param>
/// <param name="Condition">Of the house as it is.</param>
/// <param name="Work">What is to be built or mended.</param>
/// <param name="LandPaper">One of <see cref="LandPapers"/>.</param>
/// <param name="LandNumber">Of the certificate; of a confirmation who gave it and when.</param>
/// <param name="Area">m² with at most one decimal, up to 1,000; may be unknown.</param>
/// <param name="Rooms">Gian, up to 20; may be unknown.</param>
public sealed record SurveyForm(string? Kind, DateOnly? SurveyedOn, string? Condition, string? Work, string? LandPaper, string? LandNumber, decimal? Area = null, int? Rooms = null);

/// <summary>A survey that was checked.</summary>
internal sealed record HouseSurvey(string Kind, DateOnly SurveyedOn, string Condition, string Work, string LandPaper, string LandNumber, decimal? Area, int? Rooms)
{
    private const int LongestText = 500, LongestNumber = 120;

    /// <summary>Codes: house.kind, house.future, house.land_paper, house.area, house.rooms and those of texts.</summary>
    public static Outcome<HouseSurvey> Check(SurveyForm form, DateOnly today)
    {
        var condition = CleanText.CheckRequired(form.Condition, "condition", LongestText);
        var work = CleanText.CheckRequired(form.Work, "work", LongestText);
        var number = CleanText.CheckRequired(form.LandNumber, "landNumber", LongestNumber);
        List<Refusal> no = [];
        if (!HouseKinds.All.Contains(form.Kind)) no.Add(Refusal.Invalid("house.kind", "kind"));
        if (form.SurveyedOn > today) no.Add(Refusal.Invalid("house.future", "surveyedOn"));
        no.AddRange([.. condition.Refusals, .. work.Refusals]);
        if (!LandPapers.All.Contains(form.LandPaper)) no.Add(Refusal.Invalid("house.land_paper", "landPaper"));
        no.AddRange(number.Refusals);
        no.AddRange(WhyNotSize(form.Area, form.Rooms));
        return no.Count > 0 ? no : new HouseSurvey(form.Kind!, form.SurveyedOn ?? today, condition.Value, work.Value, form.LandPaper!, number.Value, form.Area, form.Rooms);
    }

    public static IEnumerable<Refusal> WhyNotSize(decimal? area, int? rooms)
    {
        if (area is <= 0 or > 1000 || area is { } size && decimal.Round(size, 1) != size) yield return Refusal.Invalid("house.area", "area");
        if (rooms is <= 0 or > 20) yield return Refusal.Invalid("house.rooms", "rooms");
    }

    /// <summary>In the order of the columns kind, surveyed_on, condition, work, land_paper, land_number, area, rooms.</summary>
    public IEnumerable<NpgsqlParameter> Columns() =>
    [
        new() { Value = Kind }, new() { Value = SurveyedOn }, new() { Value = Condition }, new() { Value = Work }, new() { Value = LandPaper }, new() { Value = LandNumber },
        new() { Value = Area ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric },
        new() { Value = Rooms is { } rooms ? (short)rooms : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint },
    ];
}
