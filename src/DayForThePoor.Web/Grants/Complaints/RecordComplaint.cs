using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>A complaint as it came in. It names a grant, a household or a list, or nothing but the unit.</summary>
/// <param name="Kind">One of <see cref="ComplaintKinds"/>.</param>
/// <param name="ReceivedOn">Today when null.</param>
/// <param name="Confined">Only few may read it; a denunciation always is.</param>
/// <param name="Complainant">May be empty: not named.</param>
public sealed record ComplaintForm(
    string? Kind, string? Text, string? Complainant, DateOnly? ReceivedOn, bool Confined, Guid? Grant = null, Guid? Household = null, Guid? Proposal = null,
    IReadOnlyList<Guid>? Files = null);

/// <summary>Write down a complaint (khiếu nại, phản ánh).</summary>
/// <param name="Key">Idempotency key, unique in the unit: the same key is the same complaint.</param>
public sealed record RecordComplaint(Actor By, Guid UnitId, string Key, ComplaintForm Form) : IUnitMessage
{
    public const int LongestText = 4000;

    public Permission Needs => Permission.RequestGrants;
}

/// <param name="AlreadyKnown">An earlier request with the same key wrote it.</param>
public sealed record ComplaintWritten(Guid ComplaintId, bool AlreadyKnown);

public static class RecordComplaintHandler
{
    public static async Task<Outcome<ComplaintWritten>> Handle(RecordComplaint command, GrantSurroundings around, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        if (!ComplaintKinds.All.Contains(form.Kind)) no.Add(Refusal.Invalid("complaint.kind", "kind"));
        var text = GrantMove.Text(form.Text, "text", true, no, RecordComplaint.LongestText);
        var complainant = GrantMove.Text(form.Complainant, "complainant", false, no, RequestGrant.LongestName);
        var on = GrantMove.Day(form.ReceivedOn, "receivedOn", around, no);
        if (no.Count > 0) return no;

        var id = Ids.Of("complaint", command.UnitId, command.Key);
        await using var grants = await around.Begin(command.UnitId, cancellation);
        switch (await grants.Claim(id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), cancellation))
        {
            case RequestClaim.Differs: return Refusal.Conflict("grant.key_reused");
            case RequestClaim.Known: return new ComplaintWritten(id, true);
        }
        if (await Targets(grants.Connection, command.UnitId, form, cancellation) is { } unknown) no.Add(unknown);
        var files = await GrantMove.Files(grants, command.UnitId, form.Files, no, cancellation);
        if (no.Count > 0) return no;

        var now = around.Now.ToUniversalTime();
        await using var insert = new NpgsqlCommand("""
            insert into grants.complaint (id, unit_id, support_id, household_id, proposal_id, kind, received_on, confined, complainant, text, state, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'received', $11, $12)
            """, grants.Connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, Id(form.Grant), Id(form.Household), Id(form.Proposal), new() { Value = form.Kind! },
                new() { Value = on }, new() { Value = form.Confined || form.Kind == ComplaintKinds.Denunciation }, new() { Value = complainant }, new() { Value = text },
                new() { Value = now }, new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await ComplaintSteps.Insert(grants.Connection, id, ComplaintStates.Received, "", command.By.PersonId, now, cancellation);
        await Attach(grants.Connection, id, files, cancellation);
        await grants.Commit(cancellation);
        return new ComplaintWritten(id, false);
    }

    /// <summary>What is named has to be the unit's.</summary>
    private static async Task<Refusal?> Targets(NpgsqlConnection connection, Guid unit, ComplaintForm form, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select ($2::uuid is null or exists (select from grants.support where id = $2 and unit_id = $1))
              and ($3::uuid is null or exists (select from households.household where id = $3 and unit_id = $1))
              and ($4::uuid is null or exists (select from grants.proposal where id = $4 and unit_id = $1))
            """, connection) { Parameters = { new() { Value = unit }, Id(form.Grant), Id(form.Household), Id(form.Proposal) } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))! ? null : Refusal.NotFound("complaint.target_unknown");
    }

    private static async Task Attach(NpgsqlConnection connection, Guid complaint, IReadOnlyList<HeldFile> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return;
        await using var insert = new NpgsqlCommand("insert into grants.complaint_file (complaint_id, file_id) select $1, unnest($2::uuid[])", connection)
        {
            Parameters = { new() { Value = complaint }, new() { Value = files.Select(f => f.Id).ToArray() } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter Id(Guid? id) => new() { Value = id ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
