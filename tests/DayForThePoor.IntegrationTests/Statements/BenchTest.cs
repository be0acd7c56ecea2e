using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Statements.Bench;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>A commune whose statement lines are told what they are.</summary>
public abstract class BenchTest(AppFixture app) : StatementTest(app)
{
    protected static readonly DateOnly Day = new(2026, 8, 3);

    protected static string CommuneOf(BankAccount account) => account.Code[..account.Code.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Id of the line with this reference.</summary>
    protected Task<long> Line(BankAccount account, string reference) =>
        Scalar<long>("select id from statements.line where account_id = $1 and reference = $2", account.Id, reference);

    protected async Task<long> Open(long line) =>
        (await App.Services.GetRequiredService<OpenLines>().Find([line], Ct)).Single().OpenVnd;

    /// <summary>Debits less credits of a role in all books of the account's unit.</summary>
    protected Task<long> InUnit(BankAccount account, string role) => Scalar<long>("""
        select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint
        from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and p.role = $2
        """, account.UnitId, role);

    protected Task<Outcome<MatchesMade>> Tell(BankAccount account, long line, long amount, string purpose, Guid? item = null, string? note = null) =>
        Tell(account, [new ToldPart(purpose, [new MatchTake(line, amount, item)])], note);

    protected Task<Outcome<MatchesMade>> Tell(BankAccount account, IReadOnlyList<ToldPart> parts, string? note = null, string? key = null) =>
        Send<Outcome<MatchesMade>>(new TellLines(Actor.System, account.UnitId, key ?? $"{Guid.NewGuid():N}", parts, note));

    protected async Task<Guid> Announce(BankAccount account, long amount, string name = "Trần Thị Lựu")
    {
        var form = new GiftForm($"{CommuneOf(account)}-VNN", Channels.Transfer, amount, name, Account: account.Code, DocumentDate: Day);
        return (await Send<Outcome<DonationReceipted>>(new RecordDonation(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", form))).Value.DonationId;
    }

    /// <summary>Another account of the same commune and fund, or of its relief fund.</summary>
    protected async Task<BankAccount> SecondAccount(BankAccount first, string fund = FundKinds.ForThePoor)
    {
        var code = CommuneOf(first);
        var form = new BankAccountForm($"{code}-{(fund == FundKinds.Relief ? "CTG" : "AGR")}", "bank", "970415", $"0022{code}{fund.Length}", "UBMTTQ xã", $"{code}-{fund}", OpenedOn: new DateOnly(2024, 1, 1));
        return (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, first.UnitId, form))).Value;
    }

    /// <summary>A campaign of the permanent fund.</summary>
    protected async Task<Campaign> Campaign(BankAccount account, string code = "TCD26") => (await Send<Outcome<Campaign>>(
        new OpenCampaign(Actor.System, account.UnitId, new CampaignForm(code, "Tháng cao điểm", $"{CommuneOf(account)}-VNN", new DateOnly(2026, 1, 1))))).Value;

    /// <summary>A relief campaign with an account of its own.</summary>
    protected async Task<(BankAccount Account, Campaign Campaign)> Relief(DateOnly from, DateOnly to)
    {
        var account = await SecondAccount(await NewAccount(), FundKinds.Relief);
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);
        var parent = known.UnitsNow[known.UnitsNow[account.UnitId].ParentId!.Value].Code;
        var form = new CampaignForm("BL26", "Ủng hộ đồng bào vùng lũ", $"{CommuneOf(account)}-CT", from, to, "12/LKG", from.AddDays(-1), parent, account.Code);
        var campaign = (await Send<Outcome<Campaign>>(new OpenCampaign(Actor.System, account.UnitId, form))).Value;
        return (account, campaign);
    }
}
