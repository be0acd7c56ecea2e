using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// Writes anew what is written of a supported person. With a household the case follows the person there: whoever was taken
/// in by relatives is a member of their household from then on.
/// </summary>
public sealed record EditCase(Actor By, Guid UnitId, Guid BeneficiaryId, CaseForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class EditCaseHandler
{
    public static async Task<Outcome<Guid>> Handle(EditCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var today = VietnamTime.TodayIn(clock);
        var typed = new Typed(no, today);
        var record = CaseRecord.Read(command.Form, null, typed, no);
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (record.Officer is { } officer && !await OpenCaseHandler.IsPerson(cases.Connection, officer, cancellation)) no.Add(Refusal.Invalid("case.officer", "officer"));
        await RegisterReader.Lock(cases.Connection, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (state.State == CaseStates.Merged) return Refusal.Conflict("case.merged");

        var was = (await CasePerson.Find(cases.Connection, command.UnitId, command.BeneficiaryId, cancellation))!;
        var form = command.Form.Household is null
            ? command.Form with { Household = was.HouseholdId.ToString("D"), MemberId = was.MemberId, MemberPlace = null }
            : command.Form;
        var members = new CaseMember(cases.Connection, command.UnitId, typed, no);
        var stays = command.Form.Household is null && command.Form.Member is null;
        var person = stays ? null : await members.Find(form, command.BeneficiaryId, cancellation);
        var (birthDate, birthYear, disability) = person is null ? (was.BirthDate, was.BirthYear, was.Disability) : (person.Member.BirthDate, person.Member.BirthYear, person.Member.Disability);
        // Age counts where the kind changes: who grew out of it keeps the case until it is closed.
        if (stays && record.Kind == was.Kind) no.AddRange(CaseRules.WhyNot(new(record.Kind, record.Father, record.Mother, birthDate, birthYear, disability, record.Studies), today).Where(r => r.Field != "kind"));
        else no.AddRange(CaseRules.WhyNot(new(record.Kind, record.Father, record.Mother, birthDate, birthYear, disability, record.Studies), today));
        if (no.Count > 0) return no;

        if (person is not null) await members.Save(person, cancellation);
        await using var update = new NpgsqlCommand("""
            update sponsorships.beneficiary set household_id = $2, member_id = $3, kind = $4, father = $5, mother = $6, carer_name = $7, carer_relation = $8, carer_phone = $9,
              school = $10, grade = $11, grade_year = $12, aid_category = $13, officer_id = $14, note = $15, folded = $16
            where id = $1
            """, cases.Connection)
        {
            Parameters =
            {
                new() { Value = command.BeneficiaryId }, new() { Value = person?.HouseholdId ?? was.HouseholdId }, new() { Value = person?.Member.Id ?? was.MemberId },
            },
        };
        update.Parameters.AddRange(record.Columns(await Code(cases.Connection, command.BeneficiaryId, cancellation)));
        await update.ExecuteNonQueryAsync(cancellation);
        await cases.Commit(cancellation);
        return command.BeneficiaryId;
    }

    private static async Task<string> Code(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select code from sponsorships.beneficiary where id = $1", connection) { Parameters = { new() { Value = id } } };
        return (string)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
