using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Opens the case of somebody who is to be supported, with what they need each month.</summary>
/// <param name="Key">Idempotency key, unique in the unit: the same key is the same case.</param>
/// <param name="OpenedOn">Today when null.</param>
public sealed record OpenCase(Actor By, Guid UnitId, string Key, CaseForm Form, IReadOnlyList<SlotForm> Slots, DateOnly? OpenedOn = null) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

/// <param name="Code">"ĐĐ-2026-0007".</param>
/// <param name="AlreadyKnown">An earlier request with the same key opened it.</param>
public sealed record CaseWritten(Guid Id, string Code, IReadOnlyList<Guid> Slots, bool AlreadyKnown);

public static class OpenCaseHandler
{
    private const int MostSlots = 10;

    public static Guid IdOf(Guid unit, string key) => Ids.Of("case", unit, key);

    public static async Task<Outcome<CaseWritten>> Handle(OpenCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var id = IdOf(command.UnitId, command.Key);
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { command.Form, command.Slots, command.OpenedOn }));
        switch (await cases.Claim(id, content, cancellation))
        {
            case RequestClaim.Differs: return Refusal.Conflict("case.key_reused");
            case RequestClaim.Known: return await Known(cases.Connection, id, cancellation);
        }

        List<Refusal> no = [];
        var (now, today) = (clock.GetUtcNow(), VietnamTime.TodayIn(clock));
        var typed = new Typed(no, today);
        var openedOn = typed.Day(command.OpenedOn, "openedOn");
        var record = CaseRecord.Read(command.Form, command.By == Actor.System ? null : command.By.PersonId, typed, no);
        if (command.Slots.Count > MostSlots) no.Add(Refusal.Invalid("slot.too_many", "slots", $"{MostSlots}"));
        var slots = command.Slots.Select((slot, i) => SlotRow.Read(slot, $"slots[{i}].", typed, no)).ToList();
        if (record.Officer is { } officer && !await IsPerson(cases.Connection, officer, cancellation)) no.Add(Refusal.Invalid("case.officer", "officer"));

        await RegisterReader.Lock(cases.Connection, command.UnitId, cancellation);
        var members = new CaseMember(cases.Connection, command.UnitId, typed, no);
        var person = await members.Find(command.Form, null, cancellation);
        if (person is not null)
        {
            var member = person.Member;
            no.AddRange(CaseRules.WhyNot(new(record.Kind, record.Father, record.Mother, member.BirthDate, member.BirthYear, member.Disability, record.Studies), openedOn));
        }
        if (no.Count > 0) return no;

        await members.Save(person!, cancellation);
        var code = await NextCode(cases.Connection, command.UnitId, openedOn.Year, cancellation);
        await Insert(cases.Connection, id, command, code, person!, record, openedOn, now, cancellation);
        foreach (var slot in slots) await slot!.Insert(cases.Connection, command.UnitId, id, command.By.PersonId, now, cancellation);
        cases.Append(new CaseOpened(Guid.CreateVersion7(now), id, command.UnitId, new SortedDictionary<string, string>(), command.By.PersonId));
        await cases.Commit(cancellation);
        return new CaseWritten(id, code, [.. slots.Select(slot => slot!.Id)], false);
    }

    internal static async Task<bool> IsPerson(NpgsqlConnection connection, Guid person, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select 1 from identity.person where id = $1", connection) { Parameters = { new() { Value = person } } };
        return await select.ExecuteScalarAsync(cancellation) is not null;
    }

    private static async Task<Outcome<CaseWritten>> Known(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select b.code, array(select s.id from sponsorships.slot s where s.beneficiary_id = b.id order by s.id) from sponsorships.beneficiary b where b.id = $1", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new CaseWritten(id, row.GetString(0), row.GetFieldValue<Guid[]>(1), true) : Refusal.Conflict("case.key_reused");
    }

    /// <summary>The next of the year. Whoever opens a case holds the register of the unit, so no two take one number.</summary>
    private static async Task<string> NextCode(NpgsqlConnection connection, Guid unit, int year, CancellationToken cancellation)
    {
        var series = CaseCode.Series(year);
        await using var select = new NpgsqlCommand(
            "select coalesce(max(substr(code, length($2) + 1)::int), 0) from sponsorships.beneficiary where unit_id = $1 and starts_with(code, $2)", connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = series } },
        };
        return CaseCode.Text(year, (int)(await select.ExecuteScalarAsync(cancellation))! + 1);
    }

    private static async Task Insert(
        NpgsqlConnection connection, Guid id, OpenCase command, string code, CaseMember.Found person, CaseRecord record, DateOnly openedOn, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.beneficiary (id, unit_id, code, household_id, member_id, opened_on, recorded_at, recorded_by,
              kind, father, mother, carer_name, carer_relation, carer_phone, school, grade, grade_year, aid_category, officer_id, note, folded)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, new() { Value = code }, new() { Value = person.HouseholdId }, new() { Value = person.Member.Id },
                new() { Value = openedOn }, new() { Value = now.ToUniversalTime() }, new() { Value = command.By.PersonId },
            },
        };
        insert.Parameters.AddRange(record.Columns(code));
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
