using System.Globalization;
using System.Text.Json;

namespace DayForThePoor.Web.Hosting;

/// <summary>The arguments of a verb, and how a verb answers: one line of JSON on stdout, or text in the operator's language.</summary>
public sealed class CommandLine(string[] args)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether a program reads the answer.</summary>
    public bool WantsJson => Has("--json");

    public bool Has(string name) => args.Contains(name, StringComparer.Ordinal);

    /// <summary>What follows <paramref name="name"/>; null when it is not there.</summary>
    public string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>Texts in Vietnamese unless LC_ALL, LC_MESSAGES or LANG asks for English.</summary>
    public static void UseOperatorsLanguage()
    {
        var asked = Of("LC_ALL") ?? Of("LC_MESSAGES") ?? Of("LANG") ?? "";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "vi");

        static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    }

    public static void Answer<T>(T answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, Json));
}
