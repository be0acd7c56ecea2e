using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Draw up the minutes by which a unit that ended hands a fund to its successors. Nothing is posted before all have signed.</summary>
/// <param name="UnitId">The giver.</param>
/// <param name="Key">The same key is the same minutes.</param>
public sealed record DrawHandOver(Actor By, Guid UnitId, string Key, HandOverForm Form) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

/// <param name="AlreadyKnown">Drawn up by an earlier request with the same key.</param>
public sealed record HandOverDrawn(Guid Id, string State, bool AlreadyKnown);

public static class DrawHandOverHandler
{
    public static async Task<Outcome<HandOverDrawn>> Handle(
        DrawHandOver command, IRegistry registry, Sessions sessions, HandOverDrafts drafts, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund ?? "", out var fund) || fund.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        var id = Ids.Of("hand-over", command.UnitId, command.Key);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form));
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await Before(connection, id, hash, cancellation) is { } before) return before;

        var today = VietnamTime.TodayIn(clock);
        var draft = await drafts.Of(fund, form.ClosingOn, today, cancellation);
        var made = HandOverRules.Check(form, draft, known, today);
        if (!made.TryGet(out var minute)) return new(made.Refusals);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await Insert(connection, command, id, minute, hash, clock.GetUtcNow(), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(cancellation);
            return await Before(connection, id, hash, cancellation) ?? (Outcome<HandOverDrawn>)Refusal.Conflict("handover.already_drawn", "fund", fund.Code);
        }
        return new HandOverDrawn(id, HandOverStates.Waiting, false);
    }

    private static async Task<Outcome<HandOverDrawn>?> Before(NpgsqlConnection connection, Guid id, byte[] hash, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select state, request_hash from ledger.hand_over where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await query.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return row.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(hash) ? new HandOverDrawn(id, row.GetString(0), true) : Refusal.Conflict("handover.key_reused");
    }

    private static async Task Insert(
        NpgsqlConnection connection, DrawHandOver command, Guid id, HandOverMinute minute, byte[] hash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    insert into ledger.hand_over (id, fund_id, unit_id, closing_on, state, minute, request_hash, total, drawn_by, drawn_at)
                    values ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = id }, new() { Value = minute.FundId }, new() { Value = minute.UnitId }, new() { Value = minute.ClosingOn }, new() { Value = minute.ToJson() },
                        new() { Value = hash }, new() { Value = minute.TotalVnd }, new() { Value = command.By.PersonId }, new() { Value = now },
                    },
                },
                new("""
                    insert into ledger.hand_over_side (hand_over_id, unit_id, fund_id, side, share)
                    select $1, s.unit_id, s.fund_id, s.side, s.share from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[]) s(unit_id, fund_id, side, share)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = id },
                        new() { Value = (Guid[])[minute.UnitId, .. minute.Receivers.Select(r => r.UnitId)] },
                        new() { Value = (Guid[])[minute.FundId, .. minute.Receivers.Select(r => r.FundId)] },
                        new() { Value = (string[])["giver", .. minute.Receivers.Select(_ => "receiver")] },
                        new() { Value = (long[])[0, .. minute.Receivers.Select(r => r.Share)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
