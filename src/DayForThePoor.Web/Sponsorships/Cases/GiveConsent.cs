using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Father, mother or guardian who signed.</summary>
public sealed record GuardianForm(string? Name, string? Relation);

/// <summary>What a paper of consent (văn bản đồng ý) says.</summary>
/// <param name="Items">Of <see cref="ConsentItems"/>; each is agreed to by itself.</param>
/// <param name="ForPublic">True: to be shown to everybody; false: to the sponsor alone. Nothing is assumed.</param>
/// <param name="Child">The person's own signature: of a child from 7, of whoever is of age.</param>
/// <param name="ValidUntil">Last day; of a child as long as the age allows when null.</param>
/// <param name="File">Id of the kept picture of the paper.</param>
public sealed record ConsentForm(IReadOnlyList<string> Items, bool? ForPublic, DateOnly? GivenOn, GuardianForm? Guardian, bool Child, DateOnly? ValidUntil, Guid? File);

/// <summary>Writes down that somebody agreed, item by item.</summary>
public sealed record GiveConsent(Actor By, Guid UnitId, Guid BeneficiaryId, ConsentForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

/// <param name="ValidUntil">Never beyond the eve of the 7th and the 18th birthday, whatever the paper says.</param>
public sealed record ConsentGiven(IReadOnlyList<Guid> ConsentIds, DateOnly ValidUntil);

public static class GiveConsentHandler
{
    private const int LongestRelation = 40;

    public static async Task<Outcome<ConsentGiven>> Handle(GiveConsent command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var (now, today) = (clock.GetUtcNow(), VietnamTime.TodayIn(clock));
        List<Refusal> no = [];
        var typed = new Typed(no, today);
        if (form.Items.Count == 0 || form.Items.Any(item => !ConsentItems.All.Contains(item))) no.Add(Refusal.Invalid("consent.item", "items"));
        if (form.ForPublic is null) no.Add(Refusal.Invalid("consent.for_whom", "forPublic"));
        if (form.GivenOn is null) no.Add(Refusal.Invalid("consent.given_on", "givenOn"));
        var guardian = form.Guardian is null ? null : typed.Text(form.Guardian.Name, "guardian.name", true, Typed.LongestName);
        var relation = form.Guardian is null ? null : typed.Text(form.Guardian.Relation, "guardian.relation", true, LongestRelation);

        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotOpen(state) is { } closed) return closed;
        var person = (await CasePerson.Find(cases.Connection, command.UnitId, command.BeneficiaryId, cancellation))!;
        if (person.LatestBirth is not { } birth) return Refusal.Conflict("case.birth_missing", "givenOn");
        if (form.GivenOn is { } givenOn) no.AddRange(ConsentRules.WhyNot(birth, givenOn, form.Guardian is not null, form.Child, form.ValidUntil, today));
        if (form.File is not { } file || !await CaseFileRow.IsOf(cases.Connection, file, command.BeneficiaryId, cancellation)) no.Add(Refusal.Invalid("consent.file", "file"));
        if (no.Count > 0) return no;

        var until = ConsentRules.ValidUntil(birth, form.GivenOn!.Value, form.ValidUntil);
        var ids = form.Items.Distinct().Select(_ => Guid.CreateVersion7(now)).ToArray();
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.consent (id, item, beneficiary_id, for_public, given_on, guardian_name, guardian_relation, child_agreed, valid_until, file_id, recorded_at, recorded_by)
            select n.*, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from unnest($1::uuid[], $2::text[]) n(id, item)
            """, cases.Connection)
        {
            Parameters =
            {
                new() { Value = ids }, new() { Value = form.Items.Distinct().ToArray() }, new() { Value = command.BeneficiaryId }, new() { Value = form.ForPublic!.Value },
                new() { Value = form.GivenOn.Value }, Text(guardian), Text(relation), new() { Value = form.Child }, new() { Value = until }, new() { Value = form.File!.Value },
                new() { Value = now.ToUniversalTime() }, new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await cases.Commit(cancellation);
        return new ConsentGiven(ids, until);

        static NpgsqlParameter Text(string? text) => new() { Value = text ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
    }
}

/// <summary>Rút lại đồng ý: from this moment the item is shown nowhere any more. Whoever signed need give no reason.</summary>
public sealed record WithdrawConsent(Actor By, Guid UnitId, Guid BeneficiaryId, Guid ConsentId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class WithdrawConsentHandler
{
    public static async Task<Outcome<Guid>> Handle(WithdrawConsent command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = new Typed(no, VietnamTime.TodayIn(clock)).Text(command.Reason, "reason");
        if (no.Count > 0) return no;
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update sponsorships.consent c set withdrawn_at = $4, withdrawn_by = $5, withdrawn_reason = $6
            from sponsorships.beneficiary b where b.id = c.beneficiary_id and b.unit_id = $1 and b.id = $2 and c.id = $3 and c.withdrawn_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.UnitId }, new() { Value = command.BeneficiaryId }, new() { Value = command.ConsentId }, new() { Value = clock.GetUtcNow() },
                new() { Value = command.By.PersonId }, new() { Value = reason },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? command.ConsentId : Refusal.Conflict("consent.unknown");
    }
}
