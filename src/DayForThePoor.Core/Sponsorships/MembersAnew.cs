using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>One of a group that sponsors together.</summary>
/// <param name="ShareVnd">Đồng a month.</param>
public sealed record GroupMember(Guid Id, string Name, long ShareVnd);

/// <summary>What becomes of a group's members when they are written anew.</summary>
/// <param name="Left">Who gives no more.</param>
/// <param name="Changed">Who stays, with the name or the share that is new.</param>
/// <param name="Joined">Who gives from now on.</param>
public sealed record MembersAnew(IReadOnlyList<Guid> Left, IReadOnlyList<GroupMember> Changed, IReadOnlyList<(string Name, long ShareVnd)> Joined)
{
    public bool Any => Left.Count + Changed.Count + Joined.Count > 0;

    /// <summary>
    /// People are known again by their names: first who is written as before, then who only gives another share, then whose
    /// name got other marks or capitals. Who is found by none of these left, or joined.
    /// </summary>
    public static MembersAnew Of(IReadOnlyList<GroupMember> were, IReadOnlyList<(string Name, long ShareVnd)> typed)
    {
        List<GroupMember> open = [.. were], changed = [];
        List<(string Name, long ShareVnd)> waiting = [.. typed];
        Find((member, line) => member.Name == line.Name && member.ShareVnd == line.ShareVnd);
        Find((member, line) => member.Name == line.Name);
        Find((member, line) => Folding.Fold(member.Name) == Folding.Fold(line.Name));
        return new([.. open.Select(member => member.Id)], changed, waiting);

        void Find(Func<GroupMember, (string Name, long ShareVnd), bool> same)
        {
            List<(string Name, long ShareVnd)> rest = [];
            foreach (var line in waiting)
            {
                if (open.FindIndex(member => same(member, line)) is not (>= 0 and var at))
                {
                    rest.Add(line);
                    continue;
                }
                var anew = open[at] with { Name = line.Name, ShareVnd = line.ShareVnd };
                if (anew != open[at]) changed.Add(anew);
                open.RemoveAt(at);
            }
            waiting = rest;
        }
    }
}
