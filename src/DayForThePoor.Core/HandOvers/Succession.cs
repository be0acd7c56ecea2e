namespace DayForThePoor.Core.HandOvers;

/// <summary>One who took over, and with what weight beside the others.</summary>
/// <param name="Weight">At least 0; only the proportion counts.</param>
public readonly record struct Heir(Guid Id, long Weight);

/// <summary>
/// Who took over from whom, through any chain of merges and splits: what was written for one that has ended counts, on
/// today's map, for those who stand. Whatever is attributed adds up to what it was before.
/// </summary>
/// <param name="heirs">Of each one that ended; whoever is not named here stands.</param>
public sealed class Succession(IReadOnlyDictionary<Guid, IReadOnlyList<Heir>> heirs)
{
    /// <summary>Whether it counts for others today.</summary>
    public bool HasEnded(Guid id) => heirs.TryGetValue(id, out var next) && next.Count > 0;

    /// <summary>The amount by those for whom it counts today; itself when it stands. Sums to <paramref name="amount"/>.</summary>
    /// <exception cref="InvalidOperationException">Somebody took over from themselves, through whatever chain.</exception>
    public IReadOnlyDictionary<Guid, long> Attribute(Guid id, long amount)
    {
        var found = new SortedDictionary<Guid, long>();
        Walk(id, amount, found, []);
        return found;
    }

    /// <summary>Everyone whose past counts for <paramref name="id"/> today, wholly or in part; itself when it stands.</summary>
    public IReadOnlySet<Guid> Heirs(Guid id)
    {
        var found = new HashSet<Guid>();
        Walk(id, found, []);
        return found;
    }

    private void Walk(Guid id, long amount, SortedDictionary<Guid, long> found, HashSet<Guid> above)
    {
        if (!HasEnded(id))
        {
            found[id] = checked(found.GetValueOrDefault(id) + amount);
            return;
        }
        Enter(id, above);
        var next = heirs[id].OrderBy(heir => heir.Id).ToList();
        var parts = Shares.Split(amount, [.. next.Select(heir => heir.Weight)]);
        for (var i = 0; i < next.Count; i++)
            if (parts[i] != 0) Walk(next[i].Id, parts[i], found, above);
        above.Remove(id);
    }

    private void Walk(Guid id, HashSet<Guid> found, HashSet<Guid> above)
    {
        if (!HasEnded(id))
        {
            found.Add(id);
            return;
        }
        Enter(id, above);
        foreach (var heir in heirs[id]) Walk(heir.Id, found, above);
        above.Remove(id);
    }

    private static void Enter(Guid id, HashSet<Guid> above)
    {
        if (!above.Add(id)) throw new InvalidOperationException($"{id} took over from itself.");
    }
}
