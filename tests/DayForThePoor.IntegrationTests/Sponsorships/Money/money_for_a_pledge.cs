using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Sponsorships.Money;

namespace DayForThePoor.IntegrationTests.Sponsorships.Money;

public class money_for_a_pledge(AppFixture app) : PledgedMoneyTest(app)
{
    [Fact]
    public async Task is_a_gift_in_the_books_that_pays_the_oldest_instalment()
    {
        var account = await NewAccount();
        var person = await NewCase(account, "Hồ Thị Bưởi");
        var pledge = await NewPledge(account, await NewSponsor(account), of: person);
        using var client = await Accountant(account);
        var key = Guid.NewGuid().ToString();
        var body = new { amountVnd = Monthly, channel = "cash", narration = "Cô Cúc mang đến" };

        var answer = await Post(client, $"/api/pledges/{pledge}/payments", body, key);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        var paid = await answer.Json();
        var gift = paid.GetProperty("giftId").GetGuid();
        paid.GetProperty("parts")[0].GetProperty("seq").GetInt32().ShouldBe(1);
        paid.GetProperty("parts")[0].GetProperty("dueOn").GetString().ShouldBe(Start.ToString("yyyy-MM-dd", null));
        (await Post(client, $"/api/pledges/{pledge}/payments", body, key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await StateOf(pledge)).ShouldBe("active");
        (await Parts(pledge)).ShouldBe(["instalment 1 300000"]);
        (await Kept(pledge)).ShouldBe(Monthly);
        var detail = await (await client.GetAsync($"/api/donations/{gift}", Ct)).Json();
        detail.GetProperty("donorName").GetString().ShouldBe("Công ty TNHH Hoa Mai");
        detail.GetProperty("purpose").GetString().ShouldBe($"Nhận đỡ đầu, hồ sơ {person.Code}");
        (await Anonymous.GetStringAsync($"/r/{paid.GetProperty("receiptCode").GetString()}", Ct)).ShouldNotContain("Bưởi");
        await BooksAgree();
    }

    [Fact]
    public async Task keeps_the_name_that_the_sponsor_had_when_it_came()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        var gift = (await Pay(account, await NewPledge(account, sponsor), Monthly)).Value.GiftId;
        using var client = await Accountant(account);

        (await client.PutAsJsonAsync($"/api/sponsors/{sponsor}", new { kind = "organisation", name = "Công ty CP Hoa Mai Mới" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await client.GetAsync($"/api/donations/{gift}", Ct)).Json()).GetProperty("donorName").GetString().ShouldBe("Công ty TNHH Hoa Mai");
    }

    [Theory]
    [InlineData(150_000, "instalment 1 150000")]
    [InlineData(900_000, "instalment 1 300000;instalment 2 300000;instalment 3 300000")]
    [InlineData(1_050_000, "instalment 1 300000;instalment 2 300000;instalment 3 300000;undecided 150000")]
    public async Task goes_to_whole_instalments_or_a_part_of_the_oldest(long amount, string parts)
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        (await Pay(account, pledge, amount)).IsRefused.ShouldBeFalse();
        (await Parts(pledge)).ShouldBe(parts.Split(';'));
        (await Kept(pledge)).ShouldBe(amount);
    }

    [Fact]
    public async Task is_refused_with_the_reason_where_nothing_can_be_taken()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        var (ended, offered, other) = (await NewPledge(account, sponsor), await NewPledge(account, sponsor, held: false), await NewPledge(account, sponsor));
        (await Pay(account, ended, Monthly, on: Today.AddDays(-5))).IsRefused.ShouldBeFalse();
        await End(account, ended, Today.AddDays(-1), grace: 0);
        var code = await CodeOf(account, other);

        (await Pay(account, ended, Monthly)).Refusals[0].Code.ShouldBe("pledge.ended");
        (await Pay(account, offered, Monthly)).Refusals[0].Code.ShouldBe("pledge.not_held");
        await Step(account, offered, (state, step) => Core.Sponsorships.PledgeDecider.Hold(state, step, Today.AddDays(-1), Today.AddDays(-5)));
        (await Pay(account, offered, Monthly)).Refusals[0].Code.ShouldBe("pledge.hold_expired");
        (await Pay(account, other, 0)).IsRefused.ShouldBeTrue();
        (await Pay(account, other, 1_000_000_000)).Refusals[0].Code.ShouldBe("pledge.amount");
        (await Pay(account, ended, Monthly, memo: $"tien do dau {code}")).Refusals[0].Code.ShouldBe("pledge_payment.code_of_other");
        (await Pay(account, other, Monthly, memo: $"tien do dau {code}")).IsRefused.ShouldBeFalse();

