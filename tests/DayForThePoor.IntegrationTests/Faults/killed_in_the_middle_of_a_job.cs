using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>kill -9 while the product works by itself: after the next start everything is as if nothing had happened.</summary>
public abstract class killed_in_the_middle_of_a_job(RunningProduct product) : FaultTest(product)
{
    /// <param name="tables">What the jobs read; locked, so that both are in the middle when they are killed.</param>
    /// <param name="jobs">As many as one server carries out at once.</param>
    protected async Task AreTakenUpAgainAndTellTheSameAndTheirPagesFollow(string tables, params string[] jobs)
    {
        using var browser = await Product.SignInByPage("treasurer@queson.demo");
        // Twice: the first may find work that the second then no longer has.
        Guid[] undisturbed = [];
        for (var i = 0; i < 2; i++)
        {
            undisturbed = await Ask(jobs);
            await Until(() => All(undisturbed, "done"));
        }

        Guid[] runs;
        await using (var connection = await Product.Connect())
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using (var locking = new NpgsqlCommand($"lock table {tables} in access exclusive mode", connection)) await locking.ExecuteNonQueryAsync(Ct);
            runs = await Ask(jobs);
            await Until(() => All(runs, "running"));
            foreach (var run in runs) (await Follow(browser, run).FirstAsync(Ct)).ShouldBe(("running", false));
            Product.KillServer();
        }
        await Product.Restart();

        foreach (var last in await Task.WhenAll(runs.Select(run => Follow(browser, run).LastAsync(Ct).AsTask()))) last.ShouldBe(("done", true));
        foreach (var (run, before) in runs.Zip(undisturbed))
        {
            (await Scalar<int>("select attempt from dftp.job_run where id = $1", run)).ShouldBe(2);
            (await Result(run)).ShouldBe(await Result(before));
        }
        await Product.BooksShouldAgree();
    }

    /// <summary>Runs that a person asked for and whose places in the queue were lost: the server finds them.</summary>
    private Task<Guid[]> Ask(string[] jobs) => Task.WhenAll(jobs.Select(job => Scalar<Guid>("""
        insert into dftp.job_run (id, job, scheduled_for, asked_by, state, heartbeat_at)
        values (gen_random_uuid(), $1, now(), gen_random_uuid(), 'waiting', now() - interval '1 hour') returning id
        """, job)));

    private Task<bool> All(Guid[] runs, string state) => Scalar<bool>("select count(*) = cardinality($1) from dftp.job_run where id = any($1) and state = $2", runs, state);

    private Task<string> Result(Guid run) => Scalar<string>("select result::text from dftp.job_run where id = $1", run);

    private async IAsyncEnumerable<(string State, bool Ended)> Follow(HttpClient browser, Guid run)
    {
        using var answer = await browser.GetAsync(new Uri(Product.Client.BaseAddress!, $"/cong-viec/{run}/tien-do"), HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await foreach (var told in SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct))
        {
            var now = JsonElement.Parse(told.Data);
            // Dead, until it is begun again.
            if (now.GetProperty("state").GetString() != "interrupted") yield return (now.GetProperty("state").GetString()!, now.GetProperty("ended").GetBoolean());
        }
    }
}

public sealed class killed_in_the_middle_of_jobs_on_the_books(RunningProduct product) : killed_in_the_middle_of_a_job(product)
{
    [Fact]
    public Task runs_are_taken_up_again_and_tell_the_same_and_their_pages_follow() =>
        AreTakenUpAgainAndTellTheSameAndTheirPagesFollow("dftp.sealed_text, statements.file_day", "integrity", "tie-out");
}

public sealed class killed_in_the_middle_of_jobs_on_the_lines(RunningProduct product) : killed_in_the_middle_of_a_job(product)
{
    [Fact]
    public Task runs_are_taken_up_again_and_tell_the_same_and_their_pages_follow() =>
        AreTakenUpAgainAndTellTheSameAndTheirPagesFollow("statements.match_link", "reconciliation", "stale-lines");
}
