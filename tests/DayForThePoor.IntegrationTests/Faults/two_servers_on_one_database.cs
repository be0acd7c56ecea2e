namespace DayForThePoor.IntegrationTests.Faults;

public sealed class two_servers_on_one_database(RunningProduct product) : FaultTest(product)
{
    [Fact]
    public async Task do_what_is_due_once()
    {
        using var second = Product.StartSecondServer();
        try
        {
            await Until(() => Scalar<bool>("select count(*) >= 2 from hangfire.server where lastheartbeat > now() - interval '1 minute'"));
            var since = await Scalar<DateTime>("select now()");
            var folder = "";
            for (var i = 0; i < 20; i++) folder = Drop("20641-AGR", $"{i}.csv", ["PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails", $"1,{1 + i:00}/08/2025,77.{i},,{1 + i}.000,,LE VAN BA ung ho"]);
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
        await Product.BooksShouldAgree();
    }
}
