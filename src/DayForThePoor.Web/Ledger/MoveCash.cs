using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Ledger;

/// <param name="Direction"><c>deposit</c>: nộp tiền mặt vào tài khoản. <c>draw</c>: rút tiền gửi về quỹ.</param>
public sealed record MoveCashForm(string Fund, string Direction, string Account, long AmountVnd, DateOnly? DocumentDate = null);

/// <summary>Cash goes to the bank or comes from it. The bank's side is posted from its statement, until then it is in transit.</summary>
public sealed record MoveCash(Actor By, Guid UnitId, string Key, MoveCashForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class MoveCashHandler
{
    public const string Deposit = "deposit";
    public const string Draw = "draw";

    public static async Task<Outcome<EntryPosted>> Handle(
        MoveCash command, IRegistry registry, LedgerWriter writer, EntryQueries entries, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund, out var fund) || fund.UnitId != command.UnitId) return Refusal.Forbidden("access.unit");
        var today = VietnamTime.TodayIn(clock);
        var date = form.DocumentDate ?? today;
        List<Refusal> no = [.. EntryRules.WhyNot(form.AmountVnd, date, today, fund)];
        if (form.Direction is not (Deposit or Draw)) no.Add(Refusal.Invalid("ledger.direction_unknown", "direction"));
        var account = EntryRules.Account(form.Account, true, fund, known, no);
        if (no.Count > 0) return no;

        var id = Ids.Of("cash-moved", command.UnitId, command.Key);
        var deposit = form.Direction == Deposit;
        var kind = deposit ? VoucherKinds.CashOut : VoucherKinds.CashIn;
        var answer = await writer.Post(
            new LedgerCommand(
                id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), command.UnitId, [date], [new NumberNeed(fund.Id, date.Year, kind, date)],
                numbers =>
                {
                    var (to, from) = deposit ? (Roles.InTransit, Roles.Cash) : (Roles.Cash, Roles.InTransit);
                    var entry = new JournalEntry(
                        EntryQueries.EntryIdOf(id), command.UnitId, fund.Id, new VoucherNumber(kind, date.Year, numbers[0]), date,
                        [
                            Posting.Debit(to, form.AmountVnd) with { AccountId = deposit ? account : null },
                            Posting.Credit(from, form.AmountVnd) with { AccountId = deposit ? null : account },
                        ]);
                    return new Draft(
                        [StreamAppend.Start(id, new CashMoved(id, command.UnitId, fund.Id, form.Direction, account!.Value, form.AmountVnd, date, [entry], command.By.PersonId))],
                        []);
                })
            {
                GuardedFunds = deposit ? [fund.Id] : [],
                Guard = deposit ? (connection, stop) => CashBox.WhyNotTake(connection, fund.Id, date, form.AmountVnd, stop) : null,
            },
            cancellation);
        return await entries.Answer(id, fund, answer, cancellation);
    }
}
