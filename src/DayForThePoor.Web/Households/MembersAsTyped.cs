using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Households;

/// <summary>Reads the members of a form into rows; everything that is wrong is told at its field, "members[2].born".</summary>
internal sealed class MembersAsTyped(Guid household, IReadOnlyList<MemberRow> were, PersonalKey key, DateOnly today)
{
    private const int LongestName = 100, LongestText = 60;

    /// <summary>The head first; nobody is dropped: who is not in the form stays as they were.</summary>
    public IReadOnlyList<MemberRow> Read(IReadOnlyList<MemberForm> forms, List<Refusal> no)
    {
        List<MemberRow> rows = [];
        for (var i = 0; i < forms.Count; i++)
            if (forms[i].Id is not null || !string.IsNullOrWhiteSpace(forms[i].Name)) rows.Add(Row(forms[i], $"members[{i}].", no));
        rows.AddRange(were.Where(w => rows.All(r => r.Id != w.Id)));
        if (rows.Count(r => r is { LeftOn: null, Relation: Relations.Head }) != 1) no.Add(Refusal.Invalid("household.one_head", "members"));
        if (rows.Where(r => r is { LeftOn: null, Print: not null }).GroupBy(r => Convert.ToBase64String(r.Print!), StringComparer.Ordinal).Any(g => g.Count() > 1))
            no.Add(Refusal.Invalid("household.id_twice", "members"));
        return [.. rows.OrderBy(r => r.LeftOn is not null).ThenByDescending(r => r.Relation == Relations.Head).Select((row, i) => row with { Place = i + 1 })];
    }

    private MemberRow Row(MemberForm form, string at, List<Refusal> no)
    {
        var before = were.FirstOrDefault(w => w.Id == form.Id) ?? MemberRow.New(household);
        var name = CleanText.CheckRequired(form.Name, at + "name", LongestName);
        no.AddRange(name.Refusals);
        var born = Birth.Read(form.Born ?? "", today, at + "born");
        no.AddRange(born.Refusals);
        var schooling = CleanText.Check(form.Schooling, at + "schooling", LongestText);
        no.AddRange(schooling.Refusals);
        if (!Relations.All.Contains(form.Relation)) no.Add(Refusal.Invalid("household.relation", at + "relation"));
        var row = before with
        {
            Name = name.IsRefused ? "" : name.Value,
            Relation = form.Relation ?? "",
            BirthDate = born.IsRefused ? null : born.Value.Date,
            BirthYear = born.IsRefused ? null : born.Value.Year,
            Sex = form.Sex is "male" or "female" ? form.Sex : null,
            Disability = form.Disability switch { null or "" => before.Disability, "none" => null, var degree => Disabilities.All.Contains(degree) ? degree : before.Disability },
            Schooling = schooling.IsRefused ? "" : schooling.Value,
            LeftOn = form.Left ? before.LeftOn ?? today : null,
        };
        if (string.IsNullOrWhiteSpace(form.NationalId)) return row;
        var number = NationalId.Check(form.NationalId, at + "nationalId");
        no.AddRange(number.Refusals);
        return number.TryGet(out var digits) ? row.WithId(digits, key) : row;
    }
}