        var elsewhere = await NewAccount();
        (await Pay(elsewhere, other, Monthly)).Refusals[0].Code.ShouldBe("access.unit");
        using var stranger = await Accountant(elsewhere);
        (await Post(stranger, $"/api/pledges/{other}/payments", new { amountVnd = Monthly, channel = "cash" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var client = await Accountant(account);
        (await Post(client, $"/api/pledges/{other}/payments", new { amountVnd = Monthly, channel = "goods" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Scalar<long>("select count(*) from dftp.gift where unit_id = $1", account.UnitId)).ShouldBe(2);
    }

    [Fact]
    public async Task waits_for_a_person_while_the_pledge_is_over_or_flagged_until_somebody_decides()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        await Pay(account, pledge, Monthly);
        await Step(account, pledge, (state, step) => Core.Sponsorships.PledgeDecider.Flag(state, step, Core.Sponsorships.LifeChanges.Moved, Today));
        var paid = (await Pay(account, pledge, 700_000)).Value;
        paid.Parts.ShouldHaveSingleItem().Kind.ShouldBe("undecided");
        (await Scalar<long>("select count(*) from sponsorships.alarm where pledge_id = $1 and kind = 'undecided' and closed_at is null", pledge)).ShouldBe(1);

        using var client = await Accountant(account);
        var page = await (await AccountantAtPages(account)).GetStringAsync("/do-dau/cho-quyet-dinh", Ct);
        page.ShouldContain("700.000");
        var tooMuch = new { gift = paid.GiftId, reason = "Nhà tài trợ nhắn", parts = new[] { new { kind = "instalment", seq = 2, amountVnd = 400_000 } } };
        (await GrantDesk.Code(await Post(client, $"/api/pledges/{pledge}/decide", tooMuch))).ShouldBe("pledge.part_above");
        var parts = new object[] { new { kind = "instalment", seq = 2, amountVnd = 300_000 }, new { kind = "extra", occasion = "tet", amountVnd = 400_000 } };
        (await GrantDesk.Code(await Post(client, $"/api/pledges/{pledge}/decide", new { gift = paid.GiftId, parts }))).ShouldBe("pledge_payment.reason_missing");
        var decided = await Post(client, $"/api/pledges/{pledge}/decide", new { gift = paid.GiftId, parts, reason = "Nhà tài trợ nhắn" });

        ((int)decided.StatusCode).ShouldBe(200, await decided.Text());
        (await Parts(pledge)).ShouldBe(["instalment 1 300000", "instalment 2 300000", "extra tet 400000"], ignoreOrder: true);
        (await Scalar<long>("select count(*) from sponsorships.alarm where pledge_id = $1 and closed_at is null", pledge)).ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task beside_the_instalments_stays_within_limits_that_are_the_persons()
    {
        var account = await NewAccount();
        var person = await NewCase(account);
        var (one, two) = (await NewPledge(account, await NewSponsor(account), of: person), await NewPledge(account, await NewSponsor(account, "Nhóm Bạn Học"), of: person));
        (await Pay(account, one, 2_000_000, occasion: "birthday")).Value.Parts[0].Kind.ShouldBe("extra");
        (await Pay(account, one, 2_000_000, occasion: "tet")).Value.Parts[0].Kind.ShouldBe("extra");
        (await Pay(account, two, 2_000_000, occasion: "tet")).Value.Parts[0].Kind.ShouldBe("undecided");
        (await Pay(account, two, 1_000_000, occasion: "tet")).Value.Parts[0].Kind.ShouldBe("extra");
        (await Pay(account, two, 40_000, occasion: "tet")).Value.Parts[0].Kind.ShouldBe("undecided");
        (await Pay(account, two, Monthly)).Value.Parts[0].Kind.ShouldBe("instalment");
        (await Scalar<long>("select count(*) from sponsorships.alarm where pledge_id = $1 and kind = 'extra_to_check' and closed_at is null", two)).ShouldBe(1);
    }

    [Fact]
    public async Task of_two_at_the_same_moment_pays_two_instalments()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Pay(account, pledge, Monthly)));
        both.ShouldAllBe(paid => !paid.IsRefused);
        both.SelectMany(paid => paid.Value.Parts).Select(part => part.Seq).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task taken_back_frees_its_instalment_and_made_out_again_keeps_it()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var (first, second) = ((await Pay(account, pledge, Monthly)).Value, (await Pay(account, pledge, Monthly)).Value);
        (await Void(account, first.GiftId)).IsRefused.ShouldBeFalse();
        (await Parts(pledge)).ShouldBe(["instalment 2 300000"]);
        (await Kept(pledge)).ShouldBe(Monthly);

        await End(account, pledge, Today, grace: 0);
        var form = new Core.Donations.GiftForm(FundOf(account), "cash", Monthly, "Công ty TNHH Hoa Sen", Core.Donations.DonorKinds.Organisation);
        var again = await Send<Outcome<Web.Donations.DonationReceipted>>(
            new Web.Donations.CorrectDonation(Web.Access.Actor.System, account.UnitId, second.GiftId, Core.Donations.VoidReasons.WrongName, null, true, form));
        again.IsRefused.ShouldBeFalse(again.ToString());
        (await Parts(pledge)).ShouldBe(["instalment 2 300000"]);
        (await Kept(pledge)).ShouldBe(Monthly);
        await BooksAgree();
    }

    /// <summary>Part of the sum went back, and nobody says of which month: the rest follows the rules anew, and what fits no month waits.</summary>
    [Fact]
    public async Task given_back_in_part_is_not_spread_by_guess()
    {
        var account = await NewAccount();
        var pledge = await NewPledge(account, await NewSponsor(account));
        var paid = (await Pay(account, pledge, 3 * Monthly)).Value;
        var form = new Core.Donations.GiftForm(FundOf(account), "cash", 750_000);
        var less = await Send<Outcome<Web.Donations.DonationReceipted>>(
            new Web.Donations.CorrectDonation(Web.Access.Actor.System, account.UnitId, paid.GiftId, Core.Donations.VoidReasons.WrongAmount, null, true, form));
        less.IsRefused.ShouldBeFalse(less.ToString());
        (await Parts(pledge)).ShouldBe(["instalment 1 300000", "instalment 2 300000", "undecided 150000"]);
        (await Kept(pledge)).ShouldBe(750_000);
        (await Scalar<long>("select count(*) from sponsorships.alarm where pledge_id = $1 and kind = 'undecided' and closed_at is null", pledge)).ShouldBe(1);
        await BooksAgree();
    }

    [Fact]
    public async Task may_have_been_for_another_pledge()
    {
        var account = await NewAccount();
        var sponsor = await NewSponsor(account);
        var (meant, wrong) = (await NewPledge(account, sponsor), await NewPledge(account, sponsor));
        var paid = (await Pay(account, wrong, Monthly)).Value;
        var form = new Core.Donations.GiftForm(FundOf(account), "cash", 2 * Monthly, Pledge: meant);
        var moved = await Send<Outcome<Web.Donations.DonationReceipted>>(
            new Web.Donations.CorrectDonation(Web.Access.Actor.System, account.UnitId, paid.GiftId, Core.Donations.VoidReasons.WrongAmount, null, true, form));
        moved.IsRefused.ShouldBeFalse(moved.ToString());
        ((await Kept(wrong)), (await Kept(meant))).ShouldBe((0, 2 * Monthly));
        (await Parts(wrong)).ShouldBeEmpty();
        (await Parts(meant)).ShouldBe(["instalment 1 300000", "instalment 2 300000"]);
        await BooksAgree();
    }

    [Fact]
    public async Task is_found_at_the_counter_by_the_code_of_the_case()
    {
        var account = await NewAccount();
        var person = await NewCase(account);
        var pledge = await NewPledge(account, await NewSponsor(account), of: person);
        var page = await AccountantAtPages(account);
        var answer = await page.Submit(
            "/thu/tien-mat", "cash-gift", ("key", $"{Guid.NewGuid():N}"), ("fund", FundOf(account)), ("donorKind", "organisation"), ("amountVnd", "300.000"), ("pledge", person.Code));
        (await Parts(pledge)).ShouldBe(["instalment 1 300000"], await answer.Text());
    }
}
