using System.Xml.Linq;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>Finds elements by their local names: each version of ISO 20022 has a namespace of its own.</summary>
internal static class XmlNames
{
    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>The text at the end of a path of names; null when there is none or it is blank.</summary>
    public static string? At(this XElement element, params ReadOnlySpan<string> path)
    {
        XElement? at = element;
        foreach (var name in path) at = at?.Child(name);
        return at is null || at.HasElements || string.IsNullOrWhiteSpace(at.Value) ? null : at.Value.Trim();
    }
}
