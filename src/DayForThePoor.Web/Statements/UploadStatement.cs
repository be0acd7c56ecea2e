using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Statements.Reading;
using DayForThePoor.Web.Units;
using Wolverine;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements;

/// <summary>Keep a statement and import it in the background.</summary>
/// <param name="FileName">As the person named it, for the list of imports.</param>
/// <param name="Content">Can be rewound; the caller closes it.</param>
/// <param name="Profile">Name of the profile by which the file is read; null finds one, or the columns, by the header.</param>
public sealed record UploadStatement(Actor By, Guid UnitId, Guid AccountId, string FileName, Stream Content, string? Profile = null) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

/// <summary>Keep a statement and import it now; the answer comes when it is in the books or refused.</summary>
/// <inheritdoc cref="UploadStatement"/>
public sealed record ImportStatement(Actor By, Guid UnitId, Guid AccountId, string FileName, Stream Content, string? Profile = null) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;

    /// <summary>From a caller who may come again with the same file: it is kept once under this id, then carried on with.</summary>
    public Guid? ImportId { get; init; }
}

/// <summary>Keep a statement that a person sends by the page: with columns nobody confirmed yet it waits for that.</summary>
/// <inheritdoc cref="UploadStatement"/>
public sealed record SendStatement(Actor By, Guid UnitId, Guid AccountId, string FileName, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

/// <summary>The background part of an upload, in the durable queue: it survives a restart and may come twice.</summary>
[MessageTimeout(3600)]
public sealed record ImportStatementFile(Guid UnitId, Guid ImportId);

public static class UploadStatementHandler
{
    public static async Task<Outcome<Guid>> Handle(
        UploadStatement command, StatementInbox inbox, IMessageBus bus, CancellationToken cancellation)
    {
        var kept = await inbox.Keep(command.By, command.UnitId, command.AccountId, command.FileName, command.Content, command.Profile, cancellation);
        if (kept.TryGet(out var import)) await bus.PublishAsync(new ImportStatementFile(command.UnitId, import));
        return kept;
    }
}

public static class SendStatementHandler
{
    public static async Task<Outcome<Guid>> Handle(SendStatement command, StatementInbox inbox, IMessageBus bus, CancellationToken cancellation)
    {
        var kept = await inbox.Keep(command.By, command.UnitId, command.AccountId, command.FileName, command.Content, profile: null, cancellation, asksForColumns: true);
        if (kept.TryGet(out var import) && await inbox.KnowsColumns(command.UnitId, import, cancellation))
            await bus.PublishAsync(new ImportStatementFile(command.UnitId, import));
        return kept;
    }
}

public static class ImportStatementHandler
{
    public static async Task<Outcome<ImportRecord>> Handle(
        ImportStatement command, StatementInbox inbox, StatementImport import, CancellationToken cancellation)
    {
        var kept = await inbox.Keep(
            command.By, command.UnitId, command.AccountId, command.FileName, command.Content, command.Profile, cancellation, command.ImportId);
        return kept.TryGet(out var id) ? new(await import.Run(command.UnitId, id, cancellation)) : new(kept.Refusals);
    }
}

public static class ImportStatementFileHandler
{
    /// <summary>What came in is matched next, by a message of its own: it has all the time it needs, and a failure of it is not one of the import.</summary>
    public static async Task Handle(ImportStatementFile message, StatementImport import, IMessageBus bus, CancellationToken cancellation)
    {
        var done = await import.Run(message.UnitId, message.ImportId, cancellation);
        if (done.State == ImportStates.Done) await bus.PublishAsync(new ReconcileImported(message.UnitId, done.AccountId, done.By));
    }
}

/// <summary>Takes files in: the content as an attachment, and a row that says what is to be done with it.</summary>
public sealed class StatementInbox(Sessions sessions, IRegistry registry, TimeProvider clock)
{
    /// <param name="profile">Name of the profile by which it is read, or null.</param>
    /// <param name="importId">Null: a new import.</param>
    /// <param name="asksForColumns">It waits until its columns are known, see <see cref="KnowsColumns"/>.</param>
    public async Task<Outcome<Guid>> Keep(
        Actor by, Guid unit, Guid account, string fileName, Stream content, string? profile, CancellationToken cancellation,
        Guid? importId = null, bool asksForColumns = false)
    {
        if (content.Length > ReadingLimits.Default.Bytes)
            return Refusal.Invalid("statement.too_large", "file", "", "", $"{ReadingLimits.Default.Bytes >> 20}");

        var id = importId ?? Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        await using var connection = await sessions.Connect(unit, cancellation);
        if (importId is not null && await ImportRecords.Find(connection, id, cancellation) is not null) return id;
        ColumnProfile? columns = null;
        if (!string.IsNullOrWhiteSpace(profile))
        {
            columns = await ColumnProfiles.Named(connection, (await registry.Current(cancellation)).Accounts[account], profile, cancellation);
            if (columns is null) return Refusal.Invalid("statement.profile_unknown", "profile", "", "", profile);
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var sha256 = await AttachmentStore.Keep(connection, content, "text/csv", now, cancellation);
        await ImportRecords.Add(connection, id, account, sha256, ShortName(fileName), now, by.PersonId, cancellation);
        if (asksForColumns) await ImportRecords.AskForColumns(connection, id, cancellation);
        if (columns is not null) await ImportRecords.ReadBy(connection, id, columns.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <summary>
    /// Looks at a file that was kept: true when it need not wait for a person to confirm its columns. A file that cannot
    /// be read at all does not wait either, since its import says why.
    /// </summary>
    public async Task<bool> KnowsColumns(Guid unit, Guid importId, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        var import = await ImportRecords.Find(connection, importId, cancellation) ?? throw new InvalidOperationException($"There is no import {importId}.");
        var account = (await registry.Current(cancellation)).Accounts[import.AccountId];
        var known = await ColumnProfiles.KnownFor(connection, import, account, cancellation);
        var open = await AttachmentStore.Find(connection, import.FileSha256, cancellation)
            ?? throw new InvalidOperationException($"The file of import {import.Id} is not stored.");
        if (!ColumnsAreKnown(open, known)) return false;
        await ImportRecords.KnowColumns(connection, importId, cancellation);
        return true;
    }

    private static bool ColumnsAreKnown(Func<Stream> open, KnownColumns known)
    {
        try
        {
            var look = StatementFile.Look(new(open, ReadingLimits.Default), known);
            return look.Table?.Confirmed is not null || look.First.Source.NamesItsColumns;
        }
        catch (UnreadableFileException)
        {
            return true;
        }
    }

    /// <summary>Browsers of old send a path, and a name has no end.</summary>
    private static string ShortName(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Replace("\0", "", StringComparison.Ordinal);
        return name.Length <= 200 ? name : name[..200];
    }
}
