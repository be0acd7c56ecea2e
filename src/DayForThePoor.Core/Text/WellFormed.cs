using System.Text;

namespace DayForThePoor.Core.Text;

/// <summary>Half of a surrogate pair (a text cut by another program) makes <see cref="string.Normalize()"/> throw; here it becomes U+FFFD.</summary>
internal static class WellFormed
{
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
