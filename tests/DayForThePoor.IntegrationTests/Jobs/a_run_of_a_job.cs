using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Ledger.Checking;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Jobs;

public class a_run_of_a_job(AppFixture app) : JobTest(app)
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 1, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task is_kept_with_what_it_did_and_counts_nothing_twice_when_repeated()
    {
        var job = NewJob(run =>
        {
            Tell(run, "first", 2);
            Tell(run, "second", 3);
            return new CheckBooks(run);
        });
        await Should.ThrowAsync<RunFailed>(() => Runs.Due(job with { Command = run => { Tell(run, "first", 2); throw new InvalidOperationException(); } }, At, Ct));
        await Runs.Due(job, At, Ct);

        var run = (await RunsOf(job.Code)).ShouldHaveSingleItem();
        (run.State, run.Attempt, run.Idle).ShouldBe((RunStates.Done, 2, false));
        run.Result!.ShouldContain("\"files\": 5");
    }

    private static void Tell(IJobRun run, string key, long files) =>
        run.Tell(new RunPart(key, null, null, new Dictionary<string, long> { ["files"] = files }), Ct).GetAwaiter().GetResult();

    [Fact]
    public async Task is_carried_out_once_for_its_instant()
    {
        var job = NewJob();
        await Runs.Due(job, At, Ct);
        await Runs.Due(job, At, Ct);
        await Runs.Due(job, At.AddDays(1), Ct);

        (await RunsOf(job.Code)).Select(run => run.Attempt).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task is_carried_out_once_when_many_begin_it_at_once()
    {
        var job = NewJob();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Runs.Due(job, At, Ct), Ct)));

        var run = (await RunsOf(job.Code)).ShouldHaveSingleItem();
        (run.State, run.Attempt).ShouldBe((RunStates.Done, 1));
    }

    [Fact]
    public async Task leaves_the_next_one_to_later_while_it_lives()
    {
        using var gate = new SemaphoreSlim(0);
        var job = NewJob(run =>
        {
            gate.Wait(Ct);
            return new CheckBooks(run);
        });
        var first = Task.Run(() => Runs.Due(job, At, Ct), Ct);
        await Until(async () => (await RunsOf(job.Code)).Count == 1);
        await Runs.Due(job, At.AddDays(1), Ct);
        gate.Release();
        await first;

        (await RunsOf(job.Code)).ShouldHaveSingleItem().State.ShouldBe(RunStates.Done);
    }

    [Fact]
    public async Task that_fails_says_so_and_may_be_repeated()
    {
        var broken = true;
        var job = NewJob(run => broken ? throw new InvalidOperationException("Nguyễn Thị Cúc") : new CheckBooks(run));
        (await Should.ThrowAsync<RunFailed>(() => Runs.Due(job, At, Ct))).Message.ShouldNotContain("Cúc");
        var failed = (await RunsOf(job.Code)).ShouldHaveSingleItem();
        (failed.State, failed.Problem).ShouldBe((RunStates.Failed, RunJob.Fault));

        broken = false;
        await Runs.Due(job, At, Ct);
        var done = (await RunsOf(job.Code)).ShouldHaveSingleItem();
        (done.State, done.Attempt, done.Problem).ShouldBe((RunStates.Done, 2, null));
    }

    [Fact]
    public async Task that_is_stopped_with_its_node_is_begun_again()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var job = NewJob(run =>
        {
            stop.Cancel();
            return new CheckBooks(run);
        });
        await Should.ThrowAsync<OperationCanceledException>(() => Runs.Due(job, At, stop.Token));
        (await RunsOf(job.Code)).ShouldHaveSingleItem().State.ShouldBe(RunStates.Interrupted);

        await Runs.Due(job with { Command = run => new CheckBooks(run) }, At, Ct);
        var run = (await RunsOf(job.Code)).ShouldHaveSingleItem();
        (run.State, run.Attempt).ShouldBe((RunStates.Done, 2));
    }

    [Fact]
    public async Task whose_process_is_gone_is_taken_up_by_the_server()
    {
        // Later than any other run of this job, so that none takes its place.
        var dead = await Scalar<Guid>("""
            insert into dftp.job_run (id, job, scheduled_for, state, attempt, node, started_at, heartbeat_at)
            values (gen_random_uuid(), 'integrity', now() + interval '30 years', 'running', 1, 'gone/1', now() - interval '1 hour', now() - interval '1 hour') returning id
            """);
        await Until(async () => (await RunsOf("integrity")).Any(run => run.Id == dead && run is { State: RunStates.Done, Attempt: 2 }));
    }

    [Fact]
    public async Task comes_from_the_timetable_of_hangfire()
    {
        using var storage = App.Services.GetRequiredService<JobStorage>().GetConnection();
        await Until(() => Task.FromResult(storage.GetRecurringJobs().Any(job => job.Id == "integrity")));
        App.Services.GetRequiredService<IRecurringJobManager>().Trigger("integrity");
        await Until(() => Scalar<bool>("select exists (select from dftp.job_run where job = 'integrity' and state = 'done' and scheduled_for < now())"));
    }
}
