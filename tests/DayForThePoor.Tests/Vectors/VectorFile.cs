using System.Text.Json;

namespace DayForThePoor.Tests.Vectors;

/// <summary>Reads a vector file of this folder; it is embedded, so tests do not depend on where they run.</summary>
internal static class VectorFile
{
    public static JsonElement Read(string name)
    {
        using var stream = typeof(VectorFile).Assembly.GetManifestResourceStream($"DayForThePoor.Tests.Vectors.{name}")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
