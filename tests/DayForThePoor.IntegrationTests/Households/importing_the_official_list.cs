using System.Net;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households.Importing;

namespace DayForThePoor.IntegrationTests.Households;

public class importing_the_official_list(AppFixture app) : HouseholdTest(app)
{
    [Fact]
    public async Task writes_households_members_and_classes_and_seals_the_numbers()
    {
        var commune = await NewCommune();
        var counts = await Import(commune, 2025,
            Head("H1", "Nguyễn Thị Mẫu", born: "05/01/1950", id: "049150000001", disability: "Nặng", able: "Không"),
            Member("H1", "Nguyễn Văn Thử", "Cháu", "2014", "049214000002", "Lớp 6"),
            Head("H2", "Trần Văn Chín", "Hộ cận nghèo"));

        counts.ShouldBe(new ListCounts(2, 2, 0, 3, 1, 1, 0, 2, 0, 0, 0));
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var found = await (await officer.GetAsync($"/api/households/{await IdOf(commune, "H1")}", Ct)).Json();
        found.GetProperty("people").GetInt32().ShouldBe(2);
        found.GetProperty("members")[0].GetProperty("maskedId").GetString().ShouldBe("•••••••••001");
        found.GetProperty("members")[0].GetProperty("hasHealth").GetBoolean().ShouldBeTrue();
        found.GetProperty("classifications")[0].GetProperty("standard").GetString()!.ShouldStartWith("Nghị định 07/2021");
        found.GetRawText().ShouldNotContain("049150000001");
        (await Scalar<long>("select count(*) from households.member where position('049150000001'::bytea in id_sealed) > 0")).ShouldBe(0);
        (await Scalar<long>("select count(*) from households.import where list is not null and unit_id = $1", commune.UnitId)).ShouldBe(0);
    }

