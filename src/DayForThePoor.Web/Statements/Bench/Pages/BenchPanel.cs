namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>What another module says beside the line that is looked at.</summary>
/// <param name="Component">Takes the line as its parameter Line.</param>
public sealed record BenchPanel(Type Component);
