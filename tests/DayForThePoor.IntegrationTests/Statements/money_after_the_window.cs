using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Statements.Bench.Decisions;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace DayForThePoor.IntegrationTests.Statements;

public class money_after_the_window(AppFixture app) : BenchTest(app)
{
    private static readonly DateOnly LastDay = new(2026, 8, 31);

    private static MemoryStream Pdf => new(Encoding.ASCII.GetBytes("%PDF-1.4\n% a made-up agreement\n%%EOF"));

    [Fact]
    public async Task is_returned_when_the_banks_line_shows_it()
    {
        var (account, line) = await Late(300_000);
        (await Send<Outcome<MatchesMade>>(new ReturnPending(Actor.System, account.UnitId, "k", [line], " "))).Refusals.Single().Code.ShouldBe("text.empty");
        var decided = (await Send<Outcome<MatchesMade>>(new ReturnPending(Actor.System, account.UnitId, "k", [line], "Hết thời gian tiếp nhận"))).Value.Matches.Single().MatchId;
        (await Balance(account, Roles.PendingDecision)).ShouldBe(0);
        (await Balance(account, Roles.InTransit)).ShouldBe(-300_000);
        (await Pending(account)).ShouldBeEmpty();

        await Import(account, Csv(Out(LastDay.AddDays(9), "TRA", 300_000, "tra lai tien ung ho")));
        var debit = await Line(account, "TRA");
        if (await Open(debit) > 0) await Tell(account, debit, 300_000, "item", decided);
        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Returns(account)).Single().Done.ShouldBeTrue();
    }

    [Fact]
    public async Task goes_to_another_fund_only_with_the_donors_agreement()
    {
        var (account, line) = await Late(300_000);
        var fund = $"fund:{CommuneOf(account)}-VNN";
        Task<Outcome<MatchesMade>> Redirect(string? purpose, Stream? paper) =>
            Send<Outcome<MatchesMade>>(new RedirectPending(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", [line], purpose, paper, "Nhà hảo tâm đồng ý"));

        (await Redirect(fund, null)).Refusals.Single().Code.ShouldBe("paper.missing");
        (await Redirect(fund, new MemoryStream(Encoding.UTF8.GetBytes("agreement.pdf")))).Refusals.Single().Code.ShouldBe("paper.unknown_kind");
        (await Redirect("general", Pdf)).Refusals.Single().Code.ShouldBe("bench.purpose_unknown");
        (await Balance(account, Roles.PendingDecision)).ShouldBe(-300_000);

        var match = (await Redirect(fund, Pdf)).Value.Matches.Single().MatchId;
        (await Balance(account, Roles.PendingDecision)).ShouldBe(0);
        (await InUnit(account, Roles.DueToFund)).ShouldBe(-300_000);
        using var auditor = await App.SignInByPage((await App.NewPerson(PersonRoles.Auditor, account.UnitId)).Email);
        var paper = await auditor.GetAsync($"/doi-chieu/van-ban/{match}", Ct);
        paper.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await paper.Text());
        paper.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await paper.Text()).ShouldContain("made-up agreement");
    }

    [Fact]
    public async Task decided_twice_is_refused_the_second_time()
    {
        var (account, line) = await Late(300_000);
        await Send<Outcome<MatchesMade>>(new ReturnPending(Actor.System, account.UnitId, "k1", [line], "Trả"));
        (await Send<Outcome<MatchesMade>>(new ReturnPending(Actor.System, account.UnitId, "k2", [line], "Trả"))).Refusals.Single().Code.ShouldBe("pending.gone");
        (await Send<Outcome<MatchesMade>>(new ReturnPending(Actor.System, account.UnitId, "k3", [], "Trả"))).Refusals.Single().Code.ShouldBe("pending.none");
    }

    [Fact]
    public async Task becomes_the_campaigns_when_the_window_is_extended()
    {
        var (account, campaign) = await Relief(LastDay.AddDays(-60), LastDay);
        await Import(account, Csv(In(LastDay.AddDays(2), "FT1", 300_000), In(LastDay.AddDays(20), "FT2", 50_000)));
        await Send<Outcome<RunOutcome>>(new ReconcileAccount(Actor.System, account.UnitId, account.Id));
        (await Balance(account, Roles.PendingDecision)).ShouldBe(-350_000);

        (await Extend(account, campaign, LastDay, Pdf)).Refusals.Single().Code.ShouldBe("extension.not_later");
        (await Extend(account, campaign, LastDay.AddDays(10), null)).Refusals.Single().Code.ShouldBe("paper.missing");
        var (first, again) = (await Extend(account, campaign, LastDay.AddDays(10), Pdf, "k"), await Extend(account, campaign, LastDay.AddDays(10), Pdf, "k"));

        first.Value.Lines.ShouldBe(1);
        again.Value.Lines.ShouldBe(0);
        (await Balance(account, Roles.PendingDecision)).ShouldBe(-50_000);
        (await Scalar<long>("select sum(amount)::bigint from ledger.posting where campaign_id = $1 and role = 'income_gifts'", campaign.Id)).ShouldBe(300_000);
        (await App.Services.GetRequiredService<CampaignExtensions>().Of([campaign.Id], Ct)).Single().ShouldSatisfyAllConditions(
            e => e.EndedOn.ShouldBe(LastDay), e => e.EndsOn.ShouldBe(LastDay.AddDays(10)), e => e.Number.ShouldBe("15/QĐ-BVĐ"));
    }

    [Fact]
    public async Task is_overdue_on_the_first_page_after_twenty_days()
    {
        var (account, _) = await Late(300_000);
        using var accountant = await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);
        var today = System.Net.WebUtility.HtmlDecode(await accountant.GetStringAsync("/", Ct));
        today.ShouldContain("Chờ xử lý");
        today.ShouldContain("quá hạn xử lý từ");
    }

    [Fact]
    public async Task a_picture_is_kept_without_what_hides_in_it()
    {
        using var drawn = new SKBitmap(40, 30);
        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, 90);
        var sent = encoded.ToArray();
        var paper = (await Papers.Take(new MemoryStream([.. sent, .. "GPS 15.67,108.22"u8.ToArray()]), "agreement", Ct)).Value;

        paper.MediaType.ShouldBe("image/jpeg");
        Encoding.Latin1.GetString(paper.Content).ShouldNotContain("GPS");
        (await Papers.Take(new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]), "agreement", Ct)).Refusals.Single().Code.ShouldBe("paper.unknown_kind");
        (await Papers.Take(new MemoryStream(new byte[Papers.Largest + 1]), "agreement", Ct)).Refusals.Single().Code.ShouldBe("paper.too_large");
    }

    /// <summary>A line that a run put into the queue.</summary>
    private async Task<(BankAccount Account, long Line)> Late(long amount)
    {
        var (account, _) = await Relief(LastDay.AddDays(-60), LastDay);
        await Import(account, Csv(In(LastDay.AddDays(2), "FT1", amount, "ung ho muon")));
        await Send<Outcome<RunOutcome>>(new ReconcileAccount(Actor.System, account.UnitId, account.Id));
        (await Pending(account)).Single().AmountVnd.ShouldBe(amount);
        return (account, await Line(account, "FT1"));
    }

    private Task<IReadOnlyList<PendingLine>> Pending(BankAccount account) => App.Services.GetRequiredService<PendingLines>().Of([account.Id], null, Ct);

    private Task<IReadOnlyList<ReturnRow>> Returns(BankAccount account) => App.Services.GetRequiredService<PendingLines>().Returns([account.Id], Ct);

    private async Task<Outcome<WindowExtended>> Extend(BankAccount account, Campaign campaign, DateOnly to, Stream? paper, string? key = null)
    {
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);
        var parent = known.UnitsNow[known.UnitsNow[account.UnitId].ParentId!.Value].Code;
        return await Send<Outcome<WindowExtended>>(
            new ExtendWindow(Actor.System, account.UnitId, key ?? $"{Guid.NewGuid():N}", campaign.Code, "15/QĐ-BVĐ", LastDay, parent, to, paper));
    }
}
