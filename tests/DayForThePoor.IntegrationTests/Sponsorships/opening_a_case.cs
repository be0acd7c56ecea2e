using System.Net;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class opening_a_case(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task gives_it_the_next_code_and_keeps_what_is_needed_each_month()
    {
        var desk = await CaseDesk.Open(App);
        var family = await desk.Family(CaseDesk.Today.AddYears(-8));
        var key = Guid.NewGuid().ToString();
        var first = await (await desk.Post(desk.Form(family.Code, family.Child), key)).Json();
        var second = await desk.Opened(desk.Form(family.Code, family.Head).With("kind", BeneficiaryKinds.LonelyOld));

        first.GetProperty("code").GetString().ShouldBe($"ĐĐ-{CaseDesk.Today.Year}-0001");
        second.GetProperty("code").GetString().ShouldBe($"ĐĐ-{CaseDesk.Today.Year}-0002");
        var again = await desk.Post(desk.Form(family.Code, family.Child), key);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.Json()).GetProperty("id").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        (await CaseDesk.Code(await desk.Post(desk.Form(family.Code, family.Child).With("grade", 4), key))).ShouldBe("case.key_reused");

        var read = await desk.Read(first.GetProperty("id").GetGuid());
        read.GetProperty("case").GetProperty("name").GetString().ShouldBe("Trần Thị Mai");
        read.GetProperty("case").GetProperty("state").GetString().ShouldBe("open");
        read.GetProperty("case").GetProperty("openSlots").GetInt32().ShouldBe(2);
        read.GetProperty("slots").EnumerateArray().Select(s => (s.GetProperty("purpose").GetString(), s.GetProperty("roomVnd").GetInt64(), s.GetProperty("roomQuantity").GetDecimal()))
            .ShouldBe([("meals", 3_600_000, 0), ("living", 0, 120)]);
        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where stream_id = $1 and type = 'case_opened'".Replace("$1", $"'{first.GetProperty("id").GetGuid()}'", StringComparison.Ordinal))).ShouldBe(1);
    }

    [Fact]
    public async Task writes_somebody_whom_the_register_does_not_know_into_it()
    {
        var desk = await CaseDesk.Open(App);
        var family = await desk.Family(CaseDesk.Today.AddYears(-8));
        var form = desk.Form(family.Code, family.Child);
        form.Remove("memberId");
        form["member"] = new { name = "Trần Văn Bình", birthDate = CaseDesk.Today.AddYears(-5), sex = "male" };

        var opened = (await desk.Opened(form)).GetProperty("id").GetGuid();

        (await desk.Sql<short>("select people from households.household where unit_id = $1 and id = $2", family.Household)).ShouldBe((short)3);
        (await desk.Sql<string>("select folded from households.household where unit_id = $1 and id = $2", family.Household)).ShouldContain("tran van binh");
        (await desk.Read(opened)).GetProperty("case").GetProperty("birthDate").GetString().ShouldBe($"{CaseDesk.Today.AddYears(-5):yyyy-MM-dd}");
        (await CaseDesk.Code(await desk.Post(form))).ShouldBe("case.member_known");
    }

    [Fact]
    public async Task is_refused_with_what_is_wrong_and_leaves_nothing()
    {
        var desk = await CaseDesk.Open(App);
        var family = await desk.Family(null);
        var form = desk.Form(family.Code, family.Child);
        (await CaseDesk.Code(await desk.Post(form))).ShouldBe("case.birth_missing");
        form["member"] = new { birthDate = CaseDesk.Today.AddYears(-8) };
        foreach (var (field, value, code) in new (string, object?, string)[]
        {
            ("father", ParentStates.Alive, "case.orphan_parents"), ("kind", BeneficiaryKinds.LonelyDisabled, "case.disability"), ("kind", BeneficiaryKinds.LonelyOld, "case.not_old"),
            ("kind", "neighbour", "case.kind"), ("grade", 13, "case.grade"), ("householdCode", "HN-999", "case.household"), ("memberId", family.Household, "case.member"),
            ("slots", new[] { new { purpose = "meals", amountVnd = 0 } }, "slot.amount"), ("slots", new[] { new { purpose = "meals", amountVnd = 1_000_000_000 } }, "slot.amount"),
            ("slots", new[] { new { purpose = "toys", amountVnd = 300_000 } }, "slot.purpose"),
            ("slots", new[] { new { purpose = "meals", amountVnd = 300_000, startsOn = "2026-02-01", endsOn = "2026-01-31" } }, "slot.period"),
        })
        {
            var wrong = new Dictionary<string, object?>(form) { [field] = value };
            if (code == "case.orphan_parents") wrong["mother"] = ParentStates.Alive;
            (await CaseDesk.Code(await desk.Post(wrong))).ShouldBe(code, $"{field} = {value}");
        }
        (await desk.Sql<long>("select count(*) from sponsorships.beneficiary where unit_id = $1")).ShouldBe(0);

        await desk.Opened(form);
        (await CaseDesk.Code(await desk.Post(form))).ShouldBe("case.member_taken");
    }

    [Fact]
    public async Task is_for_whoever_keeps_cases_of_the_commune()
    {
        var desk = await CaseDesk.Open(App);
        var family = await desk.Family(CaseDesk.Today.AddYears(-8));
        var elsewhere = await (await App.NewCommune()).SignedIn(PersonRoles.FieldOfficer);
        foreach (var client in new[] { elsewhere, await desk.Commune.SignedIn(PersonRoles.Accountant) })
            (await desk.Post(desk.Form(family.Code, family.Child), by: client)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.Post(desk.Form(family.Code, family.Child), by: Anonymous)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var opened = await desk.Case();
        (await elsewhere.GetAsync($"/api/beneficiaries/{opened}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await elsewhere.GetAsync($"/api/beneficiaries/{Guid.NewGuid()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var file = await desk.File(opened);
        (await elsewhere.GetAsync($"/api/beneficiaries/files/{file}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await desk.Commune.SignedIn(PersonRoles.Accountant)).GetAsync($"/api/beneficiaries/files/{file}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.Officer.GetAsync($"/api/beneficiaries/files/{file}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Sql<long>("select count(*) from households.reading where unit_id = $1 and what = 'sponsorship_paper'")).ShouldBe(1);
    }
}

internal static class Forms
{
    /// <summary>The same with one field else.</summary>
    public static Dictionary<string, object?> With(this Dictionary<string, object?> form, string field, object? value) => new(form) { [field] = value };
}
