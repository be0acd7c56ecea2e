using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Matching;

public class every_account_at_night(AppFixture app) : MatchingTest(app)
{
    [Fact]
    public async Task is_reconciled_and_a_run_begun_again_tells_what_it_did_before_it_died()
    {
        var account = await NewAccount();
        await NewRule(account, Side.Credit, "lai tien gui", MatchKinds.Income, Roles.IncomeInterest);
        await Import(account, Csv(In(Day, "1", 5_000, "lai tien gui"), In(Day, "2", 6_000, "lai tien gui"), In(Day, "3", 7_000, "khac")));
        var at = DateTimeOffset.UtcNow;
        // The first begin of the run got this far and died before it could tell.
        await Reconcile(account);
        await Done(at);

        (await Scalar<string>("select p.counts::text from dftp.job_run_part p join dftp.job_run r on r.id = p.run_id where p.account_id = $1 and r.scheduled_for = $2", account.Id, at))
            .ShouldBe("""{"open": 1, "matched": 2}""");
        (await Matches(account)).Count.ShouldBe(1);
        var treasurer = await App.SignInByPage((await App.NewPerson(PersonRoles.Treasurer, account.UnitId)).Email);
        (await (await treasurer.GetAsync("/cong-viec", Ct)).Text()).ShouldContain($"/doi-chieu?tai-khoan={account.Code}");
    }

    private async Task Done(DateTimeOffset at)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do await The<RunJob>().Due(The<JobList>().Find("reconciliation")!, at, Ct);
        while (!await Scalar<bool>("select exists (select from dftp.job_run where job = 'reconciliation' and scheduled_for = $1 and state = 'done')", at) && await pause.WaitForNextTickAsync(Ct));
    }
}
