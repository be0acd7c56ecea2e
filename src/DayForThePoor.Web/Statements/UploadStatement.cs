using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Reading;
using Wolverine;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements;

/// <summary>Keep a statement and import it in the background.</summary>
/// <param name="FileName">As the person named it, for the list of imports.</param>
/// <param name="Content">Can be rewound; the caller closes it.</param>
public sealed record UploadStatement(Actor By, Guid UnitId, Guid AccountId, string FileName, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

/// <summary>Keep a statement and import it now; the answer comes when it is in the books or refused.</summary>
/// <inheritdoc cref="UploadStatement"/>
public sealed record ImportStatement(Actor By, Guid UnitId, Guid AccountId, string FileName, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;

    /// <summary>From a caller who may come again with the same file: it is kept once under this id, then carried on with.</summary>
    public Guid? ImportId { get; init; }
}

/// <summary>The background part of an upload, in the durable queue: it survives a restart and may come twice.</summary>
[MessageTimeout(3600)]
public sealed record ImportStatementFile(Guid UnitId, Guid ImportId);

public static class UploadStatementHandler
{
    public static async Task<Outcome<Guid>> Handle(
        UploadStatement command, StatementInbox inbox, IMessageBus bus, CancellationToken cancellation)
    {
        var kept = await inbox.Keep(command.By, command.UnitId, command.AccountId, command.FileName, command.Content, cancellation);
        if (kept.TryGet(out var import)) await bus.PublishAsync(new ImportStatementFile(command.UnitId, import));
        return kept;
    }
}

public static class ImportStatementHandler
{
    public static async Task<Outcome<ImportRecord>> Handle(
        ImportStatement command, StatementInbox inbox, StatementImport import, CancellationToken cancellation)
    {
        var kept = await inbox.Keep(command.By, command.UnitId, command.AccountId, command.FileName, command.Content, cancellation, command.ImportId);
        return kept.TryGet(out var id) ? new(await import.Run(command.UnitId, id, cancellation)) : new(kept.Refusals);
    }
}

public static class ImportStatementFileHandler
{
    public static Task Handle(ImportStatementFile message, StatementImport import, CancellationToken cancellation) =>
        import.Run(message.UnitId, message.ImportId, cancellation);
}

/// <summary>Takes files in: the content as an attachment, and a row that says what is to be done with it.</summary>
public sealed class StatementInbox(Sessions sessions, TimeProvider clock)
{
    /// <param name="importId">Null: a new import.</param>
    public async Task<Outcome<Guid>> Keep(Actor by, Guid unit, Guid account, string fileName, Stream content, CancellationToken cancellation, Guid? importId = null)
    {
        if (content.Length > ReadingLimits.Default.Bytes)
            return Refusal.Invalid("statement.too_large", "file", "", "", $"{ReadingLimits.Default.Bytes >> 20}");

        var id = importId ?? Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        await using var connection = await sessions.Connect(unit, cancellation);
        if (importId is not null && await ImportRecords.Find(connection, id, cancellation) is not null) return id;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var sha256 = await AttachmentStore.Keep(connection, content, "text/csv", now, cancellation);
        await ImportRecords.Add(connection, id, account, sha256, ShortName(fileName), now, by.PersonId, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <summary>Browsers of old send a path, and a name has no end.</summary>
    private static string ShortName(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Replace("\0", "", StringComparison.Ordinal);
        return name.Length <= 200 ? name : name[..200];
    }
}
