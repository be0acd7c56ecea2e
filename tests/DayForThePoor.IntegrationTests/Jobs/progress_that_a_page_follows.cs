using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;

namespace DayForThePoor.IntegrationTests.Jobs;

public class progress_that_a_page_follows(AppFixture app) : JobTest(app)
{
    [Fact]
    public async Task comes_as_it_is_in_the_database_and_ends_with_the_work()
    {
        var commune = await App.NewCommune();
        var treasurer = await App.SignInByPage((await commune.Person(PersonRoles.Treasurer)).Email);
        var run = await Running();

        await using var events = await Events(treasurer, run);
        (await Next(events)).ShouldBe((0, 0, "running", false));
        await Scalar<Guid>("update dftp.job_run set done = 30, total = 100 where id = $1 returning id", run);
        (await Next(events)).ShouldBe((30, 100, "running", false));
        await Scalar<Guid>("update dftp.job_run set done = 100, state = 'done', ended_at = now() where id = $1 returning id", run);
        (await Next(events)).ShouldBe((100, 100, "done", true));
        (await events.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task that_has_ended_is_told_once_to_who_asks_later()
    {
        var commune = await App.NewCommune();
        var treasurer = await App.SignInByPage((await commune.Person(PersonRoles.Treasurer)).Email);
        var run = await Running();
        await Scalar<Guid>("update dftp.job_run set state = 'failed', problem = 'job.fault', ended_at = now() where id = $1 returning id", run);

        await using var events = await Events(treasurer, run);
        (await Next(events)).ShouldBe((0, 0, "failed", true));
        (await events.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task is_sent_to_a_few_pages_of_one_person_at_once()
    {
        var commune = await App.NewCommune();
        var person = (await commune.Person(PersonRoles.Treasurer)).Email;
        var treasurer = await App.SignInByPage(person);
        var run = await Running();
        List<IAsyncEnumerator<SseItem<string>>> open = [];
        for (var i = 0; i < ProgressStreams.Most; i++)
        {
            open.Add(await Events(treasurer, run));
            await Next(open[^1]);
        }
        (await treasurer.GetAsync($"/cong-viec/{run}/tien-do", Ct)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var other = await App.SignInByPage((await commune.Person(PersonRoles.Treasurer)).Email);
        await using (var theirs = await Events(other, run)) (await Next(theirs)).State.ShouldBe("running");

        // Once a page is closed there is room again.
        await Scalar<Guid>("update dftp.job_run set state = 'done', ended_at = now() where id = $1 returning id", run);
        foreach (var events in open) while (await events.MoveNextAsync()) { }
        await using var again = await Events(treasurer, run);
        (await Next(again)).Ended.ShouldBeTrue();
    }

    [Fact]
    public async Task is_only_for_people_who_may_see_the_work()
    {
        var commune = await App.NewCommune();
        var officer = await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email);
        var run = await Running();
        (await officer.GetAsync($"/cong-viec/{run}/tien-do", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Anonymous.GetAsync($"/cong-viec/{run}/tien-do", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.GetAsync($"/sao-ke/lan-nap/{Guid.NewGuid()}/tien-do", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<Guid> Running() => Scalar<Guid>("""
        insert into dftp.job_run (id, job, scheduled_for, state, attempt, started_at, heartbeat_at)
        values (gen_random_uuid(), $1, now(), 'running', 1, now(), now()) returning id
        """, $"test-{Guid.NewGuid():N}");

    private static async Task<IAsyncEnumerator<SseItem<string>>> Events(HttpClient client, Guid run)
    {
        var answer = await client.GetAsync($"/cong-viec/{run}/tien-do", HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);
    }

    private static async Task<(long Done, long Total, string State, bool Ended)> Next(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync()).ShouldBeTrue();
        var told = JsonElement.Parse(events.Current.Data);
        return (told.GetProperty("done").GetInt64(), told.GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetInt64() : 0,
            told.GetProperty("state").GetString()!, told.GetProperty("ended").GetBoolean());
    }
}
