using System.Globalization;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Grants;

/// <summary>A rule as somebody lays it down; what is left out is as in the shipped rule.</summary>
/// <param name="OnceInYears">0: no such limit.</param>
/// <param name="EndsPrevious">The rule without an end that stands now ends on the day before this one begins.</param>
public sealed record SpendingRuleForm(
    string? Purpose, string? Decision, DateOnly? ValidFrom, DateOnly? ValidTo, long? Ceiling, IReadOnlyList<SignatureStep>? Steps,
    bool SkipMeeting, bool SkipPosting, bool ShortAllowed, int? PostingDays, long? FullFileOver, int? OverlapMonths, int? OnceInYears, bool EndsPrevious = false);

/// <summary>Every rule about rules. Pure.</summary>
public static class SpendingRuleChecks
{
    private const int LongestDecision = 80, MostSteps = 5, MostSignatures = 5, MostDays = 60, MostMonths = 120, MostYears = 50;

    /// <summary>As MoneyText's greatest: more is a slip of the finger.</summary>
    private const long MostAmount = 1_000_000_000_000_000;

    private static readonly DateOnly First = new(2000, 1, 1), Last = new(2100, 12, 31);

    /// <summary>The rule without its id. Codes: spending_rule.… and those of texts.</summary>
    public static Outcome<DatedRule> Check(SpendingRuleForm form, Guid unit)
    {
        List<Refusal> no = [];
        if (!Purposes.All.Contains(form.Purpose)) no.Add(Refusal.Invalid("spending_rule.purpose", "purpose"));
        var decision = CleanText.CheckRequired(form.Decision, "decision", LongestDecision);
        no.AddRange(decision.Refusals);
        if (form.ValidFrom is not { } from || from < First || from > Last) no.Add(Refusal.Invalid("spending_rule.begin", "validFrom"));
        else if (form.ValidTo < from || form.ValidTo > Last) no.Add(Refusal.Invalid("spending_rule.end_before_begin", "validTo"));
        if (form.Ceiling is <= 0 or > MostAmount) no.Add(Refusal.Invalid("spending_rule.ceiling", "ceilingVnd"));
        if (form.FullFileOver is < 0 or > MostAmount) no.Add(Refusal.Invalid("spending_rule.full_file", "fullFileOverVnd"));
        Within(form.PostingDays, 1, MostDays, "postingDays");
        Within(form.OverlapMonths, 0, MostMonths, "overlapMonths");
        Within(form.OnceInYears, 0, MostYears, "onceInYears");
        var steps = form.Steps is { Count: > 0 } given ? given : [new(0, 1)];
        if (WhyNot(steps) is { } wrong) no.Add(wrong);
        if (no.Count > 0) return no;

        var shipped = SpendingRule.Default(form.Purpose!);
        var terms = shipped with
        {
            CeilingVnd = form.Ceiling,
            Steps = [.. steps],
            NeedsMeeting = !form.SkipMeeting,
            NeedsPosting = !form.SkipPosting,
            ShortAllowed = form.ShortAllowed,
            PostingDays = form.PostingDays ?? shipped.PostingDays,
            FullFileOverVnd = form.FullFileOver ?? shipped.FullFileOverVnd,
            OverlapMonths = form.OverlapMonths ?? shipped.OverlapMonths,
            OnceInYears = form.OnceInYears switch { null => shipped.OnceInYears, 0 => null, var years => years },
            Decision = decision.Value,
        };
        return new DatedRule(unit, form.ValidFrom!.Value, form.ValidTo, terms);

        void Within(int? number, int least, int most, string field)
        {
            if (number < least || number > most)
                no.Add(Refusal.Invalid("spending_rule.number", field, least.ToString(NumberFormatInfo.InvariantInfo), most.ToString(NumberFormatInfo.InvariantInfo)));
        }
    }

    /// <summary>More money never needs fewer signatures: else a sum could be raised to need less.</summary>
    private static Refusal? WhyNot(IReadOnlyList<SignatureStep> steps)
    {
        if (steps.Count > MostSteps || steps[0].FromVnd != 0) return Refusal.Invalid("spending_rule.first_step", "signatures", $"{MostSteps}");
        if (steps.Any(step => step.Signatures is < 1 or > MostSignatures)) return Refusal.Invalid("spending_rule.signatures", "signatures", $"{MostSignatures}");
        return steps.Zip(steps.Skip(1)).All(pair => pair.First.FromVnd < pair.Second.FromVnd && pair.First.Signatures < pair.Second.Signatures && pair.Second.FromVnd <= MostAmount)
            ? null
            : Refusal.Invalid("spending_rule.steps_fall", "signatures");
    }
}
