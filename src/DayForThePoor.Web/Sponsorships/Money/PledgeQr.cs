using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts.Transfers;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>What the QR of a pledge asks for.</summary>
public static class QrSums
{
    /// <summary>What is left of the oldest open instalment; of a sponsor, of the oldest of every pledge.</summary>
    public const string Instalment = "instalment";

    /// <summary>What is left of all instalments that fall due until the end of the year.</summary>
    public const string Year = "year";

    /// <summary>The giver types the sum.</summary>
    public const string Free = "free";

    public static readonly IReadOnlyList<string> All = [Instalment, Year, Free];
}

/// <summary>The QR by which money finds its pledge, or all pledges of its sponsor.</summary>
/// <param name="Code">By which reconciliation finds it.</param>
/// <param name="AmountVnd">Null: the giver types it.</param>
/// <param name="Account">That the money goes to.</param>
public sealed record PledgeTransfer(string Code, string Memo, long? AmountVnd, BankAccount Account, VietQr Qr);

/// <summary>The code of a pledge, or of a sponsor for all their pledges, and its QR. Issued when it is first asked for, the same for ever after.</summary>
/// <param name="Sponsor">Then <paramref name="Id"/> is the sponsor's.</param>
/// <param name="Sum">One of <see cref="QrSums"/>; ignored when <paramref name="AmountVnd"/> is given.</param>
/// <param name="Account">Code of one of the fund's accounts; null: its first with a QR.</param>
public sealed record ShowTransfer(Actor By, Guid UnitId, Guid Id, bool Sponsor, string Sum, long? AmountVnd = null, string? Account = null) : IUnitMessage
{
    public Permission Needs => Permission.ReadSponsorships;
}

public static class ShowTransferHandler
{
    public static Task<Outcome<PledgeTransfer>> Handle(ShowTransfer command, PledgeTransfers transfers, CancellationToken cancellation) =>
        transfers.Of(command.UnitId, command.Id, command.Sponsor, command.Sum, command.AmountVnd, command.Account, cancellation);
}

/// <summary>Makes transfers for pledges: account, sum, memo with the code first, so that a bank that cuts memos leaves it whole.</summary>
public sealed class PledgeTransfers(Sessions sessions, IRegistry registry, MoneyPledges pledges, Installation installation, TimeProvider clock)
{
    /// <summary>
    /// Codes: access.unit, pledge.not_through_fund, pledge_payment.sum, pledge_payment.nothing_open, pledge_payment.several_funds, pledge_payment.account,
    /// those of <see cref="TransferQr.Of"/>.
    /// </summary>
    public async Task<Outcome<PledgeTransfer>> Of(Guid unit, Guid id, bool sponsor, string sum, long? amountVnd, string? account, CancellationToken cancellation)
    {
        if (!QrSums.All.Contains(sum)) return Refusal.Invalid("pledge_payment.sum", "what");
        var found = sponsor ? (await pledges.OfSponsor(id, cancellation)).Where(p => p.Shares).ToList()
            : await pledges.Find(id, cancellation) is { } one ? [one] : [];
        if (found.Any(p => p.UnitId != unit) || (found.Count == 0 && !sponsor)) return AccessPolicy.OtherUnit;
        if (found.Count == 0) return Refusal.Conflict("pledge_payment.nothing_shared");
        if (found.Any(p => p.Channel != PledgeChannels.Fund || p.FundId is null)) return Refusal.Conflict("pledge.not_through_fund");
        if (found.DistinctBy(p => p.FundId).Count() > 1) return Refusal.Conflict("pledge_payment.several_funds");

        var today = VietnamTime.TodayIn(clock);
        var known = await registry.Current(cancellation);
        var fund = found[0].FundId!.Value;
        var accounts = known.Accounts.Values.Where(a => a.DefaultFundId == fund && (a.ClosedOn is null || a.ClosedOn > today) && a.CampaignId is null)
            .OrderBy(a => a.Bin is null).ThenBy(a => a.Code, StringComparer.Ordinal).ToList();
        if ((account is { Length: > 0 } ? accounts.Find(a => a.Code == account) : accounts.FirstOrDefault()) is not { } to) return Refusal.Invalid("pledge_payment.account", "account");
        var amount = amountVnd is null && sum != QrSums.Free ? await Asked(found, sum, today, cancellation) : amountVnd;
        if (amount == 0) return Refusal.Conflict("pledge_payment.nothing_open", "what");

        string code;
        await using (var connection = await sessions.Connect(unit, cancellation))
            code = await TransferCodes.Issue(connection, installation.DatabaseCode, new(unit, sponsor ? "sponsor" : "pledge", id, fund), clock.GetUtcNow(), cancellation);
        var memo = $"{code} {Words(sponsor ? found[0].SponsorCode : found[0].CaseCode ?? found[0].SponsorCode)}".TrimEnd();
        return TransferQr.Of(to, amount is { } vnd ? new Vnd(vnd) : null, memo, today).Then<PledgeTransfer>(qr => new PledgeTransfer(code, memo, amount, to, qr));
    }

    private async Task<long> Asked(IReadOnlyList<MoneyPledge> of, string sum, DateOnly today, CancellationToken cancellation)
    {
        var open = await pledges.Open([.. of.Select(p => p.Id)], cancellation);
        return sum == QrSums.Year
            ? open.Where(i => i.DueOn.Year <= today.Year).Sum(i => i.LeftVnd)
            : open.GroupBy(i => i.PledgeId).Sum(of => of.MinBy(i => i.Seq)!.LeftVnd);
    }

    /// <summary>Of a code, what fits into a memo: letters and digits, apart.</summary>
    private static string Words(string code) =>
        new([.. Folding.WithoutMarks(code).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(VietQr.MaxPurposeLength - TransferCode.Length - 1)]);
}
