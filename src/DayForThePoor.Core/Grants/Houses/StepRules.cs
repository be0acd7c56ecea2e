using System.Globalization;

namespace DayForThePoor.Core.Grants.Houses;

/// <summary>A step as it was written down.</summary>
/// <param name="Text">Remarks; what must be mended; why a step is taken back.</param>
/// <param name="Floor">Nền cứng; <paramref name="Frame"/> khung tường, <paramref name="Roof"/> mái. Only of an inspection.</param>
/// <param name="MendBy">Last day for mending.</param>
public sealed record HouseStep(string Step, DateOnly On, string Text, bool? Floor = null, bool? Frame = null, bool? Roof = null, DateOnly? MendBy = null, string Plate = "");

/// <summary>Which step a house can take, and what has to be said with it.</summary>
public static class StepRules
{
    /// <summary>
    /// Codes: house.step, house.future, house.before_last, house.solid_missing, house.not_solid, house.mend_text,
    /// house.mend_by, house.plate_missing, house.reason.
    /// </summary>
    /// <param name="last">Day of the step before.</param>
    public static IEnumerable<Refusal> WhyNot(string kind, string state, DateOnly last, DateOnly today, HouseStep step)
    {
        if (HouseSteps.Next(state, step.Step) is null)
        {
            yield return Refusal.Conflict("house.step", "step");
            yield break;
        }
        if (step.On > today) yield return Refusal.Invalid("house.future", "on");
        if (step.Step == HouseSteps.TakeBack)
        {
            if (step.Text.Length == 0) yield return Refusal.Invalid("house.reason", "text");
            yield break;
        }
        if (step.On < last) yield return Refusal.Invalid("house.before_last", "on", last.ToString("dd'/'MM'/'yyyy", DateTimeFormatInfo.InvariantInfo));
        var isInspection = step.Step is HouseSteps.Accept or HouseSteps.Mend;
        var solid = (step.Floor, step.Frame, step.Roof);
        if (isInspection && (step.Floor is null || step.Frame is null || step.Roof is null)) yield return Refusal.Invalid("house.solid_missing", "floor");
        // A repair mends a part; a new house that lacks one of the three would still count as a poor one.
        else if (step.Step == HouseSteps.Accept && kind == HouseKinds.New && solid is not (true, true, true)) yield return Refusal.Invalid("house.not_solid", "floor");
        if (step.Step == HouseSteps.Mend && step.Text.Length == 0) yield return Refusal.Invalid("house.mend_text", "text");
        if (step.Step == HouseSteps.Mend && (step.MendBy is null || step.MendBy <= step.On)) yield return Refusal.Invalid("house.mend_by", "mendBy");
        if (step.Step == HouseSteps.HandOver && step.Plate.Length == 0) yield return Refusal.Invalid("house.plate_missing", "plate");
    }
}
