using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Statements;

public class lines_that_wait_too_long(AppFixture app) : StatementTest(app)
{
    [Fact]
    public async Task are_told_with_their_number_and_the_oldest_to_who_reconciles()
    {
        var account = await NewAccount();
        var oldest = Today.AddDays(-40);
        await Import(account, Csv(In(oldest, "FT1", 50_000), In(Today.AddDays(-8), "FT2", 20_000), In(Today.AddDays(-7), "FT3", 10_000), In(Today, "FT4", 10_000)));
        await Counted();

        (await FirstPage(account)).ShouldContain($"{account.Code}: dòng sao kê chưa khớp quá 7 ngày");
        (await FirstPage(account)).ShouldContain($"Lâu nhất từ ngày {oldest:dd'/'MM'/'yyyy}");
        (await Scalar<long>("select (counts ->> 'lines')::bigint from dftp.job_run_part where account_id = $1", account.Id)).ShouldBe(2);
    }

    [Fact]
    public async Task are_no_more_when_they_are_tied_to_a_gift()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Today.AddDays(-20), "FT1", 50_000)));
        await Announce(account, "FT1", 50_000);
        await Counted();

        (await FirstPage(account)).ShouldNotContain($"{account.Code}: dòng");
    }

    private async Task Counted()
    {
        var job = App.Services.GetRequiredService<JobList>().Find("stale-lines")!;
        var at = DateTimeOffset.UtcNow; // the latest run is the one that counts
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do await App.Services.GetRequiredService<RunJob>().Due(job, at, Ct);
        while (!await Scalar<bool>("select exists (select from dftp.job_run where job = 'stale-lines' and scheduled_for = $1 and state = 'done')", at) && await pause.WaitForNextTickAsync(Ct));
    }

    private async Task<string> FirstPage(BankAccount account)
    {
        var treasurer = await App.SignInByPage((await App.NewPerson(PersonRoles.Treasurer, account.UnitId)).Email);
        return System.Net.WebUtility.HtmlDecode(await (await treasurer.GetAsync("/", Ct)).Text());
    }
}
