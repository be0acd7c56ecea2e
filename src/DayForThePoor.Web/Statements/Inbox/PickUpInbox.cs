using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Wolverine;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>Import what was dropped into the folders of bank accounts (<see cref="InboxFolder"/>).</summary>
[MessageTimeout(4 * 60 * 60)]
public sealed record PickUpInbox(IJobRun Run) : IJobCommand;

/// <summary>The job that looks every minute.</summary>
internal static class InboxJob
{
    public const string Code = "inbox", Taken = "taken", Lines = "lines", Refused = "refused", Unknown = "unknown", Closed = "closed";

    public static readonly Job Job = new(Code, Schedule.EveryMinutes(1), typeof(InboxTexts), run => new PickUpInbox(run))
    {
        Counts = [new(Taken), new(Lines), new(Refused), new(Unknown), new(Closed)],
        StartedBy = Access.Permission.ImportStatements,
    };
}

public static class PickUpInboxHandler
{
    /// <exception cref="InvalidOperationException">A file could not be carried through; it stays taken and comes again.</exception>
    public static async Task<Outcome<JobDone>> Handle(
        PickUpInbox command, InboxFolder inbox, InboxImport import, IRegistry registry, IMessageBus bus, ILogger<InboxFolder> log, CancellationToken cancellation)
    {
        if (inbox.Root is null) return default(JobDone);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi"); // of the reasons beside refused files
        var known = await registry.Current(cancellation);
        var folders = await Open(command.Run, inbox, known, log, cancellation);
        List<TakenFile> files = [.. folders.SelectMany(InboxFolder.Left), .. await inbox.Take(folders, cancellation)];
        var failed = 0;
        for (var i = 0; i < files.Count; i++)
        {
            command.Run.Progress(i, files.Count);
            try
            {
                await import.One(command.Run, bus, inbox, files[i], known, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Dropped file {Import} could not be imported", files[i].Id);
                failed++;
            }
        }
        command.Run.Progress(files.Count, files.Count);
        return failed == 0 ? default(JobDone) : throw new InvalidOperationException($"{failed} dropped files could not be imported.");
    }

    /// <summary>The folders that can be worked with; the others are told.</summary>
    private static async Task<IReadOnlyList<string>> Open(IJobRun run, InboxFolder inbox, RegistrySnapshot known, ILogger log, CancellationToken cancellation)
    {
        List<string> open = [];
        try
        {
            inbox.Prepare(known.Accounts.Values.Where(account => account.ClosedOn is null).Select(account => account.Code));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Closed(inbox.Root!, fault);
            return open;
        }
        foreach (var folder in inbox.Folders())
            try
            {
                InboxFolder.Check(folder);
                open.Add(folder);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await Closed(folder, fault);
            }
        return open;

        Task Closed(string folder, Exception fault)
        {
            log.LogWarning(fault, "Folder {Folder} of the inbox cannot be read or written", folder);
            var account = known.AccountsByCode.GetValueOrDefault(Path.GetFileName(folder));
            return run.Tell(new RunPart($"folder {Path.GetFileName(folder)}", account?.UnitId, account?.Id, new Dictionary<string, long> { [InboxJob.Closed] = 1 }), cancellation);
        }
    }
}
