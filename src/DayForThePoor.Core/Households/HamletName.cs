using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>A hamlet's name in its parts: "Thôn Phú Trung (Quế Xuân 2 cũ)".</summary>
/// <param name="Kind">thon, tdp or khoi.</param>
/// <param name="Name">Without the kind.</param>
/// <param name="Former">Former commune, or empty.</param>
public sealed record HamletName(string Kind, string Name, string Former)
{
    public const string Hamlet = "thon", Block = "tdp", Quarter = "khoi";

    public static readonly IReadOnlyList<string> Kinds = [Hamlet, Block, Quarter];

    private static readonly (string Word, string Kind)[] Words =
        [("tổ dân phố ", Block), ("TDP ", Block), ("khối phố ", Quarter), ("khối ", Quarter), ("thôn ", Hamlet)];

    /// <summary>"Thôn Phú Trung (Quế Xuân 2 cũ)".</summary>
    public string Text => WithoutFormer + (Former.Length == 0 ? "" : $" ({Former} cũ)");

    /// <summary>"Thôn Phú Trung".</summary>
    public string WithoutFormer => Kind switch
    {
        Block => $"TDP {Name}",
        Quarter => $"Khối {Name}",
        _ => $"Thôn {Name}",
    };

    /// <summary>What makes two spellings the same hamlet.</summary>
    public string Folded => Folding.Fold($"{Kind} {Name} {Former}");

    /// <summary>Any text: what is not said is taken for a thôn without a former commune.</summary>
    public static HamletName Parse(string text)
    {
        var (rest, former) = (text.Trim(), "");
        if (rest.EndsWith(')') && rest.LastIndexOf('(') is > 0 and var open)
        {
            former = rest[(open + 1)..^1].Trim();
            rest = rest[..open].Trim();
            if (Folding.Fold(former).EndsWith(" cu", StringComparison.Ordinal)) former = former[..former.LastIndexOf(' ')].Trim();
        }
        foreach (var (word, kind) in Words)
            if (Folding.Fold(rest).StartsWith(Folding.Fold(word) + " ", StringComparison.Ordinal))
                return new(kind, string.Join(' ', rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)[word.Trim().Split(' ').Length..]), former);
        return new(Hamlet, rest, former);
    }
}

/// <summary>Finds the hamlet that a list means, with or without its kind, former commune and diacritics.</summary>
public sealed class HamletBook
{
    private readonly Dictionary<string, Guid> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Guid>> byPart = new(StringComparer.Ordinal);

    public HamletBook(IEnumerable<(Guid Id, HamletName Name)> hamlets)
    {
        foreach (var (id, name) in hamlets)
        {
            whole[name.Folded] = id;
            foreach (var spelling in new[] { Folding.Fold($"{name.Kind} {name.Name}"), Folding.Fold($"{name.Name} {name.Former}"), Folding.Fold(name.Name) })
            {
                if (!byPart.TryGetValue(spelling, out var ids)) byPart[spelling] = ids = [];
                ids.Add(id);
            }
        }
    }

    /// <summary>The hamlet; null with <paramref name="several"/> when two could be meant, and null without when there is none.</summary>
    public Guid? Find(string text, out bool several)
    {
        var name = HamletName.Parse(text);
        several = false;
        if (whole.TryGetValue(name.Folded, out var exact)) return exact;
        foreach (var spelling in new[] { name.Folded, Folding.Fold($"{name.Name} {name.Former}") })
            if (byPart.TryGetValue(spelling, out var ids))
            {
                several = ids.Count > 1;
                return several ? null : ids.First();
            }
        return null;
    }
}
