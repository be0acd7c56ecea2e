using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using Npgsql;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>Writes a plan into the register by COPY and set-based updates, in the connection's transaction.</summary>
internal sealed class RegisterWriter(NpgsqlConnection connection, PersonalKey key, ListImport import, string standard, Guid by, DateTimeOffset at)
{
    /// <returns>Members who do not live in their household any more, because the list does not name them.</returns>
    public async Task<IReadOnlyList<Guid>> Write(ListPlan plan, CancellationToken cancellation)
    {
        var known = plan.Households.Where(p => p.Same is not null).Select(p => p.Same!.Id).ToList();
        var before = (await MemberRow.Of(connection, known, cancellation)).ToLookup(m => m.HouseholdId);
        List<HouseholdRow> added = [], met = [], changed = [];
        List<ClassificationRow> classes = new(plan.Households.Count);
        List<Guid> gone = [];
        foreach (var planned in plan.Households)
        {
            var listed = planned.Listed;
            var id = planned.Same?.Id ?? Guid.CreateVersion7();
            var were = before[id].ToList();
            var members = Members(id, listed, were);
            var living = members.Count(m => m.LeftOn is null);
            var row = new HouseholdRow(id, listed.Code, listed.HamletId, listed.NamesMembers ? listed.People : Math.Max(listed.People, living), members);
            if (planned.Same is null) added.Add(row);
            else met.Add(row);
            if (!members.SequenceEqual(were)) changed.Add(row);
            gone.AddRange(members.Where(m => m.LeftOn is not null && were.Exists(w => w.Id == m.Id && w.LeftOn is null)).Select(m => m.Id));
            classes.Add(new(id, listed.Class, listed.HamletId, listed.Able, listed.Certificate, row.People));
        }

        await HouseholdRow.Insert(connection, import.UnitId, added, by, at, cancellation);
        await HouseholdRow.Update(connection, met, cancellation);
        await MemberRow.Replace(connection, import.UnitId, [.. changed.Where(r => before.Contains(r.Id)).Select(r => r.Id)], changed.SelectMany(r => r.Members), cancellation);
        await new ClassificationYear(import.UnitId, import.Year, standard, import.Decision, import.DecidedOn, import.Id, by, at).Write(connection, classes, cancellation);
        return gone;
    }

    /// <summary>The people of the list in its order; then those of whom it says nothing, who have left where it names members.</summary>
    private List<MemberRow> Members(Guid household, ListedHousehold listed, List<MemberRow> were)
    {
        var rest = were.ToList();
        List<MemberRow> members = new(listed.Members.Count);
        foreach (var person in listed.Members)
        {
            var same = Same(person, rest);
            if (same is not null) rest.Remove(same);
            members.Add((same ?? MemberRow.New(household)).With(person, members.Count + 1, key));
        }
        foreach (var (other, place) in rest.Select((other, i) => (other, members.Count + i + 1)))
        {
            var relation = other.Relation == Relations.Head ? Relations.Other : other.Relation;
            members.Add(other with { Place = place, Relation = relation, LeftOn = listed.NamesMembers ? other.LeftOn ?? import.DecidedOn : other.LeftOn });
        }
        return members;
    }

    /// <summary>By ID number; else by name, where neither the numbers nor the birth years speak against it.</summary>
    private MemberRow? Same(ListedMember person, List<MemberRow> rest)
    {
        var print = person.NationalId is { } id ? key.Print(id) : null;
        if (print is not null && rest.Find(m => m.Print is { } known && known.AsSpan().SequenceEqual(print)) is { } found) return found;
        var folded = Folding.Fold(person.Name);
        return rest.Find(m => Folding.Fold(m.Name) == folded && (m.Print is null || print is null)
            && (m.BirthYear is null || person.BirthYear is null || m.BirthYear == person.BirthYear));
    }
}
