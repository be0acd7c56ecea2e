using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.IntegrationTests.Statements;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Payments.Levels;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Payments;

/// <summary>A commune and the city above it, both with books, money and people.</summary>
public abstract class LevelsTest(AppFixture app) : StatementTest(app)
{
    private static int accounts;

    /// <param name="Accountant">Of the city, and so of everything under it.</param>
    /// <param name="Approver">The same.</param>
    protected sealed record TwoLevels(Commune Commune, string CityCode, Guid City, BankAccount Account, BankAccount CityAccount, TestPerson Accountant, TestPerson Approver)
    {
        public string CityFund => $"{CityCode}-VNN";

        public Guid FundId => Account.DefaultFundId;

        public Guid CityFundId => CityAccount.DefaultFundId;
    }

    protected T The<T>() where T : notnull => App.Services.GetRequiredService<T>();

    protected async Task<TwoLevels> NewLevels()
    {
        var commune = await App.NewCommune();
        // The city is that of other tests too; whoever comes first opens its books.
        await Send<Outcome<UnitOpened>>(new OpenUnit(Actor.System, commune.ParentId, new UnitOpening("Đường Một", "0236 000 0001", new DateOnly(2024, 1, 1))));
        var known = await The<IRegistry>().Current(Ct);
        var city = known.UnitsNow[commune.ParentId].Code;
        return new TwoLevels(
            commune, city, commune.ParentId, await NewAccount(commune.UnitId, commune.Code), await NewAccount(commune.ParentId, city),
            await App.NewPerson(PersonRoles.Accountant, commune.ParentId), await App.NewPerson(PersonRoles.Approver, commune.ParentId));
    }

    private async Task<BankAccount> NewAccount(Guid unit, string code)
    {
        var number = Interlocked.Increment(ref accounts);
        var form = new BankAccountForm($"{code}-L{number}", "bank", "970436", $"00999{number:D6}", "BVD QUY VNN", $"{code}-VNN", OpenedOn: new DateOnly(2024, 1, 1));
        return (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, unit, form))).Value;
    }

    /// <summary>Money that somebody gave, in the box and on its way to the bank.</summary>
    protected async Task Give(Guid unit, string fund, long cash, BankAccount? account = null, long byBank = 0)
    {
        async Task Receive(string channel, long amount, string? code)
        {
            var form = new OtherReceiptForm(fund, Roles.IncomeOther, channel, amount, "Một đơn vị", "Tiền đầu kỳ", Today.AddDays(-3), code);
            (await Send<Outcome<EntryPosted>>(new RecordOtherReceipt(Actor.System, unit, $"{Guid.NewGuid():N}", form))).IsRefused.ShouldBeFalse();
        }
        if (cash > 0) await Receive(Channels.Cash, cash, null);
        if (byBank > 0) await Receive(Channels.Transfer, byBank, account!.Code);
    }

    protected static TransferForm Up(TwoLevels at, long amount, string channel = Channels.Cash) => new(
        at.Commune.Fund, TransferKinds.PaidUp, channel, amount, "Nộp quỹ quý IV", channel == Channels.Cash ? null : at.Account.Code, at.CityFund,
        channel == Channels.Cash ? null : at.CityAccount.Code);

    protected static TransferForm Down(TwoLevels at, long amount, string channel = Channels.Cash, IReadOnlyList<TransferLineForm>? lines = null) => new(
        at.CityFund, TransferKinds.Allocation, channel, amount, "Phân bổ xây nhà", channel == Channels.Cash ? null : at.CityAccount.Code, at.Commune.Fund,
        channel == Channels.Cash ? null : at.Account.Code, DecisionNumber: "12/QĐ-MTTQ-BTT", DecisionDate: Today.AddDays(-1), Lines: lines);

    protected Task<Outcome<TransferStep>> Prepare(TwoLevels at, TransferForm form, string? key = null) => Send<Outcome<TransferStep>>(
        new PrepareTransfer(at.Accountant.Actor, form.Fund == at.CityFund ? at.City : at.Commune.UnitId, key ?? $"{Guid.NewGuid():N}", form));

    protected Task<Outcome<TransferStep>> Approve(TwoLevels at, Guid id, bool fromCity) =>
        Send<Outcome<TransferStep>>(new ApproveTransfer(at.Approver.Actor, fromCity ? at.City : at.Commune.UnitId, id));

    protected Task<Outcome<TransferStep>> Confirm(TwoLevels at, Guid id, bool toCity) =>
        Send<Outcome<TransferStep>>(new ConfirmTransfer(at.Accountant.Actor, toCity ? at.City : at.Commune.UnitId, id, new()));

    /// <summary>Prepared and approved.</summary>
    protected async Task<Guid> Sent(TwoLevels at, TransferForm form)
    {
        var prepared = await Prepare(at, form);
        prepared.IsRefused.ShouldBeFalse(prepared.ToString());
        var approved = await Approve(at, prepared.Value.Id, form.Fund == at.CityFund);
        approved.IsRefused.ShouldBeFalse(approved.ToString());
        return prepared.Value.Id;
    }

    /// <summary>Debits less credits of a role in a fund, towards another where one is named, đồng.</summary>
    protected Task<long> Balance(Guid fund, string role, Guid? counter = null) => Scalar<long>("""
        select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p join ledger.entry e on e.id = p.entry_id
        where e.fund_id = $1 and p.role = $2 and ($3 = '' or p.counter_fund_id::text = $3)
        """, fund, role, counter?.ToString("D") ?? "");

    protected async Task BooksAgree() => (await The<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();
}
