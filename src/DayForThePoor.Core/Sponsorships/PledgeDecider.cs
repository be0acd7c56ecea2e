namespace DayForThePoor.Core.Sponsorships;

/// <summary>What somebody offers, as it is typed.</summary>
/// <param name="AmountVnd">Đồng each instalment; or <paramref name="TotalVnd"/> for the whole time; or <paramref name="Quantity"/> of goods each instalment.</param>
/// <param name="EndsOn">Of the end rule <see cref="EndRules.Date"/>.</param>
public sealed record PledgeOffer(
    string? Channel, long? AmountVnd, long? TotalVnd, decimal? Quantity, string? Frequency, DateOnly? StartsOn, string? EndRule, DateOnly? EndsOn, bool Renews);

/// <summary>What an end rule asks of the person.</summary>
/// <param name="Grade">1 to 12, in the school year that began in <paramref name="GradeYear"/>.</param>
public sealed record Schooling(DateOnly? Born, int? Grade, int? GradeYear)
{
    public static readonly Schooling Unknown = new(null, null, null);
}

/// <summary>Who takes a step and what they wrote.</summary>
/// <param name="StepId">Id of the event; where one step makes two events, of the one that bears the texts.</param>
/// <param name="Texts">Field → commitment.</param>
public sealed record PledgeStep(Guid StepId, Guid By, IReadOnlyDictionary<string, string> Texts)
{
    private static readonly SortedDictionary<string, string> NoTexts = [];

    public static PledgeStep Silent(Guid step, Guid by) => new(step, by, NoTexts);

    internal PledgeStep Beside(string kind) => Silent(Ids.Of(kind, StepId), By);
}

/// <summary>
/// What may happen to a pledge next. Every rule is a pure function of its state and what is asked; what comes out are the
/// events, with every figure in them, so that later rules never work out anew what was decided.
/// </summary>
public static partial class PledgeDecider
{
    /// <summary>Đồng of an instalment or a payment: less or more is a slip of the keyboard.</summary>
    public const long LeastVnd = 1_000, MostVnd = 999_999_999;

    /// <summary>Goods of an instalment.</summary>
    public const decimal MostQuantity = 10_000;

    /// <summary>A pledge on paper may be older than its record; nobody promises for a start further ahead.</summary>
    public const int YearsBack = 10, YearsAhead = 2;

    /// <summary>Longest time to a named day.</summary>
    public const int LongestYears = 30;

    /// <summary>The terms with their end and the share of each instalment worked out, or all that is wrong with them.</summary>
    public static Outcome<PledgeTerms> Terms(PledgeOffer offer, Schooling person, DateOnly today)
    {
        List<Refusal> no = [];
        if (!PledgeChannels.All.Contains(offer.Channel)) no.Add(Refusal.Invalid("pledge.channel", "channel"));
        if (!Frequencies.All.Contains(offer.Frequency)) no.Add(Refusal.Invalid("pledge.frequency", "frequency"));
        if (!EndRules.All.Contains(offer.EndRule)) no.Add(Refusal.Invalid("pledge.end_rule", "endRule"));
        if (offer.StartsOn is not { } starts) no.Add(Refusal.Invalid("pledge.start_missing", "startsOn"));
        else if (starts < today.AddYears(-YearsBack) || starts > today.AddYears(YearsAhead)) no.Add(Refusal.Invalid("pledge.start_far", "startsOn"));
        no.AddRange(WhyNotWorth(offer));
        if (offer.Renews && (offer.EndRule != EndRules.Date || offer.TotalVnd is not null)) no.Add(Refusal.Invalid("pledge.renews", "renews"));
        if (no.Count > 0) return no;

        var (rule, startsOn) = (offer.EndRule!, offer.StartsOn!.Value);
        var endsOn = Schedule.EndOf(rule, offer.EndsOn, person.Born, person.Grade, person.GradeYear);
        if (endsOn is null && rule == EndRules.Date) return Refusal.Invalid("pledge.end_missing", "endsOn");
        if (endsOn is null && rule != EndRules.Lifetime) return Refusal.Invalid("pledge.end_unknown", "endRule");
        if (endsOn < startsOn) return Refusal.Invalid("pledge.end_before_start", rule == EndRules.Date ? "endsOn" : "startsOn", Day(endsOn.Value));
        if (endsOn > startsOn.AddYears(LongestYears)) return Refusal.Invalid("pledge.end_far", "endsOn", $"{LongestYears}");
        if (offer.TotalVnd is not { } total)
            return new PledgeTerms(offer.Channel!, offer.AmountVnd ?? 0, offer.Frequency!, startsOn, rule, offer.Renews, endsOn, null, offer.Quantity);

        if (endsOn is null) return Refusal.Invalid("pledge.total_open", "totalVnd");
        var whole = new PledgeTerms(offer.Channel!, 0, offer.Frequency!, startsOn, rule, false, endsOn, total);
        var share = total / Schedule.Count(whole, endsOn.Value);
        return share is < LeastVnd or > MostVnd ? Refusal.Invalid("pledge.amount", "totalVnd", Text(LeastVnd), Text(MostVnd)) : whole with { AmountVnd = share };
    }

