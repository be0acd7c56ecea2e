using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// The transaction that turns a group of commands into numbers, events, entries and texts. Every transaction that posts
/// takes its locks in one order, each kind sorted: period rows, request keys, bank accounts, series rows, fund rows. Another order here
/// or in a closing would deadlock under load.
/// </summary>
public sealed class LedgerTransaction(Sessions sessions, IDocumentStore store, IEnumerable<ReadModel> models, TimeProvider clock)
{
    /// <summary>One answer for each command, in their order. Throws when nothing was committed for a reason that is not a command's own.</summary>
    public async Task<IReadOnlyList<PostAnswer>> Write(IReadOnlyList<LedgerCommand> commands)
    {
        try
        {
            return await WriteTogether(commands);
        }
        catch (VoucherAfterHandOver ended) when (commands.Count == 1)
        {
            return [new(PostResult.Refused, ended.Refusal)]; // several are written one by one, see LedgerWriter
        }
    }

    private async Task<IReadOnlyList<PostAnswer>> WriteTogether(IReadOnlyList<LedgerCommand> commands)
    {
        var answers = new PostAnswer[commands.Count];
        await using var connection = await sessions.Connect(commands[0].UnitId, CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();

        var closed = await PeriodLock.Take(connection, commands.SelectMany(c => c.AllDates));
        var fresh = await ClaimRequests(connection, commands, closed, answers);
        if (fresh.Count == 0) return answers;

        await AccountLock.Take(connection, [.. fresh.SelectMany(i => commands[i].Accounts)], CancellationToken.None);
        await NumberSeries.Hold(connection, [.. fresh.SelectMany(i => commands[i].EndingFunds)]);
        var numbers = await TakeNumbers(connection, fresh.Select(i => commands[i]));
        foreach (var i in fresh)
        {
            if (commands[i].Guard is not { } guard) continue;
            await LockFunds(connection, commands[i].GuardedFunds, commands[i].EndingFunds.Count > 0);
            if (await guard(connection, CancellationToken.None) is not { } refusal) continue;
            answers[i] = new(PostResult.Refused, refusal); // guarded commands come alone, so nothing else is rolled back
            return answers;
        }

        var started = new StartedStreams(store.Options.Serializer(), clock.GetUtcNow(), models);
        List<StreamAppend> continued = [];
        List<SealedText> texts = [];
        foreach (var i in fresh)
        {
            var draft = commands[i].Write(numbers[commands[i]]);
            foreach (var stream in draft.Streams)
            {
                if (stream.Starts) started.Add(stream);
                else continued.Add(stream);
            }
            texts.AddRange(draft.Texts);
            answers[i] = new(PostResult.Written);
        }
        await StatementBatch.Run(connection, [.. started.Statements(), .. Inserts(texts)]);
        await Append(commands[0].UnitId, transaction, continued);
        await transaction.CommitAsync();
        return answers;
    }

    /// <summary>Inserts the request keys; the indexes of those that are new remain, the others have their answer. A twin in
    /// another transaction makes the insert wait until that one has committed.</summary>
    private static async Task<List<int>> ClaimRequests(
        NpgsqlConnection connection, IReadOnlyList<LedgerCommand> commands, IReadOnlySet<(Guid, DateOnly)> closed, PostAnswer[] answers)
    {
        List<int> open = [];
        for (var i = 0; i < commands.Count; i++)
        {
            var shut = commands[i].AllDates.FirstOrDefault(d => closed.Contains((d.UnitId, PeriodLock.MonthOf(d.Date))));
            if (shut == default) open.Add(i);
            else answers[i] = new(PostResult.Refused, Refusal.Invalid("ledger.month_closed", "documentDate", $"{shut.Date:MM/yyyy}"));
        }
        if (open.Count == 0) return open;

        var ordered = open.OrderBy(i => commands[i].RequestId).ToArray();
        var ids = ordered.Select(i => commands[i].RequestId).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into ledger.request select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing returning id")
                {
                    Parameters = { new() { Value = ids }, new() { Value = ordered.Select(i => commands[i].ContentHash).ToArray() } },
                },
                // A snapshot of its own: sees what the insert above waited for.
                new("select id, content_hash from ledger.request where id = any($1)") { Parameters = { new() { Value = ids } } },
            },
        };
        var inserted = new HashSet<Guid>();
        var known = new Dictionary<Guid, byte[]>();
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) inserted.Add(reader.GetGuid(0));
            await reader.NextResultAsync();
            while (await reader.ReadAsync()) known[reader.GetGuid(0)] = reader.GetFieldValue<byte[]>(1);
        }

        List<int> fresh = [];
        foreach (var i in open)
        {
            var command = commands[i];
            if (inserted.Contains(command.RequestId)) fresh.Add(i);
            else answers[i] = new(known[command.RequestId].AsSpan().SequenceEqual(command.ContentHash) ? PostResult.AlreadyKnown : PostResult.Differs);
        }
        return fresh;
    }

    private static async Task<Dictionary<LedgerCommand, IReadOnlyList<int>>> TakeNumbers(NpgsqlConnection connection, IEnumerable<LedgerCommand> commands)
    {
        var fresh = commands.ToArray();
        var taken = await NumberSeries.Take(connection, [.. fresh.SelectMany(c => c.Numbers)]);
        var numbers = new Dictionary<LedgerCommand, IReadOnlyList<int>>(fresh.Length, ReferenceEqualityComparer.Instance as IEqualityComparer<LedgerCommand>);
        var at = 0;
        foreach (var command in fresh)
        {
            numbers[command] = [.. taken.Skip(at).Take(command.Numbers.Count)];
            at += command.Numbers.Count;
        }
        return numbers;
    }

    /// <param name="ending">Also keeps out whoever takes the first number of a new series, which refers to the fund's row.</param>
    private static async Task LockFunds(NpgsqlConnection connection, IReadOnlyList<Guid> funds, bool ending)
    {
        await using var locking = new NpgsqlCommand(
            $"select 1 from ledger.fund where id = any($1) order by id for {(ending ? "update" : "no key update")}", connection)
        {
            Parameters = { new() { Value = funds.ToArray() } },
        };
        await locking.ExecuteNonQueryAsync();
    }

    private async Task Append(Guid unit, NpgsqlTransaction transaction, List<StreamAppend> continued)
    {
        if (continued.Count == 0) return;
        await using var session = sessions.For(unit, transaction);
        foreach (var stream in continued) session.Events.Append(stream.StreamId, stream.ExpectedVersion + stream.Events.Count, stream.Events);
        await session.SaveChangesAsync();
    }

    public static Task SaveTexts(NpgsqlConnection connection, IReadOnlyList<SealedText> texts) => StatementBatch.Run(connection, Inserts(texts));

    private static IReadOnlyList<(string Sql, NpgsqlParameter[] Columns)> Inserts(IReadOnlyList<SealedText> texts) => texts.Count == 0 ? [] :
    [
        ("insert into dftp.sealed_text (owner_id, field, salt, text, folded) select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::text[])",
        [
            UnnestInsert.Column(texts, t => t.OwnerId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(texts, t => t.Field, NpgsqlDbType.Text),
            UnnestInsert.Column(texts, t => t.Salt, NpgsqlDbType.Bytea),
            UnnestInsert.Column(texts, t => t.Text, NpgsqlDbType.Text),
            UnnestInsert.Column(texts, t => t.Searchable ? Folding.Fold(t.Text) : null, NpgsqlDbType.Text),
        ]),
    ];
}
