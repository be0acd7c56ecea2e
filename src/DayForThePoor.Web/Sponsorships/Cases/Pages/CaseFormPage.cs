using DayForThePoor.Core;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>What the forms of a new case and of one that is written anew share.</summary>
public abstract class CaseFormPage : CasePage
{
    protected IReadOnlyList<Choice> Officers { get; private set; } = [];

    /// <summary>Whoever looks, and those who look after cases of the unit already.</summary>
    /// <param name="also">The officer of the case.</param>
    protected async Task LoadOfficers(Guid unit, (Guid Id, string Name)? also = null)
    {
        List<(Guid Id, string Name)> people = [(Actor.PersonId, T["Officer.me"]), .. await Cases.Officers([unit], Stop)];
        if (also is { } officer) people.Add(officer);
        Officers = [.. people.DistinctBy(p => p.Id).Select(p => new Choice(p.Id.ToString(), p.Name))];
    }

    /// <summary>What was typed of the person; who it is comes with <paramref name="household"/> and member.</summary>
    protected CaseForm Typed(string? household, Guid? member, MemberOfCase? added, int? gradeYear, List<Refusal> no) => new(
        household, member, null, added, Sent("kind"), Sent("father") ?? "", Sent("mother") ?? "", new(Sent("carer.name"), Sent("carer.relation"), Sent("carer.phone")), Sent("school"),
        SentNumber("grade", "case.grade", no), gradeYear, Sent("aidCategory"), SentId("officer"), Sent("note"));
}
