using DayForThePoor.Core.Statements.Matching;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>A rule of a unit as its list shows it.</summary>
/// <param name="LostRightAt">Since when it may not act alone any more, because a match of it was undone.</param>
/// <param name="Matched">Lines that stand matched by it.</param>
public sealed record RuleRow(MatchRule Rule, DateTimeOffset? LostRightAt, DateTimeOffset MadeAt, long Matched);
