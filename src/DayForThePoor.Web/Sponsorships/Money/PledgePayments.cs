using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>
/// Takes money for one pledge: from the counter, from an announced transfer, or from a line of a statement. The books know it
/// as any other gift; only its earmark is the pledge's.
/// </summary>
public sealed class PledgePayments(
    Sessions sessions, IRegistry registry, LedgerWriter writer, GiftQueries gifts, LikelyDuplicates duplicates, IPledgedGifts pledged, TimeProvider clock, Installation installation)
{
    /// <summary>Codes: pledge.not_through_fund, pledge_payment.channel, pledge_payment.code_of_other, pledge_payment.account, those of a gift and of <see cref="PledgeDecider.Receive"/>.</summary>
    /// <param name="line">The whole of it becomes the payment; amount, day, account and reference are the line's.</param>
    public async Task<Outcome<PledgePaid>> Pay(Actor by, MoneyPledge pledge, string key, PledgePayment form, LineMoney? line, CancellationToken cancellation)
    {
        if (pledge.Channel != PledgeChannels.Fund || pledge.FundId is not { } fundId) return Refusal.Conflict("pledge.not_through_fund");
        if (form.Channel is not (Channels.Cash or Channels.Transfer)) return Refusal.Invalid("pledge_payment.channel", "channel");
        if (await WhyOther(pledge, form.Memo, cancellation) is { } other) return other;
        var known = await registry.Current(cancellation);
        var fund = known.Funds[fundId];
        var account = line is null ? AccountOf(known, fund, form.Channel, form.Account) : ""; // a line says which account it stands in
        if (!account.TryGet(out var code)) return new(account.Refusals);

        var gift = new GiftForm(
            fund.Code, form.Channel, form.AmountVnd, PayerName: form.PayerName, DocumentDate: form.DocumentDate, Account: code.Length == 0 ? null : code, BankReference: form.BankReference,
            Pledge: pledge.Id, Occasion: form.Occasion, PledgeNote: form.Narration);
        if (line is not null)
        {
            var ofLine = await OfLine(gift, line, fund, known, cancellation);
            if (!ofLine.TryGet(out gift)) return new(ofLine.Refusals);
        }
        var outcome = await RecordDonationHandler.Handle(
            new RecordDonation(by, pledge.UnitId, key, gift, line?.Id), registry, writer, gifts, duplicates, pledged, clock, installation, cancellation);
        if (!outcome.TryGet(out var receipted)) return new(outcome.Refusals);
        var parts = await Parts([receipted.DonationId], cancellation);
        return new PledgePaid(
            receipted.DonationId, pledge.Id, receipted.VoucherNumber, receipted.ReceiptCode, receipted.AlreadyKnown, [.. parts[receipted.DonationId]], receipted.Warnings);
    }

    /// <summary>The form of a gift that a line brought.</summary>
    internal async Task<Outcome<GiftForm>> OfLine(GiftForm form, LineMoney line, Fund fund, RegistrySnapshot known, CancellationToken cancellation)
    {
        if (line.Account.FundId != fund.Id) return Refusal.Invalid("pledge_payment.other_fund", "line", fund.Code);
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        var closed = await DocumentDates.ClosedMonths(connection, fund.UnitId, cancellation);
        return form with
        {
            Channel = Channels.Transfer,
            DocumentDate = DocumentDates.Of(known, fund.UnitId, line.Day, VietnamTime.TodayIn(clock), closed),
            Account = known.Accounts[line.Account.Id].Code,
            // Some banks put words where the reference belongs; the line itself is named anyway.
            BankReference = line.Reference.Length > 0 && GiftRules.IsReference(line.Reference) ? line.Reference : null,
        };
    }

    /// <summary>A transfer without an account goes to the fund's only open one.</summary>
    internal static Outcome<string> AccountOf(RegistrySnapshot known, Fund fund, string channel, string? asked)
    {
        if (channel != Channels.Transfer) return asked ?? "";
        if (asked is { Length: > 0 }) return asked;
        var open = known.Accounts.Values.Where(a => a.DefaultFundId == fund.Id && a.ClosedOn is null && a.CampaignId is null).ToList();
        return open.Count == 1 ? open[0].Code : Refusal.Invalid("pledge_payment.account", "account");
    }

    /// <summary>What the gifts are for, as the pledges say now.</summary>
    public async Task<ILookup<Guid, PaidPart>> Parts(IReadOnlyList<Guid> gifts, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select r.gift_id, r.kind, r.amount, r.seq, i.due_on, r.occasion from sponsorships.received_part r
            left join sponsorships.instalment i on i.pledge_id = r.pledge_id and i.seq = r.seq where r.gift_id = any($1) order by r.gift_id, r.ordinal
            """, connection) { Parameters = { new() { Value = gifts.ToArray() } } };
        List<(Guid Gift, PaidPart Part)> parts = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            parts.Add((row.GetGuid(0), new(
                row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt32(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.IsDBNull(5) ? null : row.GetString(5))));
        }
        return parts.ToLookup(p => p.Gift, p => p.Part);
    }

    /// <summary>A memo that names something else: somebody has the wrong pledge before them.</summary>
    private async Task<Refusal?> WhyOther(MoneyPledge pledge, string? memo, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(memo) || CodeReader.Find(memo, installation.DatabaseCode) is not { Count: > 0 } codes) return null;
        await using var connection = await sessions.Connect(pledge.UnitId, cancellation);
        var issued = await IssuedCodes.Find(connection, pledge.UnitId, codes, cancellation);
        return issued.Values.Any(code => code.Named != pledge.Id && code.Named != pledge.SponsorId) ? Refusal.Conflict("pledge_payment.code_of_other", "memo") : null;
    }
}
