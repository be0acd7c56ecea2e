using System.Net;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Statements.Evidence;

namespace DayForThePoor.IntegrationTests.Statements;

public class notifications_of_a_bank(AppFixture app) : NotificationTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    [Fact]
    public async Task are_kept_as_evidence_and_post_nothing()
    {
        var account = await NewAccount();
        var answer = await Notify(account, await Secret(account), Notification("T1", Day, 50_000, "FT1"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
        (await Kept(account), await Linked(account), await Lines(account), (await Vouchers(account)).Count).ShouldBe((1L, 0L, 0L, 0));
    }

    [Fact]
    public async Task are_answered_alike_for_an_unknown_account_and_for_one_without_a_secret()
    {
        var account = await NewAccount();
        var body = JsonSerializer.Serialize(Notification("T1", Day, 50_000));
        var (unknown, silent) = (await Notify("99999-XXX", "x", body), await Notify(account.Code, "x", body));

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        silent.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await silent.Text()).ShouldBe(await unknown.Text());
    }

    [Fact]
    public async Task are_refused_without_the_right_signature()
    {
        var account = await NewAccount();
        var secret = await Secret(account);
        var body = JsonSerializer.Serialize(Notification("T1", Day, 50_000));
        var now = TimeProvider.System.GetUtcNow();

        (await Notify(account.Code, "another secret", body)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Notify(account.Code, secret, body, signature: "v1=00")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Notify(account.Code, secret, body, now - WebhookSignature.Window - TimeSpan.FromMinutes(1))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Notify(account.Code, secret, body, now + WebhookSignature.Window + TimeSpan.FromMinutes(1))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Notify(account.Code, secret, body, now - TimeSpan.FromMinutes(4))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Kept(account)).ShouldBe(1);
    }

    [Fact]
    public async Task may_come_again_and_do_nothing_then()
    {
        var account = await NewAccount();
        var secret = await Secret(account);
        var first = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Notify(account, secret, Notification("T1", Day, 50_000, "FT1"))));

        first.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(first.Select(Repeated))).Count(repeated => !repeated).ShouldBe(1);
        (await Notify(account, secret, Notification("T1", Day, 60_000, "FT1"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Kept(account)).ShouldBe(1);
    }

    [Fact]
    public async Task are_refused_when_they_make_no_sense()
    {
        var account = await NewAccount();
        var secret = await Secret(account);
        foreach (var wrong in new[]
        {
            Notification("", Day, 50_000), Notification("T1", Day, 0), Notification("T1", Day, 1, side: "both"), Notification("T1", Today.AddDays(9), 1),
            Notification("T1", Day, 1, memo: new string('x', 2000)), new { id = "T1" },
        })
            (await Notify(account, secret, wrong)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Notify(account.Code, secret, "no json")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Notify(account.Code, secret, new string('x', 20_000))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Kept(account)).ShouldBe(0);
    }

    [Fact]
    public async Task stop_with_the_secret_that_was_changed_or_taken_away()
    {
        var account = await NewAccount();
        var old = await Secret(account);
        var present = await Secret(account);

        (await Notify(account, old, Notification("T1", Day, 1))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Notify(account, present, Notification("T1", Day, 1))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Send<Core.Outcome<bool>>(new DropWebhookSecret(Web.Access.Actor.System, account.UnitId, account.Id));
        (await Notify(account, present, Notification("T2", Day, 1))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Scalar<long>("select count(*) from statements.webhook_secret where sealed like '%' || $1 || '%'", present)).ShouldBe(0);
    }

    [Fact]
    public async Task are_tied_to_their_line_whoever_comes_first()
    {
        var account = await NewAccount();
        var secret = await Secret(account);
        await Notify(account, secret, Notification("T1", Day, 50_000, "FT1"));
        await Notify(account, secret, Notification("T3", Day, 30_000, memo: "Ủng hộ  đồng bào"));
        await Import(account, Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), In(Day, "FT3", 30_000, "ung ho dong bao")));
        await Notify(account, secret, Notification("T2", Day, 20_000, "FT2"));

        (await Kept(account), await Linked(account), await Lines(account)).ShouldBe((3L, 3L, 3L));
    }

    [Fact]
    public async Task are_not_tied_when_more_than_one_line_could_be_theirs()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "", 50_000), In(Day, "", 50_000)));
        await Notify(account, await Secret(account), Notification("T1", Day, 50_000));

        (await Linked(account)).ShouldBe(0);
    }
}
