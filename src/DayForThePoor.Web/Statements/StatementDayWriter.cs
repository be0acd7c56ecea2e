using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>What the days of one import have in common.</summary>
/// <param name="UnitStood">Whether the unit existed on a date.</param>
/// <param name="InFile">How many credit lines of the file have a reference and amount.</param>
public sealed record ImportContext(
    Guid ImportId, StatementAccount Account, Guid By, Func<DateOnly, bool> UnitStood, Func<string, long, int> InFile);

/// <summary>
/// Posts one bank day in one transaction. Locks in this order: the account against other imports; the month; then, when
/// the lines are copied already, the account against gifts that look for their line; the number series last. So a day
/// with 200,000 lines holds up nobody who records a gift for longer than its entry takes.
/// </summary>
public sealed class StatementDayWriter(Sessions sessions, TimeProvider clock)
{
    /// <summary>Adds what the account does not have yet: of each fingerprint max(0, in the file − stored) lines.</summary>
    /// <param name="lines">All lines of the day in the order of the file.</param>
    public async Task Write(
        NpgsqlConnection connection, ImportContext import, DateOnly day, IReadOnlyList<StatementLine> lines, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAccount(connection, import.Account.Id, cancellation);
        var fresh = await Fresh(connection, import.Account.Id, day, lines, cancellation);
        var vouchers = fresh.Count == 0 ? 0 : await Post(connection, transaction, import, day, fresh, cancellation);
        await ImportRecords.DayDone(connection, import.ImportId, lines.Count, fresh.Count, vouchers, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<int> Post(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ImportContext import, DateOnly day, IReadOnlyList<StatementLine> fresh, CancellationToken cancellation)
    {
        var account = import.Account;
        var today = VietnamTime.TodayIn(clock);
        var closed = await PeriodLock.Take(connection, [(account.UnitId, day), (account.UnitId, today)]);
        var documentDate = StatementDay.DocumentDate(day, today, import.UnitStood(day), d => closed.Contains((account.UnitId, PeriodLock.MonthOf(d))))
            ?? throw new InvalidOperationException($"The month of {today:O} was closed while a statement was being posted.");

        await using var session = sessions.For(account.UnitId, transaction);
        var stream = StatementDay.StreamOf(account.Id, day);
        var version = (await session.Events.FetchStreamStateAsync(stream, cancellation))?.Version ?? 0;

        var parts = await Copy(connection, import, day, stream, checked((int)version), fresh, cancellation);
        await AccountLock.Take(connection, [account.Id], cancellation);
        var cleared = parts[0].Side == Side.Credit
            ? await AnnouncedGifts.Claim(connection, account, parts[0].EntryId, import.InFile, cancellation)
            : [];
        var numbers = await NumberSeries.Take(
            connection, [.. parts.Select(p => new NumberNeed(account.FundId, documentDate.Year, p.VoucherKind, documentDate))]);
        object[] events = [.. parts.Zip(numbers, (part, number) => StatementDay.Post(
            account, part, new(part.VoucherKind, documentDate.Year, number), documentDate,
            part.Side == Side.Credit ? cleared : [], import.ImportId, import.By))];
        if (version == 0) session.Events.StartStream(stream, events);
        else session.Events.Append(stream, version + events.Length, events);
        await session.SaveChangesAsync(cancellation);
        return parts.Count;
    }

    /// <summary>One part for each side that has lines, money in first.</summary>
    private static async Task<IReadOnlyList<StatementPart>> Copy(
        NpgsqlConnection connection, ImportContext import, DateOnly day, Guid stream, int version, IReadOnlyList<StatementLine> fresh, CancellationToken cancellation)
    {
        var hasCredits = fresh.Any(l => l.Side == Side.Credit);
        int PartOf(Side side) => version + (side == Side.Debit && hasCredits ? 2 : 1);

        using var credits = new LineList();
        using var debits = new LineList();
        LineList ListOf(Side side) => side == Side.Credit ? credits : debits;

        await LineCopy.Write(
            connection, import.Account.Id, import.ImportId, fresh, side => StatementDay.EntryOf(stream, PartOf(side)), ListOf, cancellation);
        return [.. new[] { Side.Credit, Side.Debit }
            .Where(side => ListOf(side).Count > 0)
            .Select(side => (Side: side, ListOf(side).Count, ListOf(side).Total))
            .Select(p => new StatementPart(stream, PartOf(p.Side), day, p.Side, p.Count, p.Total, ListOf(p.Side).Finish()))];
    }

    private static async Task LockAccount(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var locking = new NpgsqlCommand("select 1 from ledger.bank_account where id = $1 for no key update", connection)
        {
            Parameters = { new() { Value = account } },
        };
        await locking.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<StatementLine>> Fresh(
        NpgsqlConnection connection, Guid account, DateOnly day, IReadOnlyList<StatementLine> lines, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select fingerprint, count(*)::int from statements.line where account_id = $1 and value_date = $2 group by fingerprint", connection)
        {
            Parameters = { new() { Value = account }, new() { Value = day } },
        };
        var stored = new Dictionary<Fingerprint, int>();
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) stored[Fingerprint.Of(reader.GetFieldValue<byte[]>(0))] = reader.GetInt32(1);
        return stored.Count == 0 ? lines : [.. lines.Where(l => l.Ordinal >= stored.GetValueOrDefault(l.Fingerprint))];
    }
}
