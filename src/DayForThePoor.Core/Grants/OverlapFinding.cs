using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Core.Grants;

/// <summary>How much a support that was found matters, the gravest first.</summary>
public enum OverlapLevel
{
    /// <summary>Không được chi trùng: refused unless another approver answers for it.</summary>
    Hard,

    /// <summary>Lưu ý: the same purpose within the months that the rule looks back, or asked for elsewhere.</summary>
    Notice,

    /// <summary>Another purpose within those months.</summary>
    Shown,
}

/// <summary>Why a support is a hard conflict.</summary>
public enum HardConflict
{
    /// <summary>The same source and list have this recipient already.</summary>
    SameList,

    /// <summary>A house or a livelihood was received within the years of the rule.</summary>
    TooSoon,
}

/// <summary>A support beside what it means for the grant.</summary>
/// <param name="Why">Null unless the level is hard.</param>
public sealed record OverlapItem(Received Received, OverlapLevel Level, HardConflict? Why);

/// <summary>
/// What stands against a grant: supports from every source, the gravest first, then those of the same purpose, then by date
/// from the newest. Only two things ever block: the same list twice, and a house or a livelihood again too soon. Gifts (Tết,
/// study, hunger, sudden hardship) from different sources or lists are shown and never block.
/// </summary>
/// <param name="Items">Empty: nothing was received.</param>
public sealed record OverlapFinding(IReadOnlyList<OverlapItem> Items)
{
    public bool IsHard => Items.Count > 0 && Items[0].Level == OverlapLevel.Hard;

    public int Count(OverlapLevel level) => Items.Count(item => item.Level == level);

    /// <param name="received">In any order; the grant itself among them does not matter.</param>
    public static OverlapFinding Of(Proposed proposed, IEnumerable<Received> received, OverlapLimits limits) =>
        new([
            .. received.Where(support => support.Id != proposed.Id).OrderBy(support => support.As).DistinctBy(support => support.Id)
                .Select(support => Judge(proposed, support, limits)).OfType<OverlapItem>()
                .OrderBy(item => item.Level).ThenByDescending(item => item.Received.Purpose == proposed.Purpose)
                .ThenByDescending(item => item.Received.On).ThenBy(item => item.Received.Id),
        ]);

    /// <summary>
    /// SHA-256, lower-case hex, over the grant and what was found; empty when nothing was. Of a hard conflict over what blocks
    /// alone: an answer given for it holds while other things grow old, and not for what comes to it. One line for each, fields
    /// set apart by '|', no personal data.
    /// </summary>
    public string Hash(Proposed proposed)
    {
        if (Items.Count == 0) return "";
        var text = new StringBuilder("overlap-1|").Append(proposed.Id.ToString("N")).Append('|').Append(proposed.Purpose).Append('\n');
        foreach (var (support, level, why) in Items.TakeWhile(item => !IsHard || item.Level == OverlapLevel.Hard))
            text.Append(support.Id.ToString("N")).Append('|').Append((char)('0' + (int)level)).Append('|').Append(why is { } reason ? (char)('0' + (int)reason) : '-').Append('|')
                .Append(support.Purpose).Append('|').Append(support.Amount).Append('|').Append(support.On.DayNumber).Append('|').Append(support.Decided ? '1' : '0').Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Null: too old, and of no other weight.</summary>
    private static OverlapItem? Judge(Proposed proposed, Received support, OverlapLimits limits)
    {
        var same = support.Purpose == proposed.Purpose;
        if (same && IsSameEntry(proposed, support)) return new(support, OverlapLevel.Hard, HardConflict.SameList);
        if (same && support.Decided && IsRare(support.Purpose) && limits.Years > 0 && support.On > proposed.On.AddYears(-limits.Years))
            return new(support, OverlapLevel.Hard, HardConflict.TooSoon);
        if (!support.Decided) return new(support, OverlapLevel.Notice, null);
        return support.On > proposed.On.AddMonths(-limits.Months) ? new(support, same ? OverlapLevel.Notice : OverlapLevel.Shown, null) : null;
    }

    private static bool IsRare(string purpose) => purpose is Purposes.House or Purposes.Livelihood;

    /// <summary>
    /// The same source and list, for the same recipient. Two people of one household may stand on one list by name; study is
    /// given to children, so that two lines which name none are not taken for one child.
    /// </summary>
    private static bool IsSameEntry(Proposed proposed, Received support) =>
        proposed.List is not null && support.List == proposed.List && support.Source == proposed.Source && (proposed.MemberId, support.MemberId) switch
        {
            ({ } mine, { } theirs) => mine == theirs,
            _ => proposed.Purpose != Purposes.Study,
        };
}
