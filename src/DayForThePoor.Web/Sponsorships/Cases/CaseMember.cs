using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Households;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Finds the person of a case in the register of households, or writes them into it. The register is held before.</summary>
internal sealed class CaseMember(NpgsqlConnection connection, Guid unit, Typed typed, List<Refusal> no)
{
    /// <summary>Whoever lives in the household; what the register did not know of them is still to be written (<see cref="Save"/>).</summary>
    /// <param name="New">Not in the register yet.</param>
    /// <param name="Changed">The register learns something.</param>
    internal sealed record Found(Guid HouseholdId, string Code, Guid HamletId, MemberRow Member, IReadOnlyList<MemberRow> Others, bool New, bool Changed);

    /// <summary>Codes: case.household, case.household_ended, case.member, case.member_missing, case.member_known, case.birth_differs, case.birth_future, case.member_taken.</summary>
    /// <param name="self">The case that is edited; it may keep its member.</param>
    public async Task<Found?> Find(CaseForm form, Guid? self, CancellationToken cancellation)
    {
        if (await Household(form.Household, cancellation) is not { } household)
        {
            no.Add(Refusal.Invalid("case.household", "household"));
            return null;
        }
        if (household.Ended)
        {
            no.Add(Refusal.Conflict("case.household_ended", "household"));
            return null;
        }
        var members = await MemberRow.Of(connection, [household.Id], cancellation);
        var known = form.MemberId is { } id ? members.Find(m => m.Id == id && m.LeftOn is null)
            : form.MemberPlace is { } place ? members.Find(m => m.Place == place && m.LeftOn is null) : null;
        if ((form.MemberId is not null || form.MemberPlace is not null) && known is null)
        {
            no.Add(Refusal.Invalid("case.member", "memberId"));
            return null;
        }
        if (form.Member?.BirthDate > typed.Today) no.Add(Refusal.Invalid("case.birth_future", "member.birthDate"));
        return known is null ? Added(form.Member, household, members) : await Known(known, form.Member?.BirthDate, self, household, members, cancellation);
    }

    /// <summary>Writes into the register what it did not know; the household's people and words for search follow.</summary>
    public async Task Save(Found found, CancellationToken cancellation)
    {
        if (!found.New && !found.Changed) return;
        List<MemberRow> members = [.. found.Others.Append(found.Member).OrderBy(m => m.Place)];
        await HouseholdRow.Update(connection, [new(found.HouseholdId, found.Code, found.HamletId, members.Count(m => m.LeftOn is null), members)], cancellation);
        await MemberRow.Replace(connection, unit, [found.HouseholdId], members, cancellation);
    }

    private Found? Added(MemberOfCase? form, HouseholdOf household, List<MemberRow> members)
    {
        if (form is null)
        {
            no.Add(Refusal.Invalid("case.member_missing", "memberId"));
            return null;
        }
        var name = typed.Text(form.Name, "member.name", true, Typed.LongestName);
        if (form.Sex is not (null or "male" or "female")) no.Add(Refusal.Invalid("case.sex", "member.sex"));
        var folded = Folding.Fold(name);
        if (members.Exists(m => Folding.Fold(m.Name) == folded && m.LeftOn is null && (m.BirthYear is null || form.BirthDate is null || m.BirthYear == form.BirthDate.Value.Year)))
            no.Add(Refusal.Conflict("case.member_known", "member.name"));
        // Who left the household keeps their place behind everybody who lives there.
        var living = members.Count(m => m.LeftOn is null);
        var added = MemberRow.New(household.Id) with
        {
            Place = living + 1,
            Name = name,
            Relation = living == 0 ? Relations.Head : Relations.Other,
            BirthDate = form.BirthDate,
            BirthYear = form.BirthDate?.Year,
            Sex = form.Sex,
        };
        return new(household.Id, household.Code, household.HamletId, added, [.. members.Select(m => m.LeftOn is null ? m : m with { Place = m.Place + 1 })], true, false);
    }

    private async Task<Found?> Known(MemberRow member, DateOnly? birth, Guid? self, HouseholdOf household, List<MemberRow> members, CancellationToken cancellation)
    {
        await using (var select = new NpgsqlCommand("select code from sponsorships.beneficiary where member_id = $1 and id is distinct from $2", connection)
        {
            Parameters = { new() { Value = member.Id }, new() { Value = self ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } },
        })
        {
            if (await select.ExecuteScalarAsync(cancellation) is string code) no.Add(Refusal.Conflict("case.member_taken", "memberId", code));
        }
        var completes = birth is not null && birth != member.BirthDate;
        if (completes && (member.BirthDate is not null || (member.BirthYear is { } year && year != birth!.Value.Year))) no.Add(Refusal.Conflict("case.birth_differs", "member.birthDate"));
        var learned = completes ? member with { BirthDate = birth, BirthYear = birth!.Value.Year } : member;
        return new(household.Id, household.Code, household.HamletId, learned, [.. members.Where(m => m.Id != member.Id)], false, completes);
    }

    private sealed record HouseholdOf(Guid Id, string Code, Guid HamletId, bool Ended);

    private async Task<HouseholdOf?> Household(string? typedHousehold, CancellationToken cancellation)
    {
        var isId = Guid.TryParse(typedHousehold, out var id);
        await using var select = new NpgsqlCommand(
            $"select id, code, hamlet_id, ended is not null from households.household where unit_id = $1 and {(isId ? "id" : "code")} = $2", connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = isId ? id : (typedHousehold ?? "").Trim().ToUpperInvariant() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetBoolean(3)) : null;
    }
}