    private static IEnumerable<Refusal> WhyNotWorth(PledgeOffer offer)
    {
        if (offer.Channel == PledgeChannels.Goods)
        {
            if (offer.AmountVnd is not null || offer.TotalVnd is not null) yield return Refusal.Invalid("pledge.goods_in_money", "amountVnd");
            if (offer.Quantity is not (> 0 and <= MostQuantity) || decimal.Round(offer.Quantity.Value, 3) != offer.Quantity)
                yield return Refusal.Invalid("pledge.quantity", "quantity", Text((long)MostQuantity));
            yield break;
        }
        if (offer.Quantity is not null) yield return Refusal.Invalid("pledge.money_in_goods", "quantity");
        if (offer.AmountVnd is not null && offer.TotalVnd is not null) yield return Refusal.Invalid("pledge.amount_twice", "totalVnd");
        else if (offer.TotalVnd is { } total)
        {
            if (total < LeastVnd) yield return Refusal.Invalid("pledge.amount", "totalVnd", Text(LeastVnd), Text(MostVnd));
        }
        else if (offer.AmountVnd is not (>= LeastVnd and <= MostVnd)) yield return Refusal.Invalid("pledge.amount", "amountVnd", Text(LeastVnd), Text(MostVnd));
    }

    /// <param name="beneficiary">Null with <paramref name="slot"/>: whoever needs it most.</param>
    /// <param name="fund">Of the channel through the fund.</param>
    public static PledgeOffered Offer(
        PledgeStep step, Guid pledge, Guid unit, Guid sponsor, PledgeTerms terms, Guid? beneficiary = null, Guid? slot = null, Guid? fund = null, Guid? predecessor = null) =>
        new(step.StepId, pledge, unit, sponsor, terms, Schedule.First(terms), step.Texts, step.By, beneficiary, slot, fund, predecessor);

    /// <summary>Keeps the place. Whether the slot has room is asked beside it.</summary>
    /// <param name="until">Last day; not before today.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Hold(PledgeState pledge, PledgeStep step, DateOnly until, DateOnly today) =>
        pledge.State != PledgeStates.Offered ? NotNow(pledge)
        : pledge.SlotId is null ? Refusal.Conflict("pledge.not_assigned")
        : until < today ? Refusal.Invalid("pledge.hold_past", "until")
        : Did(new PledgeHeld(step.StepId, pledge.Id, until, step.Texts, step.By));

    /// <param name="most">How often a hold may be extended.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> ExtendHold(PledgeState pledge, PledgeStep step, int days, int most, DateOnly today) =>
        pledge.State == PledgeStates.Offered && pledge.HoldRanOut ? Refusal.Conflict("pledge.hold_expired")
        : pledge.State != PledgeStates.Held ? NotNow(pledge)
        : pledge.HeldUntil < today ? Refusal.Conflict("pledge.hold_expired")
        : pledge.Extensions >= most ? Refusal.Conflict("pledge.hold_extensions", null, $"{most}")
        : Did(new PledgeHoldExtended(step.StepId, pledge.Id, pledge.HeldUntil!.Value.AddDays(days), pledge.Extensions + 1, step.Texts, step.By));

    /// <summary>The daily run: a hold whose last day is over.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> ExpireHold(PledgeState pledge, PledgeStep step, DateOnly on) =>
        pledge.State != PledgeStates.Held ? NotNow(pledge)
        : on <= pledge.HeldUntil ? Refusal.Conflict("pledge.hold_runs", null, Day(pledge.HeldUntil.Value))
        : Did(new PledgeHoldExpired(step.StepId, pledge.Id, on, step.Texts, step.By));

    public static Outcome<IReadOnlyList<IPledgeEvent>> Note(PledgeState pledge, PledgeStep step) =>
        Did(new PledgeNoted(step.StepId, pledge.Id, step.Texts, step.By));

    private static Outcome<IReadOnlyList<IPledgeEvent>> Did(params IReadOnlyList<IPledgeEvent> happened) => new(happened);

    /// <summary>The step does not follow on where the pledge stands.</summary>
    private static Refusal NotNow(PledgeState pledge) => Refusal.Conflict(pledge.State switch
    {
        PledgeStates.Offered => "pledge.is_offered",
        PledgeStates.Held => "pledge.is_held",
        PledgeStates.Active => "pledge.is_active",
        PledgeStates.Paused => "pledge.is_paused",
        _ => "pledge.is_ended",
    });

    private static string Text(long vnd) => new Money.Vnd(vnd).ToString();

    private static string Day(DateOnly day) => $"{day.Day:D2}/{day.Month:D2}/{day.Year:D4}";
}
