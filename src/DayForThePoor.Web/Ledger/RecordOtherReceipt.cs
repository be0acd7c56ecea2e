using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Ledger;

/// <summary>Money that is no gift (cấp trên phân bổ, ngân sách cấp, lãi, hoàn ứng): a voucher, and no donor receipt.</summary>
/// <param name="Kind">income_allocated, income_budget, income_interest, income_other or advance.</param>
/// <param name="Channel">cash or transfer.</param>
public sealed record OtherReceiptForm(
    string Fund, string Kind, string Channel, long AmountVnd, string? PayerName, string? Narration, DateOnly? DocumentDate = null, string? Account = null);

public sealed record RecordOtherReceipt(Actor By, Guid UnitId, string Key, OtherReceiptForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public sealed record EntryPosted(Guid Id, string VoucherNumber, bool AlreadyKnown);

public static class RecordOtherReceiptHandler
{
    public static readonly IReadOnlyList<string> Kinds =
        [Roles.IncomeAllocated, Roles.IncomeBudget, Roles.IncomeInterest, Roles.IncomeOther, Roles.Advance];

    public static async Task<Outcome<EntryPosted>> Handle(
        RecordOtherReceipt command, IRegistry registry, LedgerWriter writer, EntryQueries entries, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund, out var fund) || fund.UnitId != command.UnitId) return Refusal.Forbidden("access.unit");
        var today = VietnamTime.TodayIn(clock);
        var date = form.DocumentDate ?? today;
        List<Refusal> no = [.. EntryRules.WhyNot(form.AmountVnd, date, today, fund)];
        if (!Kinds.Contains(form.Kind)) no.Add(Refusal.Invalid("ledger.kind_unknown", "kind"));
        if (form.Channel is not (Channels.Cash or Channels.Transfer)) no.Add(Refusal.Invalid("donation.channel_unknown", "channel"));
        var account = EntryRules.Account(form.Account, form.Channel == Channels.Transfer, fund, known, no);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        EntryRules.Keep(texts, "payer_name", CleanText.Check(form.PayerName, "payerName"), no);
        EntryRules.Keep(texts, "narration", CleanText.CheckRequired(form.Narration, "narration", 300), no);
        if (no.Count > 0) return no;

        var id = Ids.Of("other-receipt", command.UnitId, command.Key);
        var kind = form.Channel == Channels.Cash ? VoucherKinds.CashIn : VoucherKinds.General;
        var answer = await writer.Post(
            new LedgerCommand(
                id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), command.UnitId, [date], [new NumberNeed(fund.Id, date.Year, kind, date)],
                numbers =>
                {
                    var (rows, commitments) = SealedTexts.Of(id, texts);
                    var debit = form.Channel == Channels.Cash
                        ? Posting.Debit(Roles.Cash, form.AmountVnd)
                        : Posting.Debit(Roles.InTransit, form.AmountVnd) with { AccountId = account };
                    var entry = new JournalEntry(
                        EntryQueries.EntryIdOf(id), command.UnitId, fund.Id, new VoucherNumber(kind, date.Year, numbers[0]), date,
                        [debit, Posting.Credit(form.Kind, form.AmountVnd)]);
                    var recorded = new OtherReceiptRecorded(
                        id, command.UnitId, fund.Id, form.Kind, form.Channel, form.AmountVnd, date, commitments, [entry], command.By.PersonId);
                    return new Draft([StreamAppend.Start(id, recorded)], rows);
                }),
            cancellation);
        return await entries.Answer(id, fund, answer, cancellation);
    }
}
