using System.Net;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Grants;

public class approving_a_list(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task approves_every_grant_on_it_for_its_frozen_sum()
    {
        var desk = await GrantDesk.Open(App);
        Guid[] grants = [await desk.Ready(20_000_000), await desk.Ready(15_000_000)];
        var list = await desk.Proposed(grants);

        var answer = await desk.List(list, "approve", new { decision = "45/QĐ-BVĐ" });

        (await answer.Json()).GetProperty("state").GetString().ShouldBe("approved", await answer.Text());
        (await desk.Sql<decimal>("select sum(approved) from grants.support where unit_id = $1 and state = 'approved' and proposal_id = $2", list)).ShouldBe(35_000_000);
        var seen = await (await desk.Approves.GetAsync($"/api/proposals/{list}", Ct)).Json();
        seen.GetProperty("row").GetProperty("decision").GetString().ShouldBe("45/QĐ-BVĐ");
        seen.GetProperty("isWhole").GetBoolean().ShouldBeTrue();
        seen.GetProperty("signatures").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task finds_it_as_it_was_whatever_happened_to_the_households_since()
    {
        var desk = await GrantDesk.Open(App);
        var household = await desk.Household(head: "Trần Thị Lựu");
        var grant = await desk.Ready(household: household);
        var list = await desk.Proposed(grant);
        await desk.Run("update households.household set code = 'MOI-1', head_name = 'Trần Văn Khác', given = 'Khác', ended = 'moved', ended_on = '2026-11-01' where unit_id = $1 and id = $2", household);
        await desk.Run("update households.classification set class = 'average' where unit_id = $1 and household_id = $2", household);

        (await desk.List(list, "approve")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var line = (await (await desk.Approves.GetAsync($"/api/proposals/{list}", Ct)).Json()).GetProperty("lines")[0];
        line.GetProperty("head").GetString().ShouldBe("Trần Thị Lựu");
        line.GetProperty("class").GetString().ShouldBe("poor");
        line.GetProperty("householdCode").GetString().ShouldBe("HN-001");
        line.GetProperty("amountVnd").GetInt64().ShouldBe(20_000_000);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => desk.Run("update grants.proposal_line set amount = 1 where $1::uuid is not null"));
        foreach (var (step, body) in new (string, object)[]
                 {
                     ("meeting", await desk.Meeting()), ("post", new { place = "x" }), ("check", new { }), ("send-back", new { reason = "x" }), ("resubmit", new { reason = "x" }),
                     ("propose", new { title = "x" }),
                 })
        {
            (await desk.Step(grant, step, body, step is "send-back" ? desk.Approves : desk.Asks)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task refuses_a_list_whose_lines_were_changed_behind_the_program()
    {
        var desk = await GrantDesk.Open(App);
        var list = await desk.Proposed(await desk.Ready());
        await using (var owner = new Npgsql.NpgsqlConnection(App.Database.Owner))
        {
            await owner.OpenAsync(Ct);
            await using var change = new Npgsql.NpgsqlCommand("update grants.proposal_line set head = head || '.' where proposal_id = $1", owner) { Parameters = { new() { Value = list } } };
            await change.ExecuteNonQueryAsync(Ct);

            (await GrantDesk.Code(await desk.List(list, "approve"))).ShouldBe("proposal.list_changed");

            change.CommandText = "update grants.proposal_line set head = left(head, -1) where proposal_id = $1";
            await change.ExecuteNonQueryAsync(Ct);
        }
        (await desk.List(list, "approve")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task takes_as_many_different_people_as_the_rule_demands_for_the_sum()
    {
        var desk = await GrantDesk.Open(App);
        await desk.Rule(Purposes.Livelihood, signatures: 2);
        var list = await desk.Proposed(await desk.Ready());
        using var deputy = await desk.SignedIn(PersonRoles.Approver);

        (await (await desk.List(list, "approve")).Json()).GetProperty("state").GetString().ShouldBe("proposed");
        var again = await (await desk.List(list, "approve")).Json();
        again.GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
        again.GetProperty("signedBy").GetInt32().ShouldBe(1);
        (await (await desk.List(list, "approve", by: deputy)).Json()).GetProperty("state").GetString().ShouldBe("approved");
    }

    [Fact]
    public async Task is_neither_for_who_wrote_it_nor_for_who_asked_nor_for_other_units()
    {
        var desk = await GrantDesk.Open(App);
        var other = await GrantDesk.Open(App);
        var asked = await (await desk.Post(await desk.Emergency(), by: desk.Approves)).Json();
        var list = await desk.Proposed(asked.GetProperty("grantId").GetGuid());
        using var deputy = await desk.SignedIn(PersonRoles.Approver);

        (await GrantDesk.Code(await desk.List(list, "approve"))).ShouldBe("proposal.approver_is_author");
        (await desk.List(list, "approve", by: desk.Asks)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var foreign = await desk.List(list, "approve", by: other.Approves);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await (await desk.List(Guid.NewGuid(), "approve", by: other.Approves)).Text());
        (await desk.List(list, "approve", by: deputy)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task at_the_same_instant_by_two_people_happens_once()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Ready();
        var list = await desk.Proposed(grant);
        using var deputy = await desk.SignedIn(PersonRoles.Approver);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => desk.List(list, "approve", by: i % 2 == 0 ? deputy : desk.Approves)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(4); // one signs, the others of the same person are answered as then
        answers.Where(a => a.StatusCode != HttpStatusCode.OK).ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict);
        (await desk.Events(list, "proposal_approved")).ShouldBe(1);
        (await desk.Events(grant, "grant_approved")).ShouldBe(1);
    }

    [Fact]
    public async Task and_withdrawing_its_grant_at_the_same_instant_never_both_half()
    {
        var desk = await GrantDesk.Open(App);
        for (var round = 0; round < 4; round++)
        {
            var grant = await desk.Asked(await desk.Emergency());
            var list = round % 2 == 0 ? await desk.Proposed(grant) : (Guid?)null;
            var approving = list is { } id ? desk.List(id, "approve") : desk.Step(grant, "approve", by: desk.Approves);
            var withdrawing = desk.Step(grant, "withdraw", new { reason = "Hộ xin rút" });
            var (approved, withdrawn) = (await approving, await withdrawing);

            var state = await desk.State(grant);
            // A grant on an open list cannot be withdrawn; one that is approved can, while nothing is paid.
            if (withdrawn.StatusCode == HttpStatusCode.OK) state.ShouldBe("withdrawn");
            else state.ShouldBe("approved");
            if (state == "approved") approved.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await desk.Events(grant, "grant_approved")).ShouldBe(approved.StatusCode == HttpStatusCode.OK ? 1 : 0);
            if (approved.StatusCode != HttpStatusCode.OK) approved.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task cannot_hold_a_grant_that_another_list_holds()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Ready();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Propose([grant])));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) (await GrantDesk.Code(refused)).ShouldBe("grant.on_open_list");
        (await GrantDesk.Code(await desk.Propose([grant, grant]))).ShouldBe("grant.twice");
    }

    [Fact]
    public async Task that_is_sent_back_lets_its_grants_go_and_a_refused_one_does_not()
    {
        var desk = await GrantDesk.Open(App);
        Guid[] grants = [await desk.Ready(), await desk.Asked(await desk.Emergency())];
        var first = await desk.Proposed(grants);
        (await GrantDesk.Code(await desk.Step(grants[0], "withdraw", new { reason = "x" }))).ShouldBe("grant.on_open_list");

        (await desk.List(first, "send-back", new { reason = "Tách riêng hộ đột xuất" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.State(grants[0])).ShouldBe("checked");
        (await desk.State(grants[1])).ShouldBe("requested");
        var second = await desk.Proposed(grants[0]);
        (await desk.List(second, "withdraw", new { reason = "Ghi nhầm" }, desk.Asks)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var third = await desk.Proposed(grants[0]);
        (await desk.List(third, "reject", new { reason = "Không đúng đối tượng" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await desk.State(grants[0])).ShouldBe("rejected");
        (await GrantDesk.Code(await desk.List(third, "approve"))).ShouldBe("proposal.is_rejected");
        (await (await desk.Approves.GetAsync($"/api/proposals?unit={desk.Commune.Code}", Ct)).Json()).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task sent_twice_under_one_key_is_one_list()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Ready();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Propose([grant], "k")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(3);
        (await desk.Sql<long>("select count(*) from grants.proposal where unit_id = $1")).ShouldBe(1);
    }

    [Fact]
    public async Task of_two_houses_for_one_household_at_the_same_instant_approves_one_and_the_other_only_with_a_second_person()
    {
        var desk = await GrantDesk.Open(App);
        using var deputy = await desk.SignedIn(PersonRoles.Approver);
        var household = await desk.Household();
        Guid[] grants = [await desk.Ready(household: household, purpose: Purposes.House), await desk.Ready(household: household, purpose: Purposes.House)];
        Guid[] lists = [await desk.Proposed(grants[0]), await desk.Proposed(grants[1])];

        var answers = await Task.WhenAll(desk.List(lists[0], "approve"), desk.List(lists[1], "approve", by: deputy));

        var refused = answers[0].StatusCode == HttpStatusCode.OK ? 1 : 0;
        answers[1 - refused].StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GrantDesk.Code(answers[refused])).ShouldBe("grant.overlap_hard");
        await desk.Done(grants[refused], "override", new { reason = "Nhà cũ sập vì bão" }, deputy);
        (await GrantDesk.Code(await desk.List(lists[refused], "approve", by: deputy))).ShouldBe("grant.override_second");
        (await desk.List(lists[refused], "approve")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
