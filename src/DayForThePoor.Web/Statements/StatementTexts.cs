namespace DayForThePoor.Web.Statements;

/// <summary>Marks the texts of statements: StatementTexts.resx (Vietnamese) and StatementTexts.en.resx.</summary>
public sealed class StatementTexts;
