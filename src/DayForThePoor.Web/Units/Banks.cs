using System.Collections.Frozen;
using System.Text.Json;

namespace DayForThePoor.Web.Units;

/// <param name="Bin">Six digits, assigned by NAPAS.</param>
/// <param name="ShortName">As people say it: "Vietcombank".</param>
public sealed record Bank(string Bin, string ShortName, string Name);

/// <summary>The banks of Vietnam by BIN. The State Treasury is not among them: it has no BIN and no VietQR.</summary>
public static class Banks
{
    private sealed record Listed(string Bin, string ShortName, string Name, bool Deprecated);

    private sealed record BankList(IReadOnlyList<Listed> Banks);

    /// <summary>Sorted by short name.</summary>
    public static readonly IReadOnlyList<Bank> All = [.. Read().OrderBy(b => b.ShortName, StringComparer.Ordinal)];

    public static readonly FrozenDictionary<string, Bank> ByBin = All.ToFrozenDictionary(b => b.Bin);

    /// <summary>A bank that was renamed stands twice under its BIN; its present name counts.</summary>
    private static IEnumerable<Bank> Read()
    {
        using var file = UnitData.Open("bank_bins_vn.json");
        return JsonSerializer.Deserialize<BankList>(file, JsonSerializerOptions.Web)!.Banks
            .Where(b => b.Bin.Length == 6)
            .OrderBy(b => b.Deprecated)
            .DistinctBy(b => b.Bin)
            .Select(b => new Bank(b.Bin, b.ShortName, b.Name));
    }
}
