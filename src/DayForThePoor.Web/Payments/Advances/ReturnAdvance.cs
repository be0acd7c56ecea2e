using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments.Advances;

/// <param name="Channel">cash or transfer.</param>
/// <param name="AmountVnd">Whole đồng; no more than is open.</param>
public sealed record ReturnAdvanceForm(string Channel, long AmountVnd, string? Account = null, DateOnly? DocumentDate = null);

/// <summary>Hoàn ứng: what was not spent is handed back, by a phiếu thu or into the bank. Whoever took the advance is named as the payer.</summary>
public sealed record ReturnAdvance(Actor By, Guid UnitId, string Key, Guid AdvanceId, ReturnAdvanceForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class ReturnAdvanceHandler
{
    public static async Task<Outcome<EntryPosted>> Handle(
        ReturnAdvance command, Sessions sessions, IRegistry registry, LedgerWriter writer, EntryQueries entries, AdvanceQueries advances, TimeProvider clock, CancellationToken cancellation)
    {
        if (await advances.Find(command.AdvanceId, cancellation) is not { } advance || advance.UnitId != command.UnitId) return Refusal.NotFound("advance.unknown");
        var (form, known, today) = (command.Form, await registry.Current(cancellation), VietnamTime.TodayIn(clock));
        var fund = known.Funds[advance.FundId];
        var date = form.DocumentDate ?? today;
        List<Refusal> no = [.. EntryRules.WhyNot(form.AmountVnd, date, today, fund)];
        if (form.Channel is not (Channels.Cash or Channels.Transfer)) no.Add(Refusal.Invalid("donation.channel_unknown", "channel"));
        var account = EntryRules.Account(form.Account, form.Channel == Channels.Transfer, fund, known, no);
        if (date < advance.PaidOn) no.Add(Refusal.Invalid("advance.returned_before", "documentDate", VietnamTime.Text(advance.PaidOn.Value)));
        if (no.Count > 0) return no;

        var id = Ids.Of("other-receipt", command.UnitId, command.Key);
        var cash = form.Channel == Channels.Cash;
        var kind = cash ? VoucherKinds.CashIn : VoucherKinds.General;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["narration"] = $"Hoàn ứng phiếu {advance.Voucher}" };
        EntryRules.Keep(texts, "payer_name", CleanText.Check(advance.Person), no);
        var answer = await writer.Post(
            new LedgerCommand(
                id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { command.AdvanceId, form })), command.UnitId, [date], [new NumberNeed(fund.Id, date.Year, kind, date)],
                numbers =>
                {
                    var (rows, commitments) = SealedTexts.Of(id, texts);
                    var debit = cash ? Posting.Debit(Roles.Cash, form.AmountVnd) : Posting.Debit(Roles.InTransit, form.AmountVnd) with { AccountId = account };
                    var entry = new JournalEntry(
                        EntryQueries.EntryIdOf(id), command.UnitId, fund.Id, new VoucherNumber(kind, date.Year, numbers[0]), date, [debit, Posting.Credit(Roles.Advance, form.AmountVnd)]);
                    return new Draft(
                        [StreamAppend.Start(id, new OtherReceiptRecorded(id, command.UnitId, fund.Id, Roles.Advance, form.Channel, form.AmountVnd, date, commitments, [entry], command.By.PersonId))], rows);
                })
            {
                GuardedFunds = [fund.Id],
                Guard = (connection, stop) => AdvanceLinks.Return(connection, command.UnitId, command.AdvanceId, id, form.AmountVnd, stop),
            },
            cancellation);
        return await entries.Answer(id, fund, answer, cancellation);
    }
}
