using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>kill -9 while the product works by itself: after the next start everything is as if nothing had happened.</summary>
public sealed class killed_in_the_middle_of_a_job : IClassFixture<RunningProduct>
{
    private const int Days = 25, LinesOfDay = 1600, Lines = Days * LinesOfDay;

    private readonly RunningProduct product;

    public killed_in_the_middle_of_a_job(RunningProduct product)
    {
        Assert.SkipUnless(RunningProduct.IsPublished, "There is no published program (DFTP_PROGRAM).");
        this.product = product;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_dropped_statement_is_in_the_books_once_and_put_away()
    {
        var folder = Path.Combine(product.Inbox, "20641-VCB");
        Drop(folder, "thang-9.csv", Statement());
        await Until(async () => await Scalar<long>("select count(distinct l.day_event) from statements.line l join ledger.bank_account a on a.id = l.account_id where a.code = '20641-VCB' and l.value_date between '2025-09-01' and '2025-09-30'") >= 3);
        product.KillServer();
        await product.Restart();
        await Until(() => Task.FromResult(File.Exists(Path.Combine(folder, "done", "thang-9.csv"))));

        File.Exists(Path.Combine(folder, "thang-9.csv")).ShouldBeFalse();
        (await Scalar<long>("select count(*) from statements.import where file_name = 'thang-9.csv'")).ShouldBe(1);
        (await Scalar<long>("select rows_new::bigint from statements.import where file_name = 'thang-9.csv' and state = 'done'")).ShouldBe(Lines);
        (await Scalar<long>("select sum((p.counts ->> 'lines')::bigint)::bigint from dftp.job_run_part p join statements.import i on replace(i.id::text, '-', '') = replace(p.key, '-', '') where i.file_name = 'thang-9.csv'"))
            .ShouldBe(Lines);
        await product.BooksShouldAgree();
    }

    /// <param name="table">What the job reads; locked, so that it is in the middle when it is killed.</param>
    [Theory]
    [InlineData("integrity", "dftp.sealed_text")]
    [InlineData("reconciliation", "statements.match_link")]
    [InlineData("tie-out", "statements.file_day")]
    [InlineData("stale-lines", "statements.match_link")]
    public async Task a_run_is_taken_up_again_and_tells_the_same_and_its_page_follows(string job, string table)
    {
        using var browser = await product.SignInByPage("treasurer@queson.demo");
        // Twice: the first may find work that the second then no longer has.
        var undisturbed = Guid.Empty;
        for (var i = 0; i < 2; i++)
        {
            undisturbed = await Ask(job);
            await Until(async () => await StateOf(undisturbed) == "done");
        }

        Guid run;
        await using (var connection = await product.Connect())
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using (var locking = new NpgsqlCommand($"lock table {table} in access exclusive mode", connection)) await locking.ExecuteNonQueryAsync(Ct);
            run = await Ask(job);
            await Until(async () => await StateOf(run) == "running");
            (await Follow(browser, run).FirstAsync(Ct)).ShouldBe(("running", false));
            product.KillServer();
        }
        await product.Restart();

        (await Follow(browser, run).LastAsync(Ct)).ShouldBe(("done", true));
        (await Scalar<int>("select attempt from dftp.job_run where id = $1", run)).ShouldBe(2);
        (await Scalar<string>("select result::text from dftp.job_run where id = $1", run))
            .ShouldBe(await Scalar<string>("select result::text from dftp.job_run where id = $1", undisturbed));
        await product.BooksShouldAgree();
    }

    [Fact]
    public async Task two_servers_on_one_database_do_what_is_due_once()
    {
        using var second = product.StartSecondServer();
        try
        {
            await Until(() => Scalar<bool>("select count(*) >= 2 from hangfire.server where lastheartbeat > now() - interval '1 minute'"));
            var since = await Scalar<DateTime>("select now()");
            var folder = Path.Combine(product.Inbox, "20641-AGR");
            for (var i = 0; i < 20; i++) Drop(folder, $"{i}.csv", ["PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails", $"1,{1 + i:00}/08/2025,77.{i},,{1 + i}.000,,LE VAN BA ung ho"]);
            await Until(() => Task.FromResult(Directory.Exists(Path.Combine(folder, "done")) && Directory.GetFiles(Path.Combine(folder, "done")).Length == 20));
            await Until(() => Scalar<bool>("select count(*) >= 2 from dftp.job_run where job = 'inbox' and started_at > $1 and state = 'done'", since));

            (await Scalar<long>("select count(*) from statements.import i join ledger.bank_account a on a.id = i.account_id where a.code = '20641-AGR' and i.file_name ~ '^[0-9]+\\.csv$'")).ShouldBe(20);
            (await Scalar<long>("select count(*) from dftp.job_run where job = 'inbox' and started_at > $1 and attempt <> 1", since)).ShouldBe(0);
            (await Scalar<long>("select count(*) - count(distinct scheduled_for) from dftp.job_run where job = 'inbox'")).ShouldBe(0);
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync(Ct);
        }
        await product.BooksShouldAgree();
    }

    /// <summary>A run that a person asked for and whose place in the queue was lost: the server finds it.</summary>
    private Task<Guid> Ask(string job) => Scalar<Guid>("""
        insert into dftp.job_run (id, job, scheduled_for, asked_by, state, heartbeat_at)
        values (gen_random_uuid(), $1, now(), gen_random_uuid(), 'waiting', now() - interval '1 hour') returning id
        """, job);

    private Task<string> StateOf(Guid run) => Scalar<string>("select state from dftp.job_run where id = $1", run);

    private async IAsyncEnumerable<(string State, bool Ended)> Follow(HttpClient browser, Guid run)
    {
        using var answer = await browser.GetAsync(new Uri(product.Client.BaseAddress!, $"/cong-viec/{run}/tien-do"), HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        await foreach (var told in SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct))
        {
            var now = JsonElement.Parse(told.Data);
            // Dead, until it is begun again.
            if (now.GetProperty("state").GetString() != "interrupted") yield return (now.GetProperty("state").GetString()!, now.GetProperty("ended").GetBoolean());
        }
    }

    private async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var connection = await product.Connect();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds()) await pause.WaitForNextTickAsync(Ct);
    }

    private static void Drop(string folder, string name, IEnumerable<string> lines)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, name + ".part");
        File.WriteAllLines(part, lines);
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddHours(-1));
        File.Move(part, Path.Combine(folder, name));
    }

    /// <summary>A made-up Vietcombank statement of many days.</summary>
    private static IEnumerable<string> Statement() =>
    [
        "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails",
        .. Enumerable.Range(0, Lines).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"1,{1 + i / LinesOfDay:00}/09/2025,{5000 + i / 1000}.{i:000000},,{1 + i % 900}.000,,TRAN THI THU {i} chuyen tien ung ho")),
    ];
}
