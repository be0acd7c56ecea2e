using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>
/// One dropped file: imported by the command of an upload, told to the run, put away. In this order; killed in between, the
/// next run finds the file taken and its import ended, and only puts it away.
/// </summary>
public sealed class InboxImport(IStringLocalizer<InboxTexts> texts, IStringLocalizer<StatementTexts> problems, RefusalTexts refusals)
{
    private static readonly TimeSpan OtherWorker = TimeSpan.FromMilliseconds(500);

    public async Task One(IJobRun run, IMessageBus bus, InboxFolder inbox, TakenFile file, RegistrySnapshot known, CancellationToken cancellation)
    {
        var folder = Path.GetFileName(file.Folder);
        var account = inbox.IsRoot(file.Folder) ? null : known.AccountsByCode.GetValueOrDefault(folder);
        var (counts, reasons) = account is null
            ? (One(InboxJob.Unknown), [inbox.IsRoot(file.Folder) ? texts["Reason.NoFolder"] : texts["Reason.UnknownAccount", folder]])
            : await Import(bus, file, account, cancellation);
        await run.Tell(new RunPart(file.Id.ToString("N"), account?.UnitId, account?.Id, counts), cancellation);
        if (reasons.Count == 0) InboxFolder.PutAway(file);
        else InboxFolder.Refuse(file, Reason(file.Name, reasons));
    }

    private async Task<(Dictionary<string, long> Counts, IReadOnlyList<string> Reasons)> Import(IMessageBus bus, TakenFile file, BankAccount account, CancellationToken cancellation)
    {
        if (file.IsLink) return (One(InboxJob.Refused), [texts["Reason.Link"]]);
        if (file.Length == 0) return (One(InboxJob.Refused), [texts["Reason.Empty"]]);
        var outcome = await Ended(bus, file, account, cancellation);
        if (!outcome.TryGet(out var import)) return (One(InboxJob.Refused), [.. outcome.Refusals.Select(refusals.Of)]);
        if (import.State == ImportStates.Done)
        {
            // Killed before this, the night's run does it.
            if (import.New > 0) await bus.PublishAsync(new ReconcileImported(account.UnitId, account.Id, Actor.System.PersonId));
            return (new() { [InboxJob.Taken] = 1, [InboxJob.Lines] = import.New }, []);
        }
        List<string> reasons = [.. import.Problems.Select(problems.Of)];
        if (import.ProblemCount > reasons.Count) reasons.Add(problems["statement.more_problems", import.ProblemCount - reasons.Count]);
        return (One(InboxJob.Refused), reasons);
    }

    /// <summary>After a restart the same import may also come from the queue of unfinished ones; then it is waited for.</summary>
    private static async Task<Outcome<ImportRecord>> Ended(IMessageBus bus, TakenFile file, BankAccount account, CancellationToken cancellation)
    {
        await using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        while (true)
        {
            content.Position = 0;
            var outcome = await bus.InvokeAsync<Outcome<ImportRecord>>(
                new ImportStatement(Actor.System, account.UnitId, account.Id, file.Name, content) { ImportId = file.Id }, cancellation);
            if (!outcome.TryGet(out var import) || import.HasEnded) return outcome;
            await Task.Delay(OtherWorker, cancellation);
        }
    }

    private string Reason(string name, IReadOnlyList<string> reasons)
    {
        var text = new StringBuilder().AppendLine(texts["Reason.Head", name]);
        foreach (var reason in reasons) text.Append("- ").AppendLine(reason);
        return text.AppendLine().AppendLine(texts["Reason.Again"]).ToString();
    }

    private static Dictionary<string, long> One(string count) => new() { [count] = 1 };
}
