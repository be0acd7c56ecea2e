using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Ledger;

/// <summary>Take back another receipt, a move of cash or opening balances that were recorded by mistake, whole and once.</summary>
public sealed record ReverseEntry(Actor By, Guid UnitId, Guid OriginalId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class ReverseEntryHandler
{
    public static async Task<Outcome<EntryPosted>> Handle(
        ReverseEntry command, Sessions sessions, IRegistry registry, LedgerWriter writer, EntryQueries entries,
        IEnumerable<IReversalGuard> guards, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", 500);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        await using var session = sessions.Query(command.UnitId);
        var events = await session.Events.FetchStreamAsync(command.OriginalId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not (OtherReceiptRecorded or CashMoved or OpeningBalancesSet)
            || ((ICarriesEntries)events[0].Data).Entries[0] is not { } original || original.UnitId != command.UnitId)
            return Refusal.NotFound("ledger.entry_unknown");

        var fund = (await registry.Current(cancellation)).Funds[original.FundId];
        var today = VietnamTime.TodayIn(clock);
        var cash = original.Postings.Where(p => p.Role == Roles.Cash).Sum(p => p.Side == Side.Debit ? p.Amount : -p.Amount);
        var request = RequestIds.OfReversal(command.OriginalId);
        var answer = await writer.Post(
            new LedgerCommand(
                request, [], command.UnitId, [today], [new NumberNeed(fund.Id, today.Year, VoucherKinds.General, today)],
                numbers =>
                {
                    var (rows, commitments) = SealedTexts.Of(request, new Dictionary<string, string> { ["void_reason"] = words });
                    var entry = original.Reversal(new VoucherNumber(VoucherKinds.General, today.Year, numbers[0]), today) with { ValueDate = original.ValueDate }; // a bank's balance is corrected as of the bank's day
                    return new Draft([StreamAppend.Next(command.OriginalId, 1, new LedgerEntryReversed(command.OriginalId, commitments, [entry], command.By.PersonId))], rows);
                })
            {
                Accounts = [.. original.Postings.Select(p => p.AccountId).OfType<Guid>()],
                GuardedFunds = [fund.Id],
                Guard = async (connection, stop) =>
                {
                    foreach (var guard in guards)
                        if (await guard.WhyNot(connection, command.OriginalId, stop) is { } built) return built;
                    return cash > 0 ? await CashBox.WhyNotTake(connection, fund.Id, today, cash, stop) : null;
                },
            },
            cancellation);
        return await entries.Answer(JournalEntry.ReversalId(original.Id), fund, answer, cancellation, isEntryId: true);
    }
}
