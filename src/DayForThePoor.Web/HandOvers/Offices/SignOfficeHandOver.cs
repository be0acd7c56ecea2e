using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>
/// Sign minutes of a change of office as one of four: who leaves, who takes over, the other officer, the head. With the last
/// signature the office of who leaves ends, and a difference of the cash count is posted in the same transaction.
/// </summary>
public sealed record SignOfficeHandOver(Actor By, Guid UnitId, Guid Id) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

/// <param name="Part">As which the person signed.</param>
public sealed record OfficeSigned(Guid Id, string Part, string State, bool AlreadyKnown);

public static class SignOfficeHandOverHandler
{
    public static async Task<Outcome<OfficeSigned>> Handle(
        SignOfficeHandOver command, Sessions sessions, IRegistry registry, LedgerWriter writer, Standings standings, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        OfficeRecord record;
        string part;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            var held = await Hold(connection, command, cancellation);
            if (!held.TryGet(out var found)) return new(held.Refusals);
            (record, part) = found;
            if (record.SignatureOf(part)?.PersonId == command.By.PersonId) return new OfficeSigned(record.Id, part, record.State, true);
            if (await WhyNotAsCounted(connection, record, await registry.Current(cancellation), cancellation) is { } moved) return moved;
            var last = OfficeParts.All.All(p => p == part || record.SignatureOf(p) is not null);
            if (!last || record.Minute.Cash.All(box => box.DifferenceVnd == 0))
            {
                await Sign(connection, command, part, clock.GetUtcNow(), cancellation);
                if (last) await End(connection, record, command.By, clock.GetUtcNow(), cancellation);
                await transaction.CommitAsync(cancellation);
                if (last) standings.Forget(record.GiverId);
                return new OfficeSigned(record.Id, part, last ? OfficeStates.Done : OfficeStates.Waiting, false);
            }
        }
        var settled = await Settle(command, record, part, await registry.Current(cancellation), writer, clock, cancellation);
        standings.Forget(record.GiverId);
        return settled;
    }

    private static async Task<Outcome<OfficeSigned>> Settle(
        SignOfficeHandOver command, OfficeRecord record, string part, RegistrySnapshot known, LedgerWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var boxes = record.Minute.Cash.Where(box => box.DifferenceVnd != 0).ToList();
        string KindOf(OfficeCash box) => box.DifferenceVnd > 0 ? VoucherKinds.CashIn : VoucherKinds.CashOut;
        var answer = await writer.Post(
            new LedgerCommand(
                record.Id, SHA256.HashData(Encoding.UTF8.GetBytes(record.Minute.ToJson())), record.UnitId, [today],
                [.. boxes.Select(box => new NumberNeed(box.FundId, today.Year, KindOf(box), today))],
                numbers => new Draft(
                    [.. boxes.Zip(numbers, (box, number) => Settled(command, record, box, new VoucherNumber(KindOf(box), today.Year, number), today))], []))
            {
                GuardedFunds = [.. boxes.Select(box => box.FundId)],
                Guard = async (connection, stop) =>
                {
                    var held = await Hold(connection, command, stop);
                    if (held.IsRefused) return held.Refusals[0];
                    if (await WhyNotAsCounted(connection, record, known, stop) is { } moved) return moved;
                    foreach (var box in boxes.Where(box => box.DifferenceVnd < 0))
                        if (await CashBox.WhyNotTake(connection, box.FundId, today, -box.DifferenceVnd, stop) is { } empty) return empty;
                    await Sign(connection, command, part, clock.GetUtcNow(), stop);
                    await End(connection, record, command.By, clock.GetUtcNow(), stop);
                    return null;
                },
            },
            cancellation);
        // The minutes are frozen, so their request can never differ: what was not written now was written before.
        return answer.Result == PostResult.Refused ? answer.Refusal! : new OfficeSigned(record.Id, part, OfficeStates.Done, answer.Result != PostResult.Written);
    }

    /// <summary>Too much is other income by a phiếu thu; what is missing is an advance of who leaves, by a phiếu chi.</summary>
    private static StreamAppend Settled(SignOfficeHandOver command, OfficeRecord record, OfficeCash box, VoucherNumber number, DateOnly today)
    {
        var id = Ids.Of("cash-count-settled", record.Id, box.FundId.ToString("D"));
        var amount = Math.Abs(box.DifferenceVnd);
        var entry = new JournalEntry(
            EntryQueries.EntryIdOf(id), record.UnitId, box.FundId, number, today,
            box.DifferenceVnd > 0
                ? [Posting.Debit(Roles.Cash, amount), Posting.Credit(Roles.IncomeOther, amount)]
                : [Posting.Debit(Roles.Advance, amount), Posting.Credit(Roles.Cash, amount)]);
        return StreamAppend.Start(id, new CashCountSettled(id, record.Id, record.UnitId, box.FundId, box.DifferenceVnd, [entry], command.By.PersonId));
    }

    /// <summary>Locks the minutes and says as what this person signs, or why they may not.</summary>
    private static async Task<Outcome<(OfficeRecord Record, string Part)>> Hold(NpgsqlConnection connection, SignOfficeHandOver command, CancellationToken cancellation)
    {
        await using (var hold = new NpgsqlCommand("select 1 from ledger.office_hand_over where id = $1 and unit_id = $2 for update", connection)
        {
            Parameters = { new() { Value = command.Id }, new() { Value = command.UnitId } },
        })
            if (await hold.ExecuteScalarAsync(cancellation) is null) return Refusal.NotFound("handover.unknown");
        var record = (await OfficeRecords.Find(connection, command.Id, cancellation))!;
        if (record.Signatures.FirstOrDefault(s => s.PersonId == command.By.PersonId) is { } mine) return (record, mine.Part);
        if (record.State == OfficeStates.Withdrawn) return Refusal.Conflict("handover.withdrawn");
        if (record.State == OfficeStates.Done) return Refusal.Conflict("office.done");
        if (await PartOf(connection, record, command.By.PersonId, cancellation) is not { } part) return Refusal.Forbidden("office.not_signer");
        return record.SignatureOf(part) is null ? (record, part) : Refusal.Conflict("office.part_signed");
    }

    private static async Task<string?> PartOf(NpgsqlConnection connection, OfficeRecord record, Guid person, CancellationToken cancellation)
    {
        if (person == record.GiverId) return OfficeParts.Giver;
        if (person == record.ReceiverId) return OfficeParts.Receiver;
        await using var query = new NpgsqlCommand("select role from identity.assignment where person_id = $1 and unit_id = $2 and ended_at is null and role = any($3)", connection)
        {
            Parameters =
            {
                new() { Value = person }, new() { Value = record.UnitId },
                new() { Value = (string[])[OfficeParts.OtherOffice(record.Office), PersonRoles.Approver] },
            },
        };
        return await query.ExecuteScalarAsync(cancellation) is string role ? role == PersonRoles.Approver ? OfficeParts.Head : OfficeParts.Other : null;
    }

    /// <summary>Boxes were counted against a book; when the book moved since, the count says nothing any more.</summary>
    private static async Task<Refusal?> WhyNotAsCounted(NpgsqlConnection connection, OfficeRecord record, RegistrySnapshot known, CancellationToken cancellation)
    {
        if (record.Minute.Cash.All(box => box.CountedVnd is null)) return null;
        var (now, _, _) = await OfficeDrafts.CashOf(connection, [.. record.Minute.Cash.Select(box => known.Funds[box.FundId])], cancellation);
        var moved = record.Minute.Cash.FirstOrDefault(box => box.CountedVnd is not null && now.First(n => n.FundId == box.FundId).ExpectedVnd != box.ExpectedVnd);
        return moved is null ? null : Refusal.Conflict("office.cash_moved", null, moved.Fund);
    }

    private static async Task Sign(NpgsqlConnection connection, SignOfficeHandOver command, string part, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var sign = new NpgsqlCommand("insert into ledger.office_hand_over_signature (hand_over_id, part, person_id, signed_at) values ($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = command.Id }, new() { Value = part }, new() { Value = command.By.PersonId }, new() { Value = now } },
        };
        await sign.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The minutes are done, and who left holds the office no more.</summary>
    private static async Task End(NpgsqlConnection connection, OfficeRecord record, Actor by, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update ledger.office_hand_over set state = 'done', ended_at = $2, ended_by = $3 where id = $1")
                {
                    Parameters = { new() { Value = record.Id }, new() { Value = now }, new() { Value = by.PersonId } },
                },
                new("update identity.assignment set ended_at = $4 where person_id = $1 and unit_id = $2 and role = $3 and ended_at is null")
                {
                    Parameters = { new() { Value = record.GiverId }, new() { Value = record.UnitId }, new() { Value = record.Office }, new() { Value = now } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
