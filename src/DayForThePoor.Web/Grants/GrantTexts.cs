namespace DayForThePoor.Web.Grants;

/// <summary>Marks the texts about grants: refusals, names of states, purposes and steps.</summary>
public sealed class GrantTexts;
