using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Households.Pages;

/// <summary>What the pages that add and correct a household share: the rows of members as they were typed or as they stand.</summary>
public abstract class HouseholdFormPage : RegisterPage
{
    private const int EmptyRows = 3, MostRows = 40;

    protected IReadOnlyList<MemberForm> Members { get; set; } = [];

    protected IReadOnlyList<Choice> RelationChoices => [.. Relations.All.Select(relation => new Choice(relation, T[$"Relation.{relation}"]))];

    protected IReadOnlyList<Choice> SexChoices => [new("", T["NotSaid"]), new("male", T["Sex.male"]), new("female", T["Sex.female"])];

    protected IReadOnlyList<Choice> DisabilityChoices(bool known) =>
        [new("", T[known ? "Disability.keep" : "NotSaid"]), new("none", T["Disability.none"]), .. Disabilities.All.Select(degree => new Choice(degree, T[$"Disability.{degree}"]))];

    protected async Task<IReadOnlyList<Choice>> HamletChoices(Guid unit) =>
        [.. (await Hamlets.Of([unit], Stop)).Where(h => h.ValidTo is null).Select(h => new Choice(h.Id.ToString(), h.Name.Text))];

    /// <summary>With some empty rows below for people who come to the household.</summary>
    protected static IReadOnlyList<MemberForm> WithEmptyRows(IEnumerable<MemberForm> members) =>
        [.. members, .. Enumerable.Range(0, EmptyRows).Select(_ => new MemberForm(null, null, Relations.Child, null, null, null, null, null, false))];

    protected IReadOnlyList<MemberForm> SentMembers()
    {
        List<MemberForm> members = [];
        for (var i = 0; i < MostRows && Http.Request.Form.ContainsKey($"members[{i}].relation"); i++)
        {
            var at = $"members[{i}].";
            members.Add(new(
                Guid.TryParse(Sent(at + "id"), out var id) ? id : null, Sent(at + "name"), Sent(at + "relation"), Sent(at + "born"), Sent(at + "sex"),
                Sent(at + "nationalId"), Sent(at + "disability"), Sent(at + "schooling"), Sent(at + "left") is not null));
        }
        return members;
    }
}
