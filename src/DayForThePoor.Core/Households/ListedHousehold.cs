using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Households;

/// <summary>A person as an official list names them.</summary>
/// <param name="Row">Of the sheet, from 1.</param>
/// <param name="Relation">One of <see cref="Relations"/>.</param>
/// <param name="NationalId">Digits alone; null: not in the list.</param>
/// <param name="Disability">One of <see cref="Disabilities"/>, or null.</param>
public sealed record ListedMember(
    int Row, string Name, string Relation, DateOnly? BirthDate, int? BirthYear, string? Sex, string? NationalId, string? Disability, string Schooling);

/// <summary>A household as an official list names it.</summary>
/// <param name="Code">Upper case.</param>
/// <param name="Class">One of <see cref="HouseholdClasses"/>.</param>
/// <param name="Able">Has someone able to work; null: not said.</param>
/// <param name="People">Number of members (số khẩu), at least those listed.</param>
/// <param name="Members">The head first, at least one.</param>
public sealed record ListedHousehold(
    string Code, Guid HamletId, string Class, bool? Able, string Certificate, int People, IReadOnlyList<ListedMember> Members)
{
    [JsonIgnore]
    public ListedMember Head => Members[0];

    /// <summary>The list names the members and not only the head; then who is missing has left.</summary>
    [JsonIgnore]
    public bool NamesMembers => Members.Count > 1;
}

/// <summary>A whole list, or everything that is wrong with it.</summary>
/// <param name="Rows">Rows with people in them.</param>
/// <param name="Problems">The first <see cref="OfficialList.KeptProblems"/> in the order of the rows.</param>
/// <param name="UnknownHamlets">As written, each once.</param>
public sealed record ListReading(
    IReadOnlyList<ListedHousehold> Households, int Rows, IReadOnlyList<ListProblem> Problems, int ProblemCount, IReadOnlyList<string> UnknownHamlets);
