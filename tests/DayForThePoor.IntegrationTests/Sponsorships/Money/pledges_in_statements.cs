using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Money;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Sponsorships.Money;

public class pledges_in_statements(AppFixture app) : PledgedMoneyTest(app)
{
    private static DateOnly BankDay => Today.AddDays(-1);

    [Fact]
    public async Task money_with_a_pledges_code_becomes_its_gift_by_itself_once()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var code = await CodeOf(account, pledge);
        // Of two accounts of the fund the line says which it is.
        await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, account.UnitId, new(
            $"{account.Code}-2", "bank", "970405", "5590201", "UBMTTQ xã", $"{account.Code.Split('-')[0]}-VNN", OpenedOn: new DateOnly(2024, 1, 1))));
        await Import(account, Csv(In(BankDay, "FT1", Monthly, $"MBVCB.1 {code.ToLowerInvariant()} DD20260001 chuyen tien"), In(BankDay, "", Monthly, $"{code} khong so tham chieu")));

        var run = await Reconcile(account);
        (run.Matched, run.ByReason["code"]).ShouldBe((2, 2));
        (await Reconcile(account)).Matched.ShouldBe(0);

        (await Parts(pledge)).ShouldBe(["instalment 1 300000", "instalment 2 300000"], ignoreOrder: true);
        (await StateOf(pledge)).ShouldBe("active");
        (await Scalar<string>("select string_agg(distinct receipt_kind, '') from dftp.gift where pledge_id = $1", pledge)).ShouldBe("XN");
        (await Stand(account)).ShouldBe((2 * Monthly, 0, 0, 0));
        (await Kept(pledge)).ShouldBe(2 * Monthly);
        await BooksAgree();
    }

    [Fact]
    public async Task a_gift_that_is_voided_gives_its_line_back_to_people()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var code = await CodeOf(account, pledge);
        await Import(account, Csv(In(BankDay, "FT1", Monthly, code)));
        await Reconcile(account);
        var gift = await Scalar<Guid>("select id from dftp.gift where pledge_id = $1", pledge);

        (await Void(account, gift)).IsRefused.ShouldBeFalse();
        (await Reconcile(account)).Matched.ShouldBe(0);
        (await Parts(pledge)).ShouldBeEmpty();
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-Monthly);
        var line = await OpenLine(account, "FT1");
        (await Send<Outcome<PledgePaid>>(new PayPledge(Actor.System, account.UnitId, "hand", pledge, new(null, "transfer"), line.Id))).IsRefused.ShouldBeFalse();
        (await Open(account)).ShouldBeEmpty();
        (await Send<Outcome<PledgePaid>>(new PayPledge(Actor.System, account.UnitId, "again", pledge, new(null, "transfer"), line.Id))).Refusals[0].Code.ShouldBe("matching.line_taken");
        await BooksAgree();
    }

    [Fact]
    public async Task what_is_not_certain_stays_open_and_says_why()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        var (ended, one, two) = (await NewPledge(account, sponsor), await NewPledge(account, sponsor), await NewPledge(account, sponsor));
        (await Pay(account, ended, Monthly, on: Today.AddDays(-20))).IsRefused.ShouldBeFalse();
        await End(account, ended, Today.AddDays(-10), grace: 0);
        var (c0, c1, c2) = (await CodeOf(account, ended), await CodeOf(account, one), await CodeOf(account, two));
        await Import(account, Csv(In(BankDay, "FT0", Monthly, c0), In(BankDay, "FT1", Monthly, $"{c1} va {c2}")));

        (await Reconcile(account)).Matched.ShouldBe(0);
        var page = await AccountantAtPages(account);
        (await page.GetStringAsync($"/doi-chieu?tai-khoan={account.Code}&dong={(await OpenLine(account, "FT0")).Id}", Ct)).ShouldContain("/do-dau/nhan-tien/");
        var line = (await OpenLine(account, "FT1")).Id;
        (await page.GetStringAsync($"/do-dau/nhan-tien/{line}", Ct)).ShouldContain($"p-{one:N}");
        await page.Submit($"/do-dau/nhan-tien/{line}", "line-pledge", ("key", $"{Guid.NewGuid():N}"), ("to", $"p-{two:N}"));
        (await Parts(two)).ShouldBe(["instalment 1 300000"]);
        (await Parts(one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_announced_transfer_is_not_counted_twice()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var code = await CodeOf(account, pledge);
        var announced = await Send<Outcome<PledgePaid>>(new PayPledge(Actor.System, account.UnitId, "told", pledge, new(Monthly, "transfer")));
        announced.IsRefused.ShouldBeFalse(announced.ToString());
        await Import(account, Csv(In(BankDay, "FT1", Monthly, code)));
        (await Reconcile(account)).Matched.ShouldBe(0);
        (await Parts(pledge)).ShouldBe(["instalment 1 300000"]);
    }

    [Fact]
    public async Task one_transfer_of_a_sponsor_pays_ten_pledges()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        List<Guid> pledges = [];
        for (var i = 0; i < 10; i++) pledges.Add(await NewPledge(account, sponsor, amount: i < 5 ? Monthly : 500_000));
        var code = await CodeOf(account, sponsor, sponsor: true);
        await Import(account, Csv(In(BankDay, "FT1", 8_000_000, $"{code} dot 1"), In(BankDay, "FT2", 4_100_000, $"{code} dot 2")));

        (await Reconcile(account)).ByReason["code"].ShouldBe(1);
        foreach (var pledge in pledges) (await Parts(pledge)).Count.ShouldBe(2);
        (await Scalar<long>("select count(distinct receipt_code) from dftp.gift where pledge_id = any($1)", pledges.ToArray())).ShouldBe(10);
        (await Scalar<long>("select count(*) from statements.claim c join statements.line l on l.id = c.line_id where l.account_id = $1", account.Id)).ShouldBe(10);
        (await Open(account)).ShouldHaveSingleItem().Reference.ShouldBe("FT2");
        await BooksAgree();

        var first = await Scalar<Guid>("select id from dftp.gift where pledge_id = $1", pledges[0]);
        (await Void(account, first)).IsRefused.ShouldBeFalse();
        (await OpenLine(account, "FT1")).OpenVnd.ShouldBe(2 * Monthly);
        (await Parts(pledges[1])).Count.ShouldBe(2);
        await BooksAgree();
    }

    [Fact]
    public async Task a_sum_that_is_no_number_of_instalments_is_shared_as_somebody_says()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        var (one, two) = (await NewPledge(account, sponsor), await NewPledge(account, sponsor));
        using var client = await Accountant(account);
        var refused = await Post(client, $"/api/sponsors/{sponsor}/payments", new { amountVnd = 700_000, channel = "cash" });
        (await Grants.GrantDesk.Code(refused)).ShouldBe("pledge_payment.not_shared");
        var key = Guid.NewGuid().ToString();
        var body = new { amountVnd = 700_000, channel = "cash", parts = new[] { new { pledge = one, amountVnd = 300_000 }, new { pledge = two, amountVnd = 400_000 } } };
        var paid = await Post(client, $"/api/sponsors/{sponsor}/payments", body, key);
        ((int)paid.StatusCode).ShouldBe(201, await paid.Text());
        (await Post(client, $"/api/sponsors/{sponsor}/payments", body, key)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await Parts(one)).ShouldBe(["instalment 1 300000"]);
        (await Parts(two)).ShouldBe(["instalment 1 300000", "undecided 100000"]);
        await BooksAgree();
    }

    [Fact]
    public async Task the_qr_asks_for_one_instalment_the_year_or_nothing_and_never_half_a_milliard()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account), amount: 200_000_000);
        using var client = await Accountant(account);
        async Task<System.Text.Json.JsonElement> Qr(string query) => await (await client.GetAsync($"/api/pledges/{pledge}/qr{query}", Ct)).Json();

        var one = await Qr("");
        var code = one.GetProperty("code").GetString()!;
        one.GetProperty("amountVnd").GetInt64().ShouldBe(200_000_000);
        one.GetProperty("memo").GetString().ShouldStartWith($"{code} DD2026");
        one.GetProperty("payload").GetString()!.ShouldContain(code);
        (await Qr("?what=free")).GetProperty("code").GetString().ShouldBe(code);
        (await Qr("?what=year")).GetProperty("code").GetString().ShouldBe("vietqr.amount_limit");
        (await Qr("?what=sometimes")).GetProperty("code").GetString().ShouldBe("pledge_payment.sum");
        (await (await AccountantAtPages(account)).GetStringAsync($"/do-dau/cam-ket/{pledge}/ma-vietqr", Ct)).ShouldContain(code);
    }
}
