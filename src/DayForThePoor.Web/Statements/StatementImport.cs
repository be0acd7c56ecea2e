using System.Data;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements.Reading;
using DayForThePoor.Web.Statements.Settings;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Brings a stored file into the books: read and checked whole, then a transaction for each bank day, whose lines are read
/// once more and go from the file straight to the table. It may be stopped at any instant and run again, also twice at
/// once: days that are committed add nothing the second time.
/// </summary>
public sealed class StatementImport(Sessions sessions, IRegistry registry, StatementDayWriter days, TimeProvider clock)
{
    /// <returns>The import as it stands afterwards; when another worker has it, as it stands now.</returns>
    public async Task<ImportRecord> Run(Guid unit, Guid importId, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        if (!await ImportRecords.TryHold(connection, importId, cancellation)) return await Find(connection, importId, cancellation);
        try
        {
            var import = await Find(connection, importId, cancellation);
            if (import is { HasEnded: false, State: not ImportStates.NeedsProfile })
            {
                // One file of an account after the other: what is new is judged once for the whole file.
                await ImportRecords.HoldAccount(connection, import.AccountId, cancellation);
                await Run(connection, import, cancellation);
            }
            return await Find(connection, importId, cancellation);
        }
        finally
        {
            // When the database died, the locks died with it; asking would hide what happened.
            if (connection.State == ConnectionState.Open) await ImportRecords.Release(connection);
        }
    }

    private async Task Run(NpgsqlConnection connection, ImportRecord import, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var account = known.Accounts[import.AccountId];
        await using var beside = await sessions.Connect(account.UnitId, cancellation);
        var progress = new ImportProgress(beside, import.Id, clock);
        await ImportRecords.Start(connection, import.Id, cancellation);
        var read = await Read(beside, import, account, progress, cancellation);
        var file = await Judged(connection, read.Result, account, cancellation);
        if (!file.IsReadable)
        {
            await ImportRecords.Refuse(connection, import.Id, file, clock.GetUtcNow(), cancellation);
            return;
        }

        await ImportRecords.FileRead(connection, import.Id, file, cancellation);
        var context = new ImportContext(
            import.Id, new(account.Id, account.UnitId, account.DefaultFundId, account.CampaignId), import.By,
            day => known.Units.Any(u => u.UnitId == account.UnitId && u.StandsOn(day)), file.Marks.Credits);
        await Post(connection, context, read, progress, cancellation);
        await CoverageRecords.Add(connection, import.Id, account.Id, file.Gaps, cancellation);
        await ImportRecords.End(connection, import.Id, file.Period ?? new(file.Days[0].Day, file.Days[^1].Day), clock.GetUtcNow(), cancellation);
    }

    /// <summary>The first pass: everything about the file itself.</summary>
    /// <param name="beside">Serves the file's bytes in every pass, while the import's own connection is busy with its lines.</param>
    private static async Task<ReadStatement> Read(
        NpgsqlConnection beside, ImportRecord import, BankAccount account, ImportProgress progress, CancellationToken cancellation)
    {
        var open = await AttachmentStore.Find(beside, import.FileSha256, cancellation)
            ?? throw new InvalidOperationException($"The file of import {import.Id} is not stored.");
        var known = await ColumnProfiles.KnownFor(beside, import, account, cancellation);
        var takesMessages = await StatementSettings.TakesMessages(beside, account.UnitId, cancellation);
        return StatementFile.Read(open, new(account.Id, account.Number, account.Bin, takesMessages), progress, known: known, cancellation: cancellation);
    }

    /// <summary>What may refuse a readable file, before anything is posted; and which of its lines are new.</summary>
    private async Task<StatementReadResult> Judged(NpgsqlConnection connection, StatementReadResult file, BankAccount account, CancellationToken cancellation)
    {
        if (!file.IsReadable) return file;
        if ((await registry.Current(cancellation)).Funds[account.DefaultFundId] is { HandedOverOn: { } closing } ended)
            return StatementReadResult.Refused(ImportProblems.FundHandedOver, null, ended.Code, ImportProblems.Text(closing));
        var today = VietnamTime.TodayIn(clock);
        await using (var month = await connection.BeginTransactionAsync(cancellation))
        {
            if ((await PeriodLock.Take(connection, [(account.UnitId, today)])).Count > 0)
                return StatementReadResult.Refused(ImportProblems.NoOpenMonth, null, $"{today:MM/yyyy}");
            await month.CommitAsync(cancellation);
        }
        file = ImportProblems.BeforeOpening(file, account.OpenedOn);
        return file.IsReadable ? ImportProblems.With(file, await NewLines.Judge(connection, account.Id, file, cancellation)) : file;
    }

    /// <summary>The second pass, or as many as the order of the rows asks for.</summary>
    private async Task Post(NpgsqlConnection connection, ImportContext context, ReadStatement read, ImportProgress progress, CancellationToken cancellation)
    {
        var added = NewLines.Of(read.Result);
        await PeriodLock.Prepare(connection, added.Select(d => (context.Account.UnitId, d.Day.Day)));
        using var lines = DayPasses.Over([.. added.Where(d => d.Lines > 0).Select(d => d.Day)], read.Lines).GetEnumerator();
        var done = 0;
        foreach (var day in added)
        {
            IEnumerable<StatementLine> news = [];
            if (day.Lines > 0 && lines.MoveNext()) news = progress.Counting(lines.Current.Lines.Where(line => !line.IsKnown), done);
            done += day.Day.Lines;
            await days.Write(connection, context, day, news, done, cancellation);
        }
    }

    private static async Task<ImportRecord> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await ImportRecords.Find(connection, id, cancellation) ?? throw new InvalidOperationException($"There is no import {id}.");
}
