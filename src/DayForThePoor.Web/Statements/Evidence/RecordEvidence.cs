using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Where evidence comes from.</summary>
public static class EvidenceSources
{
    public const string Webhook = "webhook";
    public const string Hand = "hand";
}

/// <summary>What somebody says about money on an account.</summary>
/// <param name="ExternalId">Names the message at its sender; 1 to 100 characters.</param>
/// <param name="AmountVnd">Đồng.</param>
public sealed record EvidenceForm(string? ExternalId, DateOnly? Day, string? Side, long? AmountVnd, string? Reference, string? Memo);

/// <summary>Keep evidence and tie it to its statement line if that is there. Nothing is posted.</summary>
public sealed record RecordEvidence(Actor By, Guid UnitId, Guid AccountId, string Source, EvidenceForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

/// <param name="IsNew">False when the same message was here before.</param>
public sealed record EvidenceKept(Guid Id, bool IsNew);

public static class RecordEvidenceHandler
{
    private const int LongestId = 100, LongestReference = 100, LongestMemo = 1000;

    public static async Task<Outcome<EvidenceKept>> Handle(RecordEvidence command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var no = Check(form, VietnamTime.TodayIn(clock));
        if (no.Count > 0) return no;

        var side = form.Side == "credit" ? Side.Credit : Side.Debit;
        var (reference, memo) = (Fingerprint.Canonical(form.Reference ?? ""), Fingerprint.Canonical(form.Memo ?? ""));
        var id = Ids.Of("statement_evidence", command.AccountId, $"{command.Source}:{form.ExternalId}");
        var hash = HashOf(form, reference, memo);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await EvidenceLinks.Lock(connection, command.AccountId, cancellation);
        await using (var insert = new NpgsqlCommand("""
            insert into statements.evidence (id, account_id, source, external_id, content_sha256, day, side, amount, reference, memo, folded, received_at, received_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.AccountId }, new() { Value = command.Source }, new() { Value = form.ExternalId! }, new() { Value = hash },
                new() { Value = form.Day!.Value }, new() { Value = side == Side.Credit ? "C" : "D", NpgsqlDbType = NpgsqlDbType.Char }, new() { Value = form.AmountVnd!.Value },
                new() { Value = reference }, new() { Value = memo }, new() { Value = Folding.Fold(memo) }, new() { Value = clock.GetUtcNow() },
                new() { Value = command.By == Actor.System ? DBNull.Value : command.By.PersonId, NpgsqlDbType = NpgsqlDbType.Uuid },
            },
        })
        {
            if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
                return await HasContent(connection, id, hash, cancellation) ? new EvidenceKept(id, false) : Refusal.Conflict("evidence.other_content", "id");
        }
        await EvidenceLinks.Link(connection, command.AccountId, cancellation);
        await transaction.CommitAsync(cancellation);
        return new EvidenceKept(id, true);
    }

    private static List<Refusal> Check(EvidenceForm form, DateOnly today)
    {
        List<Refusal> no = [];
        if (string.IsNullOrWhiteSpace(form.ExternalId) || form.ExternalId.Length > LongestId || form.ExternalId.Contains('\0', StringComparison.Ordinal))
            no.Add(Refusal.Invalid("evidence.id", "id"));
        if (form.Day is null) no.Add(Refusal.Invalid("evidence.day", "date"));
        // The sender's clock may be a day ahead of ours, not more.
        else if (form.Day > today.AddDays(1)) no.Add(Refusal.Invalid("evidence.day_ahead", "date"));
        if (form.Side is not ("credit" or "debit")) no.Add(Refusal.Invalid("evidence.side", "side"));
        if (form.AmountVnd is not (> 0 and <= StatementLine.MaxAmount)) no.Add(Refusal.Invalid("evidence.amount", "amountVnd"));
        if (form.Reference?.Length > LongestReference) no.Add(Refusal.Invalid("evidence.too_long", "reference", $"{LongestReference}"));
        if (form.Memo?.Length > LongestMemo) no.Add(Refusal.Invalid("evidence.too_long", "memo", $"{LongestMemo}"));
        return no;
    }

    private static byte[] HashOf(EvidenceForm form, string reference, string memo) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        form.Day!.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture), form.Side, form.AmountVnd!.Value.ToString(CultureInfo.InvariantCulture), reference, memo)));

    private static async Task<bool> HasContent(NpgsqlConnection connection, Guid id, byte[] hash, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select content_sha256 = $2 from statements.evidence where id = $1", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = hash } },
        };
        return await select.ExecuteScalarAsync(cancellation) is true;
    }
}
