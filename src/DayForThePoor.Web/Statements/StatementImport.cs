using System.Data;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements.Reading;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Brings a stored file into the books: read and checked whole, then a transaction for each bank day. It may be stopped at
/// any instant and run again, also twice at once: days that are committed add nothing the second time.
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
            if (!import.HasEnded) await Run(connection, import, cancellation);
            return await Find(connection, importId, cancellation);
        }
        finally
        {
            // When the database died, the lock died with it; asking would hide what happened.
            if (connection.State == ConnectionState.Open) await ImportRecords.Release(connection, importId);
        }
    }

    private async Task Run(NpgsqlConnection connection, ImportRecord import, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var account = known.Accounts[import.AccountId];
        await ImportRecords.Start(connection, import.Id, cancellation);
        var file = await Check(connection, import, account, cancellation);
        if (!file.IsReadable)
        {
            await ImportRecords.Refuse(connection, import.Id, file, clock.GetUtcNow(), cancellation);
            return;
        }

        await ImportRecords.FileRead(connection, import.Id, file, cancellation);
        var context = new ImportContext(
            import.Id, new(account.Id, account.UnitId, account.DefaultFundId, account.CampaignId), import.By,
            day => known.Units.Any(u => u.UnitId == account.UnitId && u.StandsOn(day)), CreditsCounter(file.Lines));
        var byDay = file.Lines.GroupBy(l => l.Date).OrderBy(g => g.Key).ToList();
        await PeriodLock.Prepare(connection, byDay.Select(d => (account.UnitId, d.Key)));
        foreach (var day in byDay) await days.Write(connection, context, day.Key, [.. day], cancellation);
        await ImportRecords.End(connection, import.Id, clock.GetUtcNow(), cancellation);
    }

    /// <summary>Everything that may refuse the file, before anything is posted.</summary>
    private async Task<StatementReadResult> Check(NpgsqlConnection connection, ImportRecord import, BankAccount account, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        await using (var month = await connection.BeginTransactionAsync(cancellation))
        {
            if ((await PeriodLock.Take(connection, [(account.UnitId, today)])).Count > 0)
                return StatementReadResult.Refused(ImportProblems.NoOpenMonth, null, $"{today:MM/yyyy}");
            await month.CommitAsync(cancellation);
        }
        var open = await AttachmentStore.Find(connection, import.FileSha256, cancellation)
            ?? throw new InvalidOperationException($"The file of import {import.Id} is not stored.");
        var file = StatementFile.Read(open, new(account.Id, account.Number, account.Bin), cancellation: cancellation);
        return file.IsReadable ? ImportProblems.BeforeOpening(file, account.OpenedOn) : file;
    }

    /// <summary>Counts once, and only when a gift waits for its line.</summary>
    private static Func<string, long, int> CreditsCounter(IReadOnlyList<StatementLine> lines)
    {
        var counts = new Lazy<Dictionary<(string, long), int>>(() => lines
            .Where(l => l.Side == Side.Credit && l.Reference.Length > 0)
            .CountBy(l => (l.Reference, l.Amount))
            .ToDictionary());
        return (reference, amount) => counts.Value.GetValueOrDefault((reference, amount));
    }

    private static async Task<ImportRecord> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await ImportRecords.Find(connection, id, cancellation) ?? throw new InvalidOperationException($"There is no import {id}.");
}