    [Fact]
    public async Task of_three_thousand_rows_with_forty_wrong_ones_names_all_forty_and_changes_nothing()
    {
        var commune = await NewCommune();
        var rows = Enumerable.Range(0, 3000).Select(i => Head($"H{i:D4}", $"Trần Văn Thử {(char)('A' + i % 26)}", i % 75 == 0 ? "Khá giả" : "Hộ nghèo")).ToList();
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        using var file = Xlsx(rows);
        var answer = await Upload(officer, commune, file, dryRun: false);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await answer.Json();
        told.GetProperty("problemCount").GetInt32().ShouldBe(40);
        told.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("row").GetInt32()).ShouldBe(Enumerable.Range(0, 40).Select(i => FirstRow + i * 75));
        told.GetProperty("problems")[0].GetProperty("message").GetString().ShouldBe(
            "Dòng 4, cột \"Phân loại\": \"Khá giả\" không rõ. Ghi Hộ nghèo, Hộ cận nghèo, Hộ mới thoát nghèo hoặc Mức sống trung bình.");
        (await Everything(commune)).ShouldBe("");
        (await Scalar<long>("select count(*) from households.import where unit_id = $1", commune.UnitId)).ShouldBe(0);
    }

    [Fact]
    public async Task by_dry_run_counts_and_changes_nothing_and_then_is_carried_out()
    {
        var commune = await NewCommune();
        using var officer = await commune.SignedIn(PersonRoles.Approver);
        using var file = Xlsx(Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín", "Hộ cận nghèo"));
        var looked = await (await Upload(officer, commune, file, dryRun: true)).Json();
        looked.GetProperty("state").GetString().ShouldBe("checked");
        looked.GetProperty("counts").GetProperty("new").GetInt32().ShouldBe(2);
        (await Everything(commune)).ShouldBe("");

        using var again = Xlsx(Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín", "Hộ cận nghèo"));
        (await (await Upload(officer, commune, again, dryRun: false)).Json()).GetProperty("state").GetString().ShouldBe("accepted");
        var list = await (await officer.GetAsync($"/api/households?unit={commune.Code}&year=2025&class=near_poor&search=chin", Ct)).Json();
        list.GetProperty("total").GetInt32().ShouldBe(1);
        list.GetProperty("items")[0].GetProperty("head").GetString().ShouldBe("Trần Văn Chín");
    }

    [Fact]
    public async Task refuses_a_household_twice_a_person_in_two_households_and_a_hamlet_that_could_be_two()
    {
        var commune = await NewCommune();
        var read = await Read(commune, 2025,
            Head("H1", "Nguyễn Thị Mẫu", id: "049150000001"),
            Head("H2", "Trần Văn Chín"),
            Member("H2", "Nguyễn Thị Mẫu", "Vợ", "1950", "049150000001"),
            Head("H1", "Nguyễn Thị Mẫu"),
            Head("H3", "Lê Văn Tám", hamlet: "Thôn Phú Trung"),
            Head("H4", "Lê Văn Bảy", hamlet: "Thôn Không Có"));

        read.Id.ShouldBeNull();
        read.Problems.Select(p => (p.Code, p.Row)).ShouldBe(
        [
            ("household_list.id_twice", 6), ("household_list.code_twice", 7), ("household_list.hamlet_of_two", 8), ("household_list.unknown_hamlet", 9),
        ]);
        read.UnknownHamlets.ShouldBe(["Thôn Không Có"]);
    }

    [Fact]
    public async Task of_the_next_year_says_who_entered_left_and_fell_back_and_leaves_the_years_before()
    {
        var commune = await NewCommune();
        await Import(commune, 2023, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"), Head("H3", "Lê Văn Tám"));
        await Import(commune, 2024, Head("H2", "Trần Văn Chín"), Head("H3", "Lê Văn Tám"));
        var before = await Everything(commune, 2024);
        var counts = await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín", "Hộ cận nghèo"), Head("H4", "Phan Thị Lựu"));

        (counts.Entered, counts.Stayed, counts.FellBack, counts.Left).ShouldBe((1, 1, 1, 1));
        (await Scalar<string>("select class from households.classification where household_id = $1 and year = 2024", await IdOf(commune, "H2"))).ShouldBe("poor");
        before.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task asks_a_person_about_a_household_that_looks_like_a_known_one()
    {
        var commune = await NewCommune();
        await Import(commune, 2024, Head("H1", "Nguyễn Thị Mẫu", id: "049150000001"), Head("H2", "Trần Văn Chín", born: "1955"), Head("H3", "Lê Văn Tám"));
        var read = await Read(commune, 2025, Head("N1", "Nguyễn Thị Mẫu", id: "049150000001"), Head("N2", "Trần Văn Chín", born: "1955"), Head("H3", "Lê Thị Sương", born: "1965"));
        read.Questions.ShouldBe(3);
        (await Accept(commune, read.Id!.Value)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household_list.questions");

        var (h1, h2, h3) = (await IdOf(commune, "H1"), await IdOf(commune, "H2"), await IdOf(commune, "H3"));
        await Send<Outcome<int>>(new AnswerLikeness(Actor.System, commune.UnitId, read.Id.Value, new Dictionary<ListPlan.Pair, bool>
        {
            [new("N1", h1)] = true,
            [new("N2", h2)] = false,
            [new("H3", h3)] = true,
        }));
        var counts = (await Accept(commune, read.Id.Value)).Value;

        (counts.New, counts.Known).ShouldBe((1, 2));
        (await IdOf(commune, "N1")).ShouldBe(h1);
        (await IdOf(commune, "N2")).ShouldNotBe(h2);
        (await Scalar<string>("select head_name from households.household where id = $1", h3)).ShouldBe("Lê Thị Sương");
    }

    [Fact]
    public async Task moves_a_member_only_when_the_list_names_both_households()
    {
        var commune = await NewCommune();
        await Import(commune, 2024, Head("H1", "Nguyễn Thị Mẫu"), Member("H1", "Nguyễn Văn Thử", id: "049210000002"), Member("H1", "Nguyễn Văn Út"), Head("H2", "Trần Văn Chín"));
        var alone = await Read(commune, 2025, Head("H2", "Trần Văn Chín"), Member("H2", "Nguyễn Văn Thử", "Cháu", id: "049210000002"));
        alone.Problems.ShouldHaveSingleItem().Code.ShouldBe("household_list.member_elsewhere");

        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Member("H1", "Nguyễn Văn Út"), Head("H2", "Trần Văn Chín"), Member("H2", "Nguyễn Văn Thử", "Cháu", id: "049210000002"));
        (await Scalar<long>("select count(*) from households.member where household_id = $1 and left_on is null", await IdOf(commune, "H2"))).ShouldBe(2);
        (await Scalar<long>("select count(*) from households.member where household_id = $1 and left_on is not null", await IdOf(commune, "H1"))).ShouldBe(1);
    }

    [Fact]
    public async Task accepted_twice_at_the_same_instant_is_written_once()
    {
        var commune = await NewCommune();
        var read = await Read(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Accept(commune, read.Id!.Value)));

        outcomes.Count(outcome => !outcome.IsRefused).ShouldBe(1);
        outcomes.Where(outcome => outcome.IsRefused).ShouldAllBe(outcome => outcome.Refusals[0].Code == "household_list.ended");
    }

    [Fact]
    public async Task refuses_what_is_no_spreadsheet_and_a_year_without_a_standard()
    {
        var commune = await NewCommune();
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        using var text = new MemoryStream("Mã hộ;Thôn;Họ và tên"u8.ToArray());
        (await (await Upload(officer, commune, text, dryRun: true)).Json()).GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("household_list.not_excel");
        using var file = Xlsx(Head("H1", "Nguyễn Thị Mẫu"));
        (await (await Upload(officer, commune, file, dryRun: true, year: "2019")).Json()).GetProperty("code").GetString().ShouldBe("household_list.no_standard");
    }

    [Fact]
    public async Task is_not_for_everybody_and_answers_a_foreign_commune_and_an_unknown_one_alike()
    {
        var (mine, other) = (await NewCommune(), await NewCommune());
        await Import(other, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        using var accountant = await mine.SignedIn(PersonRoles.Accountant);
        using var officer = await mine.SignedIn(PersonRoles.FieldOfficer);
        using var one = Xlsx(Head("H1", "Nguyễn Thị Mẫu"));
        (await Upload(accountant, mine, one, dryRun: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var two = Xlsx(Head("H1", "Nguyễn Thị Mẫu"));
        (await Upload(officer, other, two, dryRun: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var foreign = await officer.GetAsync($"/api/households/{await IdOf(other, "H1")}", Ct);
        var unknown = await officer.GetAsync($"/api/households/{Guid.NewGuid()}", Ct);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
        (await (await officer.GetAsync($"/api/households?unit={other.Code}", Ct)).Text()).ShouldBe(await unknown.Text());
    }
}
