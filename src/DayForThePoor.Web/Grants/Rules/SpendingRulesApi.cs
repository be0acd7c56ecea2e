using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>The API's door to what units have laid down about their help.</summary>
public static class SpendingRulesApi
{
    public sealed record Step(long FromVnd, int Signatures);

    /// <inheritdoc cref="DatedRule"/>
    /// <param name="Unit">National code.</param>
    /// <param name="Id">Null: the shipped rule.</param>
    /// <param name="ValidFrom">Null for the shipped rule.</param>
    public sealed record Row(
        Guid? Id, string Unit, string Purpose, string Decision, DateOnly? ValidFrom, DateOnly? ValidTo, long? CeilingVnd, IReadOnlyList<Step> Signatures,
        bool SkipMeeting, bool SkipPosting, bool ShortAllowed, int PostingDays, long FullFileOverVnd, int OverlapMonths, int? OnceInYears);

    public sealed record Found(IReadOnlyList<Row> Items, int Total);

    /// <inheritdoc cref="RuleTrial"/>
    public sealed record Trial(int Grants, long SumVnd, int Above, long ExcessVnd, int MoreSignatures, int FewerSignatures, int FullFiles);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/spending-rules", List).WithSummary("Rules of spending: dated, by unit and purpose; with on=, what stands on that day").Produces<Found>();
        api.MapPost("/spending-rules", Set).WithSummary("Lay down a rule; with dryRun=true only try it on the last twelve months").Produces<Row>(StatusCodes.Status201Created).Produces<Trial>();
        api.MapPost("/spending-rules/{id:guid}/end", End).WithSummary("Say until when a rule stands, or (without lastDay) take back one that has not begun");
    }

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, SpendingRules rules, CancellationToken cancellation, string? unit = null, string? purpose = null, string? on = null)
    {
        List<Refusal> no = [];
        var day = ReadScope.Date(on, "on", no);
        if (purpose is not null && !Purposes.All.Contains(purpose)) no.Add(Refusal.Invalid("spending_rule.purpose", "purpose"));
        if (day is not null && unit is null) no.Add(Refusal.Invalid("spending_rule.unit", "unit"));
        if (no.Count > 0) return no.ToResult();
        var known = await registry.Current(cancellation);
        var seen = (await access.UnitsOf(http.Actor(), Permission.ReadGrants, cancellation)).SelectMany(known.Under).ToHashSet();
        if (unit is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(unit, out var asked) ? [asked.UnitId] : []);
        if (seen.Count == 0) return AccessPolicy.OtherUnit.ToResult();

        var found = await rules.Of(seen, cancellation);
        if (day is { } when)
        {
            var one = seen.Single();
            found = [.. Purposes.All.Select(p => found.FirstOrDefault(rule => rule.Purpose == p && rule.StandsOn(when)) ?? new DatedRule(one, DateOnly.MinValue, null, SpendingRule.Default(p)))];
        }
        Row[] rows = [.. found.Where(rule => purpose is null || rule.Purpose == purpose).Select(rule => Of(rule, known))];
        return Results.Ok(new Found(rows, rows.Length));
    }

    private static async Task<IResult> Set(
        HttpContext http, IAccessPolicy access, IRegistry registry, SpendingRules rules, RuleTrials trials, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation, bool dryRun = false)
    {
        var fields = await JsonFields.Read(http.Request, cancellation);
        var known = await registry.Current(cancellation);
        var unit = known.UnitsByCode.GetValueOrDefault(fields?.Text("unit") ?? "")?.UnitId ?? Guid.Empty;
        if (await access.WhyNot(http.Actor(), Permission.SetSpendingRules, unit, cancellation) is { } denied) return denied.ToResult();
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (!dryRun && RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        var form = Read(fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        if (!dryRun)
            return (await bus.InvokeAsync<Outcome<DatedRule>>(new SetSpendingRule(http.Actor(), unit, key, form), cancellation))
                .ToResult(rule => Results.Created($"/api/spending-rules?unit={known.UnitsNow[unit].Code}&purpose={rule.Purpose}", Of(rule, known)));

        var meant = SpendingRuleChecks.Check(form, unit);
        if (!meant.TryGet(out var meantRule)) return meant.Refusals.ToResult();
        if (await rules.InTheWay(meantRule, form.EndsPrevious, cancellation) is { } beside) return SetSpendingRuleHandler.Overlap(beside).ToResult();
        var trial = await trials.Of(meantRule, cancellation);
        return Results.Ok(new Trial(trial.Grants, trial.Sum, trial.Above, trial.ExcessSum, trial.MoreSignatures, trial.FewerSignatures, trial.FullFiles));
    }

    private static async Task<IResult> End(Guid id, HttpContext http, SpendingRules rules, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var last = fields.Date("lastDay");
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var unit = (await rules.Find(id, cancellation))?.UnitId ?? Guid.Empty;
        return (await bus.InvokeAsync<Outcome<bool>>(new EndSpendingRule(http.Actor(), unit, id, last), cancellation)).ToResult(_ => Results.NoContent());
    }

    private static SpendingRuleForm Read(JsonFields fields) => new(
        fields.Text("purpose"), fields.Text("decision"), fields.Date("validFrom"), fields.Date("validTo"), fields.Whole("ceilingVnd"),
        fields.List("signatures", step => new SignatureStep(step.Whole("fromVnd") ?? 0, step.Count("signatures") ?? 0)),
        fields.Flag("skipMeeting") ?? false, fields.Flag("skipPosting") ?? false, fields.Flag("shortAllowed") ?? false,
        fields.Count("postingDays"), fields.Whole("fullFileOverVnd"), fields.Count("overlapMonths"), fields.Count("onceInYears"), fields.Flag("endsPrevious") ?? false);

    private static Row Of(DatedRule rule, RegistrySnapshot known)
    {
        var terms = rule.Terms;
        return new(
            terms.Id, known.UnitsNow[rule.UnitId].Code, rule.Purpose, terms.Decision, terms.Id is null ? null : rule.ValidFrom, rule.ValidTo, terms.CeilingVnd,
            [.. terms.Steps.Select(step => new Step(step.FromVnd, step.Signatures))],
            !terms.NeedsMeeting, !terms.NeedsPosting, terms.ShortAllowed, terms.PostingDays, terms.FullFileOverVnd, terms.OverlapMonths, terms.OnceInYears);
    }

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
