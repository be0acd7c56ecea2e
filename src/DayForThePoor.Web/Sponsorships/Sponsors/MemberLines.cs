using DayForThePoor.Core;
using DayForThePoor.Core.Money;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>Members of a group as people type them: "Lê Thị Thu: 100.000", a member a line.</summary>
public static class MemberLines
{
    private const int LongestShown = 60;

    public static string Of(IEnumerable<(string Name, long ShareVnd)> members) => string.Join('\n', members.Select(m => $"{m.Name}: {MoneyText.Format(new(m.ShareVnd))}"));

    /// <summary>Null: no line. A line that cannot be read goes to <paramref name="no"/> as sponsor.member_line.</summary>
    public static IReadOnlyList<MemberShare>? Read(string? typed, string field, List<Refusal> no)
    {
        var lines = (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null : [.. lines.Select(Member)];

        MemberShare Member(string line)
        {
            var at = line.LastIndexOf(':');
            var share = MoneyText.Parse(at < 0 ? "" : line[(at + 1)..], field);
            if (at <= 0 || share.IsRefused) no.Add(Refusal.Invalid("sponsor.member_line", field, line.Length > LongestShown ? line[..LongestShown] : line));
            return new(at < 0 ? line : line[..at], share.IsRefused ? null : share.Value.Amount);
        }
    }
}
