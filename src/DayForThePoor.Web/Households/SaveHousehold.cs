using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>A member as somebody types them.</summary>
/// <param name="Id">Null: somebody new.</param>
/// <param name="Born">A date or a year.</param>
/// <param name="NationalId">Empty: as it was. What is stored is never sent to a form.</param>
/// <param name="Disability">One of <see cref="Disabilities"/>, "none", or empty: as it was.</param>
/// <param name="Left">No longer lives in the household.</param>
public sealed record MemberForm(Guid? Id, string? Name, string? Relation, string? Born, string? Sex, string? NationalId, string? Disability, string? Schooling, bool Left);

/// <summary>What a household was recognised as when it is entered by hand.</summary>
/// <param name="Decision">Number of the decision; for a household on no list, the hamlet's confirmation.</param>
public sealed record ClassForm(string? Class, int? Year, string? Decision, DateOnly? DecidedOn, bool? Able, string? Certificate);

/// <param name="Class">When the household is new.</param>
/// <param name="Reason">When it is corrected.</param>
public sealed record HouseholdForm(string? Code, Guid? HamletId, IReadOnlyList<MemberForm> Members, ClassForm? Class, string? Reason);

/// <summary>Adds a household by hand, or corrects one. Classes of the years come from lists and are not corrected here.</summary>
/// <param name="HouseholdId">Null: a new one.</param>
public sealed record SaveHousehold(Actor By, Guid UnitId, Guid? HouseholdId, HouseholdForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class SaveHouseholdHandler
{
    private const int LongestCode = 40, LongestDecision = 80;

    public static async Task<Outcome<Guid>> Handle(
        SaveHousehold command, Sessions sessions, PersonalKey key, IEnumerable<IHouseholdTie> ties, TimeProvider clock, CancellationToken cancellation)
    {
        var (form, today) = (command.Form, VietnamTime.TodayIn(clock));
        var isNew = command.HouseholdId is null;
        var id = command.HouseholdId ?? Guid.CreateVersion7();
        var code = (form.Code ?? "").Trim().ToUpperInvariant();
        List<Refusal> no = [];
        if (code.Length is 0 or > LongestCode || code.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) no.Add(Refusal.Invalid("household.code", "code"));
        var reason = isNew ? new Outcome<string>("") : CleanText.CheckRequired(form.Reason, "reason");
        no.AddRange(reason.Refusals);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RegisterReader.Lock(connection, command.UnitId, cancellation);
        if (!isNew && !await IsOfUnit(connection, id, command.UnitId, cancellation)) return AccessPolicy.OtherUnit;
        if (form.HamletId is not { } hamlet || !(await Hamlets.Of(connection, [command.UnitId], cancellation)).Any(h => h.Id == hamlet)) no.Add(Refusal.Invalid("household.hamlet", "hamletId"));
        var were = await MemberRow.Of(connection, [id], cancellation);
        var members = new MembersAsTyped(id, were, key, today).Read(form.Members, no);
        var standard = isNew ? await CheckClass(connection, form.Class, today, no, cancellation) : null;
        if (no.Count > 0) return no;
        if (await Elsewhere(connection, command.UnitId, id, code, members, cancellation) is { } taken) return taken;
        var gone = were.Where(w => w.LeftOn is null && members.Any(m => m.Id == w.Id && m.LeftOn is not null)).Select(w => w.Id).ToArray();
        if (await ties.WhyNotLeave(connection, command.UnitId, gone, cancellation) is { Count: > 0 } kept) return kept;

        var row = new HouseholdRow(id, code, form.HamletId!.Value, members.Count(m => m.LeftOn is null), members);
        var now = clock.GetUtcNow();
        if (isNew) await HouseholdRow.Insert(connection, command.UnitId, [row], command.By.PersonId, now, cancellation);
        else await HouseholdRow.Update(connection, [row], cancellation);
        await MemberRow.Replace(connection, command.UnitId, isNew ? [] : [id], members, cancellation);
        if (isNew)
        {
            var c = form.Class!;
            var year = new ClassificationYear(
                command.UnitId, c.Year!.Value, standard!, CleanText.Check(c.Decision).Value, c.DecidedOn!.Value, null, command.By.PersonId, now);
            await year.Write(connection, [new(id, c.Class!, row.HamletId, c.Able, CleanText.Check(c.Certificate).Value, row.People)], cancellation);
        }
        else
        {
            await new Happening(Guid.CreateVersion7(), id, HappeningKinds.Corrected, today, null, reason.Value, null).Insert(connection, command.UnitId, command.By.PersonId, now, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <summary>Code of the standard of the year.</summary>
    private static async Task<string?> CheckClass(NpgsqlConnection connection, ClassForm? form, DateOnly today, List<Refusal> no, CancellationToken cancellation)
    {
        if (!HouseholdClasses.All.Contains(form?.Class)) no.Add(Refusal.Invalid("household.class", "class"));
        no.AddRange(CleanText.CheckRequired(form?.Decision, "decision", LongestDecision).Refusals);
        no.AddRange(CleanText.Check(form?.Certificate, "certificate", LongestDecision).Refusals);
        if (form?.DecidedOn is null) no.Add(Refusal.Invalid("text.empty", "decidedOn"));
        else if (form.DecidedOn > today) no.Add(Refusal.Invalid("household.future", "decidedOn"));
        var year = form?.Year is { } given && given > 0 && given <= today.Year + 1 ? given : 0;
        var standard = year == 0 ? null : await RegisterReader.StandardOf(connection, year, cancellation);
        if (standard is null) no.Add(Refusal.Invalid("household.year", "year"));
        return standard?.Code;
    }

    private static async Task<bool> IsOfUnit(NpgsqlConnection connection, Guid id, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select 1 from households.household where id = $1 and unit_id = $2 for update", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = unit } },
        };
        return await select.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <summary>Another household of the commune that bears the code, or in which one of the people lives.</summary>
    private static async Task<Refusal?> Elsewhere(
        NpgsqlConnection connection, Guid unit, Guid id, string code, IReadOnlyList<MemberRow> members, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select 'code', code from households.household where unit_id = $1 and id <> $2 and code = $3
            union all
            select 'id', h.code from households.member m join households.household h on h.id = m.household_id
            where m.unit_id = $1 and m.household_id <> $2 and m.left_on is null and m.id_print = any($4)
            """, connection)
        {
            Parameters =
            {
                new() { Value = unit }, new() { Value = id }, new() { Value = code },
                new() { Value = members.Where(m => m is { LeftOn: null, Print: not null }).Select(m => m.Print!).ToArray() },
            },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return row.GetString(0) == "code" ? Refusal.Conflict("household.code_taken", "code", code) : Refusal.Conflict("household.id_elsewhere", "members", row.GetString(1));
    }
}
