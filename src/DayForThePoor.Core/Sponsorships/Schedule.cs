namespace DayForThePoor.Core.Sponsorships;

/// <summary>
/// When instalments fall due and how much they are: a function of the terms alone, so that planning further or planning
/// again never moves what was planned. Days follow the first one: of a pledge from the 31st the last day of shorter months.
/// </summary>
public static class Schedule
{
    /// <summary>Years that a pledge without a near end is planned ahead.</summary>
    public const int YearsAhead = 2;

    /// <summary>A school year starts on 5 September and ends on 31 May; whoever starts after its end starts for the coming one.</summary>
    private const int SchoolStartMonth = 9, SchoolStartDay = 5, SchoolEndMonth = 5, SchoolEndDay = 31;

    private const int LastGrade = 12;

    /// <summary>Due day of an instalment, whether or not the pledge lasts so long.</summary>
    /// <param name="seq">1, 2, …</param>
    public static DateOnly DueOn(PledgeTerms terms, int seq)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seq, 1);
        if (terms.Frequency != Frequencies.SchoolYear) return terms.StartsOn.AddMonths(checked((seq - 1) * (12 / Frequencies.AYear(terms.Frequency))));
        if (seq == 1) return terms.StartsOn;
        var following = terms.StartsOn > new DateOnly(terms.StartsOn.Year, SchoolEndMonth, SchoolEndDay) ? terms.StartsOn.Year + 1 : terms.StartsOn.Year;
        return new DateOnly(following + seq - 2, SchoolStartMonth, SchoolStartDay);
    }

    /// <summary>Instalments that fall due up to the end, counted over the whole time; an open end has none.</summary>
    public static int Count(PledgeTerms terms, DateOnly endsOn)
    {
        var count = 0;
        while (DueOn(terms, count + 1) <= endsOn) count++;
        return count;
    }

    /// <summary>
    /// Instalments from <paramref name="firstSeq"/> that fall due until both the end and <paramref name="through"/>. Of a sum
    /// for the whole time all but the last get the same, the last what remains.
    /// </summary>
    /// <param name="endsOn">Last day on which something can fall due; null: open.</param>
    public static IReadOnlyList<Instalment> Plan(PledgeTerms terms, DateOnly? endsOn, int firstSeq, DateOnly through)
    {
        var last = endsOn is { } end && end < through ? end : through;
        var count = terms.TotalVnd is null || endsOn is null ? 0 : Count(terms, endsOn.Value);
        List<Instalment> planned = [];
        for (var seq = firstSeq; DueOn(terms, seq) is var due && due <= last; seq++)
        {
            var amount = terms.TotalVnd is { } total && seq == count ? checked(total - terms.AmountVnd * (count - 1)) : terms.AmountVnd;
            planned.Add(new(seq, due, amount, terms.Quantity));
        }
        return planned;
    }

    /// <summary>As far as a pledge is planned when it is offered: the first two years, a sum for the whole time to its end.</summary>
    public static IReadOnlyList<Instalment> First(PledgeTerms terms) =>
        Plan(terms, terms.EndsOn, 1, terms is { TotalVnd: not null, EndsOn: { } end } ? end : terms.StartsOn.AddYears(YearsAhead).AddDays(-1));

    /// <summary>Đồng a year by which the pledge fills its slot; the remainder of a split sum is part of it.</summary>
    public static long YearlyVnd(PledgeTerms terms, IReadOnlyList<Instalment> instalments) =>
        terms.TotalVnd is null || instalments.Count == 0 ? terms.YearlyVnd : checked(terms.YearlyVnd + instalments[^1].AmountVnd - terms.AmountVnd);

    /// <summary>The last day by the rule; null: open, or not known yet (no birth date, no grade).</summary>
    /// <param name="date">Of the rule <see cref="EndRules.Date"/>.</param>
    /// <param name="born">Somebody born on 29 February is of age on 28 February of common years, as their parents count.</param>
    /// <param name="grade">1 to 12.</param>
    /// <param name="gradeYear">First calendar year of the school year that the grade is of.</param>
    public static DateOnly? EndOf(string rule, DateOnly? date, DateOnly? born, int? grade, int? gradeYear) => rule switch
    {
        EndRules.Date => date,
        EndRules.Age18 => born?.AddYears(18),
        EndRules.Age22Studying => born?.AddYears(22),
        EndRules.Grade12 => grade is { } g && gradeYear is { } year ? new DateOnly(year + LastGrade - g + 1, SchoolEndMonth, SchoolEndDay) : null,
        _ => null,
    };

    /// <summary>The end after going on for as long again: whole months where the time was whole months, else days.</summary>
    /// <param name="endsOn">The end that is reached; of an earlier renewal perhaps.</param>
    public static DateOnly Again(DateOnly startsOn, DateOnly firstEnd, DateOnly endsOn)
    {
        var after = firstEnd.AddDays(1);
        var months = (after.Year - startsOn.Year) * 12 + after.Month - startsOn.Month;
        return months > 0 && startsOn.AddMonths(months) == after
            ? startsOn.AddMonths(checked(months * Times(startsOn, months, endsOn))).AddDays(-1)
            : endsOn.AddDays(after.DayNumber - startsOn.DayNumber);
    }

    /// <summary>Counted from the start, so that an end on the 31st does not slip to the 28th for good.</summary>
    private static int Times(DateOnly startsOn, int months, DateOnly endsOn)
    {
        var times = 1;
        while (startsOn.AddMonths(checked(months * times)) <= endsOn.AddDays(1)) times++;
        return times;
    }
}
