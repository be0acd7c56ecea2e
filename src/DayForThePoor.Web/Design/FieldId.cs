namespace DayForThePoor.Web.Design;

/// <summary>The element id of a form field: its name with what ids and fragments cannot hold turned into hyphens.</summary>
public static class FieldId
{
    public static string Of(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
