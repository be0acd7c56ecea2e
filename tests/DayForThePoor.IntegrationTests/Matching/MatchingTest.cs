using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Statements;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Matching;

/// <summary>An account with imported lines and vouchers that wait for them.</summary>
public abstract class MatchingTest(AppFixture app) : StatementTest(app)
{
    protected static readonly DateOnly Day = new(2026, 5, 4);

    protected T The<T>() where T : notnull => App.Services.GetRequiredService<T>();

    protected static string FundOf(BankAccount account) => account.Code[..account.Code.IndexOf('-', StringComparison.Ordinal)] + "-VNN";

    protected async Task<IReadOnlyList<OpenLine>> Open(BankAccount account, bool withGeneral = false) =>
        (await The<OpenLines>().List(new OpenLineFilter(new LineFilter([account.Id], PageSize: 500), WithGeneral: withGeneral), Ct)).Items;

    protected async Task<OpenLine> OpenLine(BankAccount account, string reference) => (await Open(account)).Single(l => l.Reference == reference);

    protected async Task<IReadOnlyList<OpenItem>> Items(BankAccount account) => (await The<OpenItems>().List(new OpenItemFilter([account.Id], PageSize: 500), Ct)).Items;

    /// <summary>A gift by transfer that waits for its line.</summary>
    protected async Task<Guid> Announce(BankAccount account, long amount, string? reference = null, string? name = "Trần Thị Lựu", DateOnly? on = null)
    {
        var form = new GiftForm(FundOf(account), Channels.Transfer, amount, name, Account: account.Code, BankReference: reference, DocumentDate: on ?? Day);
        return (await Send<Outcome<DonationReceipted>>(new RecordDonation(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", form))).Value.DonationId;
    }

    /// <summary>Money from above that waits for its line.</summary>
    protected async Task<Guid> Receive(BankAccount account, long amount)
    {
        var form = new OtherReceiptForm(FundOf(account), Roles.IncomeAllocated, Channels.Transfer, amount, "Quỹ cấp trên", "Phân bổ", Day, account.Code);
        return (await Send<Outcome<EntryPosted>>(new RecordOtherReceipt(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", form))).Value.Id;
    }

    protected Task<Outcome<MatchesMade>> Match(BankAccount account, MatchTarget target, params IReadOnlyList<MatchTake> takes) =>
        The<MatchWriter>().Write(new MatchRequest(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", new MatchPart(target, takes)), Ct);

    protected Task<Outcome<MatchReleased>> Release(BankAccount account, Guid match, params IReadOnlyList<long> lines) =>
        Send<Outcome<MatchReleased>>(new ReleaseMatch(Actor.System, account.UnitId, match, lines.Count == 0 ? null : lines));

    protected async Task<RunOutcome> Reconcile(BankAccount account) =>
        (await Send<Outcome<RunOutcome>>(new ReconcileAccount(Actor.System, account.UnitId, account.Id))).Value;

    protected async Task<IReadOnlyList<MatchRow>> Matches(BankAccount account) => (await The<MatchQueries>().List(new MatchFilter([account.Id], PageSize: 200), Ct)).Items;

    /// <summary>A rule over words of the memo, after those that are there.</summary>
    protected async Task<Guid> NewRule(BankAccount account, Side side, string words, string kind, string? role = null, bool actsAlone = true)
    {
        var id = Guid.NewGuid();
        await Scalar<int>("""
            insert into statements.rule (id, unit_id, position, name, side, memo_words, kind, role, acts_alone, made_at, made_by)
            values ($1, $2, (select count(*) from statements.rule where unit_id = $2), $3, $4, array[$3], $5, nullif($6, ''), $7, now(), $1) returning 1
            """, id, account.UnitId, words, side == Side.Credit ? "C" : "D", kind, role ?? "", actsAlone);
        return id;
    }

    protected async Task<Campaign> NewCampaign(BankAccount account)
    {
        var form = new CampaignForm("TET27", "Tết vì người nghèo", FundOf(account), new DateOnly(2026, 1, 1));
        return (await Send<Outcome<Campaign>>(new OpenCampaign(Actor.System, account.UnitId, form))).Value;
    }

    /// <summary>An account that is kept for a relief campaign which ended on <see cref="Day"/>.</summary>
    protected async Task<BankAccount> NewReliefAccount()
    {
        var commune = await App.NewCommune();
        var form = new BankAccountForm($"{commune.Code}-AGR", "bank", "970405", $"15000{commune.Code}", "UBMTTQ xã", commune.ReliefFund, OpenedOn: new DateOnly(2024, 1, 1));
        var account = (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, commune.UnitId, form))).Value;
        var known = await The<IRegistry>().Current(Ct);
        var campaign = new CampaignForm(
            "LU26", "Chung tay sau lũ", commune.ReliefFund, Day.AddDays(-30), Day, "01/KG", Day.AddDays(-30), known.UnitsNow[commune.ParentId].Code, account.Code);
        (await Send<Outcome<Campaign>>(new OpenCampaign(Actor.System, commune.UnitId, campaign))).IsRefused.ShouldBeFalse();
        return (await The<IRegistry>().Current(Ct)).Accounts[account.Id];
    }

    protected async Task BooksAgree() => (await The<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();

    /// <summary>Bank, in transit, unlabelled income and untold payments of the account, debits less credits in đồng.</summary>
    protected async Task<(long Bank, long InTransit, long Unlabelled, long Untold)> Stand(BankAccount account) =>
        (await Balance(account, Roles.Bank), await Balance(account, Roles.InTransit), await Balance(account, Roles.IncomeUnlabelled), await Balance(account, Roles.SuspenseDebits));
}
