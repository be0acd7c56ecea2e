using System.Threading.Channels;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// The one writer of vouchers on this node. Numbers without gaps make one counter row hot, and a commit for each gift
/// leaves everybody waiting on it; so whoever waits is written together, in one transaction, and is answered after its
/// commit. One bad command fails alone. On several nodes the writers meet at the counter row.
/// </summary>
public sealed class LedgerWriter(LedgerTransaction transaction, ILogger<LedgerWriter> log) : BackgroundService
{
    /// <summary>More than this gains nothing and makes the first of the group wait.</summary>
    private const int GroupSize = 256;

    private sealed record Waiting(LedgerCommand Command, TaskCompletionSource<PostAnswer> Answer);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Answers after the commit. Cancelling gives up the wait, not the command.</summary>
    public async Task<PostAnswer> Post(LedgerCommand command, CancellationToken cancellation)
    {
        var waiting = new Waiting(command, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await queue.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Answer.Task.WaitAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken)) await WriteWaiting();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever still waits was not answered; the request key lets them ask again.
        }
        finally
        {
            queue.Writer.TryComplete();
            await WriteWaiting();
        }
    }

    private async Task WriteWaiting()
    {
        List<Waiting> group = [];
        while (queue.Reader.TryRead(out var next))
        {
            if (next.Command.Guard is not null)
            {
                await WriteGroup(group);
                group = [];
                await WriteGroup([next]);
                continue;
            }
            group.Add(next);
            if (group.Count < GroupSize) continue;
            await WriteGroup(group);
            group = [];
        }
        await WriteGroup(group);
    }

    private async Task WriteGroup(List<Waiting> group)
    {
        if (group.Count == 0) return;

        // Twins of one request in one group: the first is written, the others get its answer.
        var firsts = new Dictionary<Guid, Waiting>(group.Count);
        List<Waiting> twins = [];
        foreach (var waiting in group)
            if (!firsts.TryAdd(waiting.Command.RequestId, waiting)) twins.Add(waiting);

        await WriteOnce([.. firsts.Values]);
        if (twins.Count > 0) await WriteOneByOne(twins);
    }

    private async Task WriteOnce(List<Waiting> group)
    {
        try
        {
            var answers = await transaction.Write([.. group.Select(w => w.Command)]);
            for (var i = 0; i < group.Count; i++) group[i].Answer.TrySetResult(answers[i]);
        }
        catch (Exception failure) when (group.Count > 1)
        {
            // The cause is in one of them, or the commit's answer was lost: each alone finds out which, because a request
            // that was committed after all answers AlreadyKnown.
            log.LogWarning("A group of {Count} vouchers failed with {Failure}; writing them one by one.", group.Count, failure.GetType().Name);
            await WriteOneByOne(group);
        }
        catch (Exception failure)
        {
            group[0].Answer.TrySetException(failure);
        }
    }

    private async Task WriteOneByOne(List<Waiting> group)
    {
        foreach (var waiting in group) await WriteOnce([waiting]);
    }
}
