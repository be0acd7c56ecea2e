using System.Net;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Grants;

public class approving_an_emergency(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task on_the_hamlets_slip_makes_it_payable_the_same_day()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());

        var signed = await desk.Done(grant, "approve", by: desk.Approves);

        signed.GetProperty("state").GetString().ShouldBe("approved");
        await using var connection = await App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var payable = (await PayableGrants.Lock(connection, [grant], Ct)).Value[0];
        payable.ApprovedVnd.ShouldBe(3_000_000);
        payable.UnitId.ShouldBe(desk.Commune.UnitId);
        (await (await desk.Asks.GetAsync($"/api/grants/{grant}", Ct)).Json()).GetProperty("grant").GetProperty("unreported").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task is_not_for_whoever_asked()
    {
        var desk = await GrantDesk.Open(App);
        var answer = await desk.Post(await desk.Emergency(), by: desk.Approves);
        var grant = (await answer.Json()).GetProperty("grantId").GetGuid();

        var refused = await desk.Step(grant, "approve", by: desk.Approves);

        (await GrantDesk.Code(refused)).ShouldBe("grant.approver_is_author");
        (await desk.State(grant)).ShouldBe("requested");
    }

    [Fact]
    public async Task of_another_unit_is_refused_like_one_that_does_not_exist()
    {
        var desk = await GrantDesk.Open(App);
        var other = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());

        var foreign = await desk.Step(grant, "approve", by: other.Approves);
        var unknown = await desk.Step(Guid.NewGuid(), "approve", by: other.Approves);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
        (await desk.Step(grant, "approve")).StatusCode.ShouldBe(HttpStatusCode.Forbidden); // the accountant decides nothing
    }

    [Fact]
    public async Task twice_at_the_same_instant_counts_once()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Step(grant, "approve", by: desk.Approves)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(a => a.Json()))).Count(a => !a.GetProperty("alreadyKnown").GetBoolean()).ShouldBe(1);
        (await desk.Sql<long>("select count(*) from dftp_events.mt_events e join grants.support s on s.id = e.stream_id where s.unit_id = $1 and e.type = 'grant_approved'")).ShouldBe(1);
    }

    [Fact]
    public async Task of_a_household_on_no_list_needs_the_hamlets_confirmation()
    {
        var desk = await GrantDesk.Open(App);
        var form = await desk.Emergency(household: await desk.Household(recognised: null));

        (await GrantDesk.Code(await desk.Post(form))).ShouldBe("grant.not_listed");
        form["confirmation"] = "Thôn xác nhận hộ có hoàn cảnh khó khăn";
        (await desk.Post(form)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await desk.Post(await desk.Emergency(household: await desk.Household(HouseholdClasses.Difficult)))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task asked_for_twice_under_one_key_is_one_grant()
    {
        var desk = await GrantDesk.Open(App);
        var form = await desk.Emergency();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Post(form, "k")));
        form["amountVnd"] = 1_000_000;
        var other = await desk.Post(form, "k");

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(5);
        (await desk.Sql<long>("select count(*) from grants.support where unit_id = $1")).ShouldBe(1);
        (await GrantDesk.Code(other)).ShouldBe("grant.key_reused");
    }

    [Fact]
    public async Task leaves_no_word_about_the_household_in_any_event()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());

        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where stream_id = $2 and data::text ilike '%mái%' and $1::uuid is not null", grant)).ShouldBe(0);
        (await desk.Sql<long>("select count(*) from dftp.sealed_text where owner_id = $2 and $1::uuid is not null", grant)).ShouldBe(3);
    }
}
