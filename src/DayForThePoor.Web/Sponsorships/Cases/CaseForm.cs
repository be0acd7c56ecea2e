using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Somebody of a household. One that the register does not know yet is given by name; of one that it knows without a full birth date, the date.</summary>
/// <param name="Sex">male or female, or null.</param>
public sealed record MemberOfCase(string? Name, DateOnly? BirthDate, string? Sex);

/// <param name="Relation">"Bà nội".</param>
public sealed record CarerForm(string? Name, string? Relation, string? Phone);

/// <summary>What is written of a supported person.</summary>
/// <param name="Household">Its id, or its code in the commune.</param>
/// <param name="MemberId">Who of the household; or by <paramref name="MemberPlace"/>, their place in it from 1; or <paramref name="Member"/> for somebody new.</param>
/// <param name="Kind">One of <see cref="BeneficiaryKinds"/>.</param>
/// <param name="Father">One of <see cref="ParentStates"/>; <paramref name="Mother"/> too; "unknown" when null.</param>
/// <param name="Grade">1 to 12.</param>
/// <param name="GradeYear">First calendar year of the school year that the grade is of; this one when null.</param>
/// <param name="AidCategory">One of <see cref="AidCategories"/>, or null.</param>
/// <param name="Officer">Who looks after the case; whoever opens it when null.</param>
public sealed record CaseForm(
    string? Household, Guid? MemberId, int? MemberPlace, MemberOfCase? Member, string? Kind, string? Father, string? Mother, CarerForm? Carer, string? School, int? Grade,
    int? GradeYear, string? AidCategory, Guid? Officer, string? Note);

/// <summary>What a form says of a person once it is read: the columns of <c>sponsorships.beneficiary</c> that people edit.</summary>
internal sealed record CaseRecord(
    string Kind, string Father, string Mother, string CarerName, string CarerRelation, string CarerPhone, string School, int? Grade, int? GradeYear, string? AidCategory,
    Guid? Officer, string Note)
{
    private const int LongestSchool = 120, LongestPhone = 20, LongestRelation = 40, FirstGradeYear = 2000;

    /// <summary>Who studies may be sponsored beyond 18.</summary>
    public bool Studies => School.Length > 0 || Grade is not null;

    /// <summary>Codes: case.grade, case.grade_year, case.aid_category, case.phone and those of texts.</summary>
    public static CaseRecord Read(CaseForm form, Guid? officer, Typed typed, List<Refusal> no)
    {
        var phone = typed.Text(form.Carer?.Phone, "carer.phone", false, LongestPhone);
        if (phone.Length > 0 && (phone.Count(char.IsAsciiDigit) is < 8 or > 15 || !phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or '-' or '+'))) no.Add(Refusal.Invalid("case.phone", "carer.phone"));
        if (form.Grade is not (null or (>= 1 and <= 12))) no.Add(Refusal.Invalid("case.grade", "grade"));
        if (form.GradeYear is { } year && (year < FirstGradeYear || year > typed.Today.Year + 1)) no.Add(Refusal.Invalid("case.grade_year", "gradeYear"));
        typed.OneOf(form.AidCategory, AidCategories.All, "aidCategory", "case.aid_category", required: false);
        return new(
            form.Kind ?? "", form.Father ?? ParentStates.Unknown, form.Mother ?? ParentStates.Unknown,
            typed.Text(form.Carer?.Name, "carer.name", false, Typed.LongestName), typed.Text(form.Carer?.Relation, "carer.relation", false, LongestRelation), phone,
            typed.Text(form.School, "school", false, LongestSchool), form.Grade, form.Grade is null ? null : form.GradeYear ?? Ages.SchoolYear(typed.Today), form.AidCategory,
            form.Officer ?? officer, typed.Text(form.Note, "note"));
    }

    public string Folded(string code) => Folding.Fold($"{code} {School} {CarerName}");

    public NpgsqlParameter[] Columns(string code) =>
    [
        new() { Value = Kind }, new() { Value = Father }, new() { Value = Mother }, new() { Value = CarerName }, new() { Value = CarerRelation }, new() { Value = CarerPhone },
        new() { Value = School }, Or(Grade is { } g ? (short)g : null, NpgsqlDbType.Smallint), Or(GradeYear is { } y ? (short)y : null, NpgsqlDbType.Smallint),
        Or(AidCategory, NpgsqlDbType.Text), Or(Officer, NpgsqlDbType.Uuid), new() { Value = Note }, new() { Value = Folded(code) },
    ];

    private static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
