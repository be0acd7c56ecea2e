using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>Take a gift: voucher, entry and receipt in one transaction.</summary>
/// <param name="Key">Idempotency key, at most 200 ASCII characters, unique in the unit: the same key is the same gift.</param>
/// <param name="Line">The line of a bank statement that brought the money, whole; the gift takes it.</param>
public sealed record RecordDonation(Actor By, Guid UnitId, string Key, GiftForm Form, long? Line = null) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

/// <summary>What the giver takes home.</summary>
/// <param name="VoucherNumber">"PT-VNN-2026-000123".</param>
/// <param name="ReceiptCode">Twelve characters without dashes.</param>
/// <param name="AlreadyKnown">The gift was recorded by an earlier request with the same key.</param>
public sealed record DonationReceipted(Guid DonationId, string VoucherNumber, string ReceiptCode, bool AlreadyKnown, IReadOnlyList<Warning> Warnings);

/// <summary>Something a person should look at; nothing was refused.</summary>
public sealed record Warning(string Code, IReadOnlyList<string> Args);

public static class RecordDonationHandler
{
    public static Guid IdOf(Guid unit, string key) => Ids.Of("donation", unit, key);

    public static async Task<Outcome<DonationReceipted>> Handle(
        RecordDonation command, IRegistry registry, LedgerWriter writer, GiftQueries gifts, LikelyDuplicates duplicates, IPledgedGifts pledges,
        TimeProvider clock, Installation installation, CancellationToken cancellation)
    {
        var id = IdOf(command.UnitId, command.Key);
        var hash = HashOf(command.Form);
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(command.Form.Fund, out var fund) || fund.UnitId != command.UnitId)
            return Refusal.Forbidden("access.unit");

        var completed = command.Form.Pledge is null ? command.Form : await pledges.Complete(command.UnitId, command.Form, cancellation);
        if (!completed.TryGet(out var form)) return await gifts.FirstAnswer(id, hash, cancellation) ?? (Outcome<DonationReceipted>)new(completed.Refusals);
        var around = Surroundings(form, fund, known, VietnamTime.TodayIn(clock));
        var outcome = GiftRules.Check(form, around);
        // A request that was carried out is answered as it was then, even if today's rules or a closed month say no.
        if (!outcome.TryGet(out var gift))
            return await gifts.FirstAnswer(id, hash, cancellation) ?? (Outcome<DonationReceipted>)new(outcome.Refusals);

        var warnings = await duplicates.Warnings(fund, gift, cancellation);
        // Only a voucher of an earlier day can stand behind one of a later day; today's need not ask.
        if (gift.DocumentDate < around.Today
            && await gifts.LastDate(fund, gift.DocumentDate.Year, GiftEntries.VoucherKind(gift.Form.Channel), cancellation) is { } last
            && gift.DocumentDate < last)
        {
            warnings = [.. warnings, new Warning("donation.date_before_last", [VietnamTime.Text(last)])];
        }
        var written = new WrittenGift(command.By, fund, gift, id, around, known.LetterheadOf(fund.Id, gift.DocumentDate), installation.DatabaseCode);
        var answer = await writer.Post(written.Command(id, hash, GuardOf(gift, written, command, pledges, clock)), cancellation);
        switch (answer.Result)
        {
            case PostResult.Written:
                duplicates.Remember(fund, gift, written.VoucherText);
                return new DonationReceipted(id, written.VoucherText, written.ReceiptCode, false, warnings);
            case PostResult.Differs:
                return Refusal.Conflict("donation.key_reused");
            case PostResult.AlreadyKnown:
                return (await gifts.FirstAnswer(id, hash, cancellation))!;
            default:
                return await gifts.FirstAnswer(id, hash, cancellation)
                    ?? Refused(answer.Refusal!, VietnamTime.TodayIn(clock));
        }
    }

    /// <summary>A closed month names the day to use instead.</summary>
    private static Refusal Refused(Refusal refusal, DateOnly today) => refusal.Code == "ledger.month_closed"
        ? Refusal.Invalid("donation.month_closed", "documentDate", refusal.Args[0], VietnamTime.Text(today))
        : refusal;

    /// <summary>The line of a bank statement that this gift names may be there already; then the gift takes it, under the
    /// account's lock, so that an import of the same line at the same moment sees one of the two. Its pledge comes after.</summary>
    private static Func<NpgsqlConnection, CancellationToken, Task<Refusal?>>? GuardOf(
        CheckedGift gift, WrittenGift written, RecordDonation command, IPledgedGifts pledges, TimeProvider clock)
    {
        var reference = written.Account is null || command.Line is not null ? null : gift.Form.BankReference is { Length: > 0 } named ? named : null;
        if (command.Line is null && reference is null && written.Pledged is null) return null;
        return async (connection, cancellation) =>
        {
            if (command.Line is { } line)
            {
                if (written.Account is not { } of) return Refusal.Invalid("donation.account_missing", "account");
                written.Line = await LineClaims.TakeWhole(connection, of, line, [(written.Id, gift.AmountVnd)], command.By.PersonId, clock.GetUtcNow(), cancellation);
                if (written.Line is null) return Refusal.Conflict("matching.line_taken", "line");
            }
            else if (reference is not null)
                written.Line = await LineClaims.TakeExact(connection, written.Account!.Value, reference, gift.AmountVnd, written.Id, command.By.PersonId, clock.GetUtcNow(), cancellation);
            if (written.Pledged is not { } money) return null;
            var received = await pledges.Receive(connection, command.UnitId, [money], command.By.PersonId, cancellation);
            if (!received.TryGet(out var steps)) return received.Refusals[0];
            written.Pledge = steps;
            return null;
        };
    }

    /// <summary>Over what was asked, not over what was made of it: a repeat on the next day without a date is the same request.</summary>
    public static byte[] HashOf(GiftForm form) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form));

    public static GiftSurroundings Surroundings(GiftForm form, Fund fund, RegistrySnapshot known, DateOnly today)
    {
        BankAccount? account = null;
        var accountKnown = form.Account is null
            || (known.AccountsByCode.TryGetValue(form.Account, out account) && account.UnitId == fund.UnitId);
        if (!accountKnown) account = null;

        // An account that is kept for one campaign says which campaign a transfer to it is for.
        var campaign = form.Campaign is { } code ? known.CampaignByCode(fund.UnitId, code)
            : account?.CampaignId is { } own ? known.Campaigns.GetValueOrDefault(own) : null;
        return new GiftSurroundings(
            today, fund.Id, fund.OpenedOn,
            form.Campaign is null || campaign is not null,
            campaign is null ? null : new(campaign.Id, campaign.FundId, campaign.Name, campaign.StartsOn, campaign.EndsOn, fund.Kind == "CT"),
            accountKnown,
            account is null ? null : new(account.Id, account.DefaultFundId, account.CampaignId, account.OpenedOn, account.ClosedOn));
    }
}
