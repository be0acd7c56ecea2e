using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Tests.Texts;

/// <summary>The texts of one module, as its marker class names them.</summary>
public sealed record TextSource(Type Marker)
{
    private static readonly Assembly Web = typeof(AccessPolicy).Assembly;

    public static IReadOnlyList<TextSource> All { get; } =
    [
        .. Web.GetTypes()
            .Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal) && Web.GetManifestResourceInfo($"{type.FullName}.resources") is not null)
            .Select(type => new TextSource(type)),
    ];

    /// <summary>Key → Vietnamese sentence.</summary>
    public IReadOnlyDictionary<string, string> Vietnamese { get; } = Read(Marker, CultureInfo.InvariantCulture);

    /// <summary>Key → English sentence; only what the English file itself has.</summary>
    public IReadOnlyDictionary<string, string> English { get; } = Read(Marker, CultureInfo.GetCultureInfo("en"));

    public override string ToString() => Marker.Name;

    private static Dictionary<string, string> Read(Type marker, CultureInfo culture) =>
        new ResourceManager(marker).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal);
}
