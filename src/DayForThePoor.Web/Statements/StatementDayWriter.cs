using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements.Evidence;
using DayForThePoor.Web.Statements.Matching;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>What the days of one import have in common.</summary>
/// <param name="UnitStood">Whether the unit existed on a date.</param>
/// <param name="InFile">How many credit lines of the file have a reference and amount.</param>
public sealed record ImportContext(
    Guid ImportId, StatementAccount Account, Guid By, Func<DateOnly, bool> UnitStood, Func<string, long, int> InFile);

/// <summary>
/// Posts one bank day in one transaction, while the importer holds the account against other imports. Locks in this order:
/// the month; then, when the lines are copied already, the account against gifts that look for their line; the number
/// series last. So a day with 200,000 lines holds up nobody who records a gift for longer than its entry takes.
/// </summary>
public sealed class StatementDayWriter(Sessions sessions, TimeProvider clock)
{
    /// <summary>Adds the new lines of the day, and what the file says of it.</summary>
    /// <param name="lines">The new lines in the order of the file; gone through once.</param>
    /// <param name="done">Lines of the file up to the end of this day.</param>
    public async Task Write(
        NpgsqlConnection connection, ImportContext import, NewOnDay day, IEnumerable<StatementLine> lines, int done, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var vouchers = day.Lines == 0 ? 0 : await Post(connection, transaction, import, day, lines, cancellation);
        await CoverageRecords.Add(connection, import.ImportId, import.Account.Id, day, cancellation);
        await ImportRecords.DayDone(connection, import.ImportId, done, day.Lines, vouchers, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<int> Post(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ImportContext import, NewOnDay added, IEnumerable<StatementLine> lines, CancellationToken cancellation)
    {
        var (account, day) = (import.Account, added.Day.Day);
        var documentDate = await DocumentDates.Hold(connection, account.UnitId, day, VietnamTime.TodayIn(clock), import.UnitStood(day));

        await using var session = sessions.For(account.UnitId, transaction);
        var stream = StatementDay.StreamOf(account.Id, day);
        var version = (await session.Events.FetchStreamStateAsync(stream, cancellation))?.Version ?? 0;

        var parts = await Copy(connection, import, added, stream, checked((int)version), lines, cancellation);
        await AccountLock.Take(connection, [account.Id], cancellation);
        await EvidenceLinks.LinkNew(connection, account.Id, cancellation);
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
        NpgsqlConnection connection, ImportContext import, NewOnDay added, Guid stream, int version, IEnumerable<StatementLine> lines, CancellationToken cancellation)
    {
        int PartOf(Side side) => version + (side == Side.Debit && added.Credits > 0 ? 2 : 1);

        using var credits = new LineList();
        using var debits = new LineList();
        LineList ListOf(Side side) => side == Side.Credit ? credits : debits;

        await LineCopy.Write(
            connection, import.Account.Id, import.ImportId, lines, side => StatementDay.EntryOf(stream, PartOf(side)), ListOf, cancellation);
        if (credits.Count + debits.Count != added.Lines || credits.Total != added.Credits || debits.Total != added.Debits)
            throw new InvalidOperationException($"The second pass over import {import.ImportId} gave other lines of {added.Day.Day:O} than the first.");
        return [.. new[] { Side.Credit, Side.Debit }
            .Where(side => ListOf(side).Count > 0)
            .Select(side => (Side: side, ListOf(side).Count, ListOf(side).Total))
            .Select(p => new StatementPart(stream, PartOf(p.Side), added.Day.Day, p.Side, p.Count, p.Total, ListOf(p.Side).Finish()))];
    }
}
