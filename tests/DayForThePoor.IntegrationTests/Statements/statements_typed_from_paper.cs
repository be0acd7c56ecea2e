using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Typed;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

public class statements_typed_from_paper(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    private static TypedStatement Paper(long closing = 8_500_000) => new(1_000_000, closing, new(2026, 8, 1), new(2026, 8, 31),
    [
        new(Day, "LCC-01", 10_000_000, 0, "Cấp trên phân bổ, đợt 1"),
        new(Day.AddDays(1), "UNC-07", 0, 2_500_000, "Chi hỗ trợ \"nhà\", hộ nghèo"),
    ]);

    [Fact]
    public async Task are_posted_the_way_of_every_file_and_prove_themselves()
    {
        var account = await TreasuryAccount();
        var import = await Post(account, Paper());

        (import.State, import.New, import.Vouchers).ShouldBe((ImportStates.Done, 2, 2));
        (await Balance(account, "bank"), await Lines(account)).ShouldBe((7_500_000L, 2L));
        (await Scalar<string>("select memo from statements.line where account_id = $1 and side = 'D'", account.Id)).ShouldBe("Chi hỗ trợ \"nhà\", hộ nghèo");
        (await Scalar<bool>("select bool_and(bound) from statements.file_day where account_id = $1", account.Id)).ShouldBeTrue();
        (await Scalar<DateOnly>("select covers_to from statements.import where id = $1", import.Id)).ShouldBe(new(2026, 8, 31));
    }

    [Fact]
    public async Task may_be_typed_twice_and_add_nothing()
    {
        var account = await TreasuryAccount();
        await Post(account, Paper());
        var again = await Post(account, Paper());

        (again.New, again.Repeated, await Lines(account)).ShouldBe((0, 2, 2L));
    }

    [Fact]
    public async Task are_refused_when_they_do_not_add_up()
    {
        var account = await TreasuryAccount();
        var refused = await Send<Outcome<ImportRecord>>(new PostTypedStatement(Actor.System, account.UnitId, account.Id, Paper(8_500_001)));

        (refused.Refusals.ShouldHaveSingleItem().Code, await Lines(account)).ShouldBe(("typed.does_not_add_up", 0L));
    }

    [Fact]
    public async Task come_over_the_api_too()
    {
        var account = await TreasuryAccount();
        using var accountant = await App.SignIn((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);
        using var auditor = await App.SignIn((await App.NewPerson(PersonRoles.Auditor, account.UnitId)).Email);
        var form = new { account = account.Code, openingVnd = 0, closingVnd = 5_000, lines = new[] { new { day = Day, number = "1", inVnd = 5_000, outVnd = 0, memo = "x" } } };

        (await auditor.PostAsJsonAsync("/api/statements/typed", form, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await accountant.PostAsJsonAsync("/api/statements/typed", form, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Lines(account)).ShouldBe(1);
    }

    [Fact]
    public async Task are_typed_into_a_page_that_needs_no_script()
    {
        var account = await TreasuryAccount();
        using var accountant = await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);
        (string, string)[] lines =
        [
            ("account", account.Code), ("rows", "8"), ("opening", "0"), ("lines[0].date", "3/8/2026"), ("lines[0].number", "LCC-01"), ("lines[0].in", "5.000.000"),
            ("lines[0].memo", "Cấp trên phân bổ"), ("lines[1].date", "4/8/2026"), ("lines[1].out", "1.000.000"), ("lines[1].memo", "Chi hỗ trợ"),
        ];

        var more = await (await accountant.Submit("/sao-ke/kho-bac", "typed-statement", [.. lines, ("do", "more")])).Text();
        more.ShouldContain("lines[15].date");
        more.ShouldContain("LCC-01");
        more.ShouldNotContain("problem-list");

        var wrong = await accountant.Submit("/sao-ke/kho-bac", "typed-statement", [.. lines, ("closing", "4.100.000"), ("do", "post")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await wrong.Text()).ShouldContain("lệch 100.000 đ");

        var right = await accountant.Submit("/sao-ke/kho-bac", "typed-statement", [.. lines, ("closing", "4.000.000"), ("do", "post")]);
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect, await right.Text());
        (await Balance(account, "bank")).ShouldBe(4_000_000);
    }

    private async Task<ImportRecord> Post(BankAccount account, TypedStatement statement) =>
        (await Send<Outcome<ImportRecord>>(new PostTypedStatement(Actor.System, account.UnitId, account.Id, statement))).Value;

    private async Task<BankAccount> TreasuryAccount()
    {
        var commune = await App.NewCommune();
        var form = new BankAccountForm($"{commune.Code}-KB", "treasury", null, $"37610{commune.Code}", "UBMTTQ xã", commune.Fund, OpenedOn: new DateOnly(2024, 1, 1));
        return (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, commune.UnitId, form))).Value;
    }
}
