using System.Globalization;
using System.Net;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.IntegrationTests.Jobs;

public class pages_of_jobs(AppFixture app) : JobTest(app)
{
    [Theory, InlineData("/jobs"), InlineData("/jobs/recurring"), InlineData("/JOBS/servers")]
    public async Task of_hangfire_are_for_administrators_and_for_others_not_there(string page)
    {
        var commune = await App.NewCommune();
        var administrator = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);
        var treasurer = await App.SignInByPage((await commune.Person(PersonRoles.Treasurer)).Email);

        (await administrator.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await treasurer.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var anonymous = await Anonymous.GetAsync(page, Ct);
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        anonymous.Headers.Location!.ToString().ShouldContain("/dang-nhap");
    }

    [Fact]
    public async Task of_hangfire_take_no_deed_from_others_and_none_without_the_token_of_the_form()
    {
        var commune = await App.NewCommune();
        var administrator = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);
        var accountant = await App.SignInByPage((await commune.Person(PersonRoles.Accountant)).Email);
        using var deed = new FormUrlEncodedContent([new("jobs[]", "integrity")]);

        (await accountant.PostAsync("/jobs/recurring/trigger", deed, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.PostAsync("/jobs/recurring/trigger", deed, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task tell_each_reader_what_was_done_in_their_units()
    {
        var (mine, theirs) = (await App.NewCommune(), await App.NewCommune());
        var run = await Scalar<Guid>("""
            insert into dftp.job_run (id, job, scheduled_for, state, attempt, started_at, heartbeat_at, ended_at)
            values (gen_random_uuid(), 'integrity', now() - random() * interval '300 days', 'done', 1, now(), now(), now()) returning id
            """);
        foreach (var (commune, events) in new[] { (mine, 4711), (theirs, 90210) })
            await Scalar<Guid>("insert into dftp.job_run_part (run_id, key, unit_id, counts) values ($1, $2, $3, jsonb_build_object('events', $4)) returning run_id",
                run, commune.Code, commune.UnitId, events);
        var treasurer = await App.SignInByPage((await mine.Person(PersonRoles.Treasurer)).Email);

        var page = await (await treasurer.GetAsync($"/cong-viec/{run}", Ct)).Text();
        page.ShouldContain("4.711");
        page.ShouldNotContain("90.210");
        page.ShouldNotContain(theirs.Name + "</th>");
    }

    [Fact]
    public async Task are_not_for_who_reads_no_books()
    {
        var commune = await App.NewCommune();
        var officer = await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email);
        (await officer.GetAsync("/cong-viec", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task start_a_job_for_those_who_may()
    {
        var commune = await App.NewCommune();
        var administrator = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);
        var started = await administrator.Submit("/cong-viec", "start-integrity");
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect, await started.Text());
        var run = Guid.Parse(started.Headers.Location!.ToString().Split('/')[^1]);
        await Until(async () => (await RunsOf("integrity")).Any(r => r.Id == run && r.State == RunStates.Done));

        var accountant = await commune.Person(PersonRoles.Accountant);
        (await Send<Outcome<Guid>>(new StartJob(accountant.Actor, commune.UnitId, "integrity", Permission.ReadLedger))).Refusals.Single().Code.ShouldBe("job.not_allowed");
        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<Guid>>(new StartJob(accountant.Actor, commune.UnitId, "integrity", Permission.ManageSettings)));
    }

    [Fact]
    public async Task have_words_for_every_job_in_both_languages()
    {
        var (jobs, localizers) = (App.Services.GetRequiredService<JobList>(), App.Services.GetRequiredService<IStringLocalizerFactory>());
        foreach (var language in new[] { "vi", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            foreach (var job in jobs.All)
                foreach (var key in (IEnumerable<string>)
                    ["Title", "What", "Idle", .. job.Counts.Select(count => $"Count.{count.Name}"), .. job.Counts.Where(count => count.TellsNone).Select(count => $"Count.{count.Name}.None")])
                    localizers.Create(job.Texts)[$"Job.{job.Code}.{key}"].ResourceNotFound.ShouldBeFalse($"{language} {job.Code} {key}");
        }
    }
}
