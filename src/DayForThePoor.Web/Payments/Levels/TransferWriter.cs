using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <param name="Number">Of the other side's paper: its receipt, its decision. Required where that side is outside.</param>
/// <param name="Paper">SHA-256 of the scan in hex.</param>
public sealed record TransferPaper(string Number, DateOnly? Date, string? Paper);

/// <summary>
/// Carries the steps of a transfer into the books of both ends, in one transaction: neither book ever knows of a step that
/// the other does not. The state is asked again with the row locked, after every other lock.
/// </summary>
public sealed class TransferWriter(
    Sessions sessions, IRegistry registry, LedgerWriter writer, TransferQueries transfers, IEnumerable<IReversalGuard> guards, TimeProvider clock)
{
    private const string Sent = "sent", Confirmed = "confirmed";

    /// <summary>An entry in the book of one end.</summary>
    private sealed record Leg(string End, TransferSide Side, string Voucher, string Step, IReadOnlyList<Posting> Postings);

    /// <summary>Out of the sender's book and onto the receiver's table. Codes: transfer.not_awaiting, payment.above_*, transfer.over_rest, ledger.*.</summary>
    public async Task<Outcome<TransferStep>> Send(Actor by, Guid id, CancellationToken cancellation)
    {
        var row = (await transfers.Find(id, cancellation))!;
        var transfer = row.Transfer(await IsAddressed(row, cancellation));
        List<Leg> legs = [];
        if (row.From is { } from) legs.Add(new(TransferEnds.From, from, transfer.VoucherOfLeaving, Sent, transfer.Leaves()));
        if (row.To is { } to) legs.Add(new(TransferEnds.To, to, VoucherKinds.General, Sent, transfer.IsAnnounced()));
        return await Post(
            row, TransferIds.OfSending(id), [], row.DocumentDate, legs,
            (end, entries) => new UnitTransferSent(id, end, row.Kind, row.Channel, row.AmountVnd, row.FactsHash, entries, by.PersonId, row.AllocationId), starts: true,
            async (connection, now, stop) =>
            {
                if (now.State != TransferStates.Awaiting) return Refusal.Conflict("transfer.not_awaiting");
                if (now.AllocationId is { } allocation && await WhyNotReturn(connection, allocation, stop) is { } over) return over;
                if (now.From is not null && await FundMoney.WhyNotGive(connection, transfer, now.DocumentDate, stop) is { } poor) return poor;
                await Set(connection, id, "state = 'sent', sent_at = $2, sent_by = $3", stop, clock.GetUtcNow(), by.PersonId);
                return null;
            },
            TransferStates.Sent, cancellation);
    }

    /// <summary>Both sides agree that it arrived. Codes: transfer.not_sent, transfer.line_missing, ledger.*.</summary>
    public async Task<Outcome<TransferStep>> Confirm(Actor by, TransferRow row, DateOnly date, TransferPaper paper, CancellationToken cancellation)
    {
        var transfer = row.Transfer(await IsAddressed(row, cancellation));
        List<Leg> legs = [];
        if (row.To is { } to) legs.Add(new(TransferEnds.To, to, transfer.VoucherOfTaking, Confirmed, transfer.IsTaken()));
        if (row.From is { } from) legs.Add(new(TransferEnds.From, from, VoucherKinds.General, Confirmed, transfer.IsThere()));
        var hash = TransferRow.Hash(paper.Number, paper.Date, paper.Paper, date);
        return await Post(
            row, TransferIds.OfConfirming(row.Id), [], date, legs, (end, entries) => new UnitTransferConfirmed(row.Id, end, hash, entries, by.PersonId), starts: false,
            async (connection, now, stop) =>
            {
                if (now.State != TransferStates.Sent) return Refusal.Conflict("transfer.not_sent");
                if (!now.IsBetweenInside && !now.IsCash && !await IsProved(connection, now, stop)) return Refusal.Conflict("transfer.line_missing");
                await Set(
                    connection, row.Id, "state = 'confirmed', confirmed_on = $2, confirmed_at = $3, confirmed_by = $4, confirm_number = $5, confirm_date = $6, confirm_paper = $7", stop,
                    date, clock.GetUtcNow(), by.PersonId, paper.Number, paper.Date, paper.Paper is null ? null : Convert.FromHexString(paper.Paper));
                return null;
            },
            TransferStates.Confirmed, cancellation);
    }

    /// <summary>Taken back in both books before anybody confirmed it. Codes: transfer.not_sent, transfer.ended_otherwise, statement.entry_matched, ledger.*.</summary>
    /// <param name="state">refused or withdrawn.</param>
    public async Task<Outcome<TransferStep>> End(Actor by, TransferRow row, string state, string reason, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        List<Leg> legs = [];
        foreach (var (end, side) in Ends(row)) legs.Add(new(end, side, VoucherKinds.General, "ended", []));
        var sent = await SentEntries(row, cancellation);
        var hash = TransferRow.Hash(reason);
        return await Post(
            row, TransferIds.OfEnding(row.Id), Encoding.UTF8.GetBytes(state), today, legs,
            (end, entries) => new UnitTransferEnded(row.Id, end, state, hash, [sent[end].Reversal(entries[0].Voucher, today)], by.PersonId), starts: false,
            async (connection, now, stop) =>
            {
                if (now.State != TransferStates.Sent) return Refusal.Conflict("transfer.not_sent");
                foreach (var (end, _) in Ends(now))
                    foreach (var guard in guards)
                        if (await guard.WhyNot(connection, TransferIds.StreamOf(row.Id, end), stop) is { } tied) return tied;
                await Set(connection, row.Id, "state = $2, ended_at = $3, ended_by = $4, end_reason = $5", stop, state, clock.GetUtcNow(), by.PersonId, reason);
                return null;
            },
            state, cancellation);
    }

    /// <summary>Quyết toán: received = spent + returned. Codes: transfer.not_confirmed, transfer.return_open, transfer.not_all_used.</summary>
    /// <param name="spent">Of a general allocation; an addressed one is told by its vouchers.</param>
    public async Task<Outcome<TransferStep>> Settle(Actor by, TransferRow row, long? spent, string papers, CancellationToken cancellation)
    {
        var stream = TransferIds.StreamOf(row.Id, row.To is null ? TransferEnds.From : TransferEnds.To);
        AllocationUse? use = null;
        var answer = await writer.Post(
            new LedgerCommand(
                TransferIds.OfSettling(row.Id), Content(spent, papers), row.ConfirmingUnit, [], [],
                _ => new Draft([StreamAppend.Next(stream, 2, new UnitTransferSettled(row.Id, use!.ReceivedVnd, use.SpentVnd!.Value, use.ReturnedVnd, TransferRow.Hash(papers), by.PersonId))], []))
            {
                GuardedFunds = [.. Ends(row).Select(end => end.Side.FundId)],
                Guard = async (connection, stop) =>
                {
                    var now = (await TransferQueries.Find(connection, row.Id, locked: true, stop))!;
                    if (now is not { Kind: TransferKinds.Allocation, State: TransferStates.Confirmed }) return Refusal.Conflict("transfer.not_confirmed");
                    use = await TransferQueries.Use(connection, now, stop);
                    if (!now.Addressed) use = use with { SpentVnd = spent ?? 0 };
                    if (use.ReturningVnd > 0) return Refusal.Conflict("transfer.return_open");
                    if (use.Rest != 0) return Refusal.Invalid("transfer.not_all_used", "spentVnd", MoneyText.Format(new Vnd(use.Rest)));
                    await Set(connection, row.Id, "state = 'settled', settled_at = $2, settled_by = $3, spent = $4, settle_papers = $5", stop, clock.GetUtcNow(), by.PersonId, use.SpentVnd, papers);
                    return null;
                },
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Refused => answer.Refusal!,
            PostResult.Differs => Refusal.Conflict("transfer.ended_otherwise"),
            _ => new TransferStep(row.Id, TransferStates.Settled, [], answer.Result == PostResult.AlreadyKnown),
        };
    }

    /// <summary>What is told of an allocation's use; told again with other figures it is another request.</summary>
    private static byte[] Content(long? spent, string papers) => Encoding.UTF8.GetBytes(TransferRow.Hash(spent, papers));

    /// <summary>Whether the returns of an allocation, this one among them, are no more than what is left of it.</summary>
    private static async Task<Refusal?> WhyNotReturn(NpgsqlConnection connection, Guid allocation, CancellationToken cancellation)
    {
        var row = (await TransferQueries.Find(connection, allocation, locked: true, cancellation))!;
        if (row.State != TransferStates.Confirmed) return Refusal.Conflict("transfer.allocation_not_open", "allocationId");
        var use = await TransferQueries.Use(connection, row, cancellation);
        return use.Rest < 0 ? Refusal.Invalid("transfer.over_rest", "amountVnd", MoneyText.Format(new Vnd(use.Rest))) : null;
    }

    /// <summary>Inside ends, the sender first.</summary>
    private static IEnumerable<(string End, TransferSide Side)> Ends(TransferRow row)
    {
        if (row.From is { } from) yield return (TransferEnds.From, from);
        if (row.To is { } to) yield return (TransferEnds.To, to);
    }

    private async Task<Outcome<TransferStep>> Post(
        TransferRow row, Guid request, byte[] content, DateOnly date, IReadOnlyList<Leg> legs, Func<string, IReadOnlyList<JournalEntry>, object> makeEvent, bool starts,
        Func<NpgsqlConnection, TransferRow, CancellationToken, Task<Refusal?>> guard, string state, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        List<string> vouchers = [];
        var answer = await writer.Post(
            new LedgerCommand(
                request, content, legs[0].Side.UnitId, [date], [.. legs.Select(leg => new NumberNeed(leg.Side.FundId, date.Year, leg.Voucher, date))],
                numbers =>
                {
                    List<StreamAppend> streams = [];
                    vouchers.Clear();
                    foreach (var (leg, number) in legs.Zip(numbers))
                    {
                        var voucher = new VoucherNumber(leg.Voucher, date.Year, number);
                        vouchers.Add(voucher.Text(known.Funds[leg.Side.FundId].Kind));
                        var entry = new JournalEntry(TransferIds.EntryOf(row.Id, leg.End, leg.Step), leg.Side.UnitId, leg.Side.FundId, voucher, date, leg.Postings);
                        var happened = makeEvent(leg.End, [entry]);
                        var stream = TransferIds.StreamOf(row.Id, leg.End);
                        streams.Add(starts ? StreamAppend.Start(stream, happened) : StreamAppend.Next(stream, 1, happened));
                    }
                    return new Draft(streams, []);
                })
            {
                ElsewhereDates = [.. legs.Skip(1).Select(leg => (leg.Side.UnitId, date))],
                Accounts = [.. Ends(row).Select(end => end.Side.AccountId).OfType<Guid>()],
                GuardedFunds = [.. Ends(row).Select(end => end.Side.FundId)],
                Guard = async (connection, stop) => await guard(connection, (await TransferQueries.Find(connection, row.Id, locked: true, stop))!, stop),
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Written => new TransferStep(row.Id, state, vouchers),
            PostResult.AlreadyKnown => new TransferStep(row.Id, (await transfers.Find(row.Id, cancellation))!.State, [], AlreadyKnown: true),
            PostResult.Differs => Refusal.Conflict("transfer.ended_otherwise"),
            _ => answer.Refusal!,
        };
    }

    private async Task<bool> IsAddressed(TransferRow row, CancellationToken cancellation) =>
        row.AllocationId is { } allocation ? (await transfers.Find(allocation, cancellation))!.Addressed : row.Addressed;

    /// <summary>Whether lines of the bank have proved the whole of the inside end.</summary>
    private static async Task<bool> IsProved(NpgsqlConnection connection, TransferRow row, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select coalesce(sum(amount), 0) = $2 from statements.live_link where item_id = $1", connection)
        {
            Parameters = { new() { Value = TransferIds.StreamOf(row.Id, row.From is null ? TransferEnds.To : TransferEnds.From) }, new() { Value = row.AmountVnd } },
        };
        return (bool)(await query.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What the sending posted, by end.</summary>
    private async Task<IReadOnlyDictionary<string, JournalEntry>> SentEntries(TransferRow row, CancellationToken cancellation)
    {
        Dictionary<string, JournalEntry> entries = [];
        await using var session = sessions.Query(row.OwnUnit);
        foreach (var (end, _) in Ends(row))
            if ((await session.Events.FetchStreamAsync(TransferIds.StreamOf(row.Id, end), token: cancellation)) is [{ Data: UnitTransferSent sent }, ..]) entries[end] = sent.Entries[0];
        return entries;
    }

    /// <summary>Changes the locked row; $1 is its id.</summary>
    public static async Task Set(NpgsqlConnection connection, Guid id, string columns, CancellationToken cancellation, params IReadOnlyList<object?> values)
    {
        await using var update = new NpgsqlCommand($"update payments.unit_transfer set {columns} where id = $1", connection) { Parameters = { new() { Value = id } } };
        foreach (var value in values) update.Parameters.Add(new() { Value = value is DateTimeOffset at ? at.ToUniversalTime() : value ?? DBNull.Value });
        await update.ExecuteNonQueryAsync(cancellation);
    }
}
