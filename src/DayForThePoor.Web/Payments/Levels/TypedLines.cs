using DayForThePoor.Core;
using DayForThePoor.Core.Money;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>A list as people type or paste it: one household a line, its code, then đồng; a tab, a semicolon or a space between.</summary>
public static class TypedLines
{
    /// <summary>Null for nothing typed. Codes: transfer.line_unreadable with the line's number.</summary>
    public static IReadOnlyList<TransferLineForm>? Parse(string? typed, List<Refusal> no)
    {
        if (typed is null) return null;
        List<TransferLineForm> lines = [];
        var number = 0;
        foreach (var line in typed.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0) continue;
            var cut = line.LastIndexOfAny([';', '\t', ' ']);
            var amount = cut < 0 ? null : MoneyText.Parse(line[(cut + 1)..], "lines");
            if (amount is null || amount.IsRefused) no.Add(Refusal.Invalid("transfer.line_unreadable", "lines", $"{number}"));
            else lines.Add(new(line[..cut].Trim().TrimEnd(';').Trim(), amount.Value.Amount));
        }
        return lines.Count == 0 ? null : lines;
    }
}
