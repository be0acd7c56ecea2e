using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>
/// One payment of a sponsor for several pledges: a gift and a receipt for each, all written in one transaction, and one line
/// of a statement taken by all of them.
/// </summary>
public sealed class SharedPayments(
    IRegistry registry, LedgerWriter writer, GiftQueries gifts, IPledgedGifts pledged, MoneyPledges pledges, PledgePayments payments, TimeProvider clock, Installation installation)
{
    /// <summary>A company with more children pays in several sums.</summary>
    public const int MostPledges = 200;

    private sealed record Share(MoneyPledge Pledge, long AmountVnd);

    public static Guid GiftOf(Guid unit, string key, Guid pledge) => Ids.Of("donation", unit, $"{key}/{pledge:N}");

    /// <summary>
    /// Codes: pledge_payment.nothing_shared, pledge_payment.not_shared, pledge_payment.several_funds, pledge_payment.parts_sum, pledge_payment.part_of_other,
    /// pledge_payment.too_many, pledge_payment.changed, matching.line_taken, and those of one payment.
    /// </summary>
    public async Task<Outcome<PledgesPaid>> Pay(Actor by, MoneySponsor sponsor, string key, SponsorPayment form, LineMoney? line, CancellationToken cancellation)
    {
        var of = await pledges.OfSponsor(sponsor.Id, cancellation);
        var request = Ids.Of("pledge-payments", sponsor.UnitId, key);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { sponsor.Id, form, Line = line?.Id }));
        var before = await Before(sponsor.UnitId, key, hash, of, cancellation);
        if (before is not null) return before;

        var shared = await Shares(of, form, cancellation);
        if (!shared.TryGet(out var shares)) return new(shared.Refusals);
        var known = await registry.Current(cancellation);
        var fund = known.Funds[shares[0].Pledge.FundId!.Value];
        var account = line is null ? PledgePayments.AccountOf(known, fund, form.Channel, form.Account) : ""; // a line says which account it stands in
        if (!account.TryGet(out var code)) return new(account.Refusals);

        List<WrittenGift> written = [];
        foreach (var share in shares)
        {
            var outcome = await Written(by, sponsor.UnitId, key, form with { Account = code.Length == 0 ? null : code }, share, line, fund, known, cancellation);
            if (!outcome.TryGet(out var gift)) return new(outcome.Refusals);
            written.Add(gift);
        }
        var answer = await writer.Post(Command(request, hash, sponsor.UnitId, by, written, form, line), cancellation);
        if (answer.Result is PostResult.Written)
        {
            var parts = await payments.Parts([.. written.Select(w => w.Id)], cancellation);
            return new PledgesPaid([.. written.Zip(shares, (w, s) => new PledgePaid(w.Id, s.Pledge.Id, w.VoucherText, w.ReceiptCode, false, [.. parts[w.Id]], []))], false);
        }
        if (answer.Result == PostResult.Refused) return answer.Refusal!;
        // A twin came first: with the same content its answer is this one's, with other content the key is taken.
        return await Before(sponsor.UnitId, key, hash, of, cancellation) ?? Refusal.Conflict("donation.key_reused");
    }

    private async Task<Outcome<WrittenGift>> Written(
        Actor by, Guid unit, string key, SponsorPayment form, Share share, LineMoney? line, Fund fund, RegistrySnapshot known, CancellationToken cancellation)
    {
        var gift = new GiftForm(
            fund.Code, form.Channel, share.AmountVnd, PayerName: form.PayerName, DocumentDate: form.DocumentDate, Account: form.Account, BankReference: form.BankReference,
            Pledge: share.Pledge.Id, PledgeNote: form.Narration);
        if (line is not null)
        {
            var ofLine = await payments.OfLine(gift, line, fund, known, cancellation);
            if (!ofLine.TryGet(out gift)) return new(ofLine.Refusals);
        }
        var completed = await pledged.Complete(unit, gift, cancellation);
        if (!completed.TryGet(out gift)) return new(completed.Refusals);
        var around = RecordDonationHandler.Surroundings(gift, fund, known, VietnamTime.TodayIn(clock));
        return GiftRules.Check(gift, around).Then<WrittenGift>(
            ok => new WrittenGift(by, fund, ok, GiftOf(unit, key, share.Pledge.Id), around, known.LetterheadOf(fund.Id, ok.DocumentDate), installation.DatabaseCode));
    }

    private LedgerCommand Command(Guid request, byte[] hash, Guid unit, Actor by, List<WrittenGift> written, SponsorPayment form, LineMoney? line) =>
        new(request, hash, unit, [.. written.Select(w => w.Pledged!.On).Distinct()], [.. written.SelectMany(w => w.Numbers)], numbers =>
        {
            List<StreamAppend> streams = [];
            List<SealedText> texts = [];
            var at = 0;
            foreach (var gift in written)
            {
                var draft = gift.Draft([.. numbers.Skip(at).Take(gift.Numbers.Count)]);
                at += gift.Numbers.Count;
                streams.AddRange(draft.Streams);
                texts.AddRange(draft.Texts);
            }
            return new Draft(streams, texts);
        })
        {
            Accounts = written[0].Account is { } account ? [account] : [],
            Guard = async (connection, stop) =>
            {
                await Remember(connection, [.. written.Select(w => w.Id)], hash, stop);
                if (await WhyNotTake(connection, by, written, form, line, stop) is { } taken) return taken;
                var received = await pledged.Receive(connection, unit, [.. written.Select(w => w.Pledged!)], by.PersonId, stop);
                if (!received.TryGet(out var steps)) return received.Refusals[0];
                // The shares were worked out before the pledges were held: somebody may have paid meanwhile.
                var whole = steps.Streams.SelectMany(s => s.Events).OfType<PledgeReceived>().All(r => r.Parts.All(p => p.Kind == PartKinds.Instalment));
                if (form.Parts is null && !whole) return Refusal.Conflict("pledge_payment.changed");
                written[0].Pledge = steps;
                return null;
            },
        };

    /// <summary>The line that brought the sum: the one that is named, or the only one of this reference and sum.</summary>
    private async Task<Refusal?> WhyNotTake(
        NpgsqlConnection connection, Actor by, List<WrittenGift> written, SponsorPayment form, LineMoney? line, CancellationToken cancellation)
    {
        if (written[0].Account is not { } account) return null;
        var id = line?.Id ?? (form.BankReference is { Length: > 0 } reference
            ? await LineClaims.Only(connection, account, reference, written.Sum(w => w.Pledged!.AmountVnd), cancellation) : null);
        if (id is not { } one) return null;
        var taken = await LineClaims.TakeWhole(
            connection, account, one, [.. written.Select(w => (w.Id, w.Pledged!.AmountVnd))], by.PersonId, clock.GetUtcNow(), cancellation);
        if (taken is null) return line is null ? null : Refusal.Conflict("matching.line_taken", "line");
        foreach (var (gift, i) in written.Select((gift, i) => (gift, i))) gift.Line = i == 0 ? taken : taken with { Freed = [] };
        return null;
    }

    /// <summary>Each gift is also found by its own id, as one that came alone.</summary>
    private static async Task Remember(NpgsqlConnection connection, Guid[] gifts, byte[] hash, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into ledger.request (id, content_hash) select id, $2 from unnest($1::uuid[]) id on conflict do nothing", connection)
        {
            Parameters = { new() { Value = gifts }, new() { Value = hash } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Outcome<PledgesPaid>?> Before(Guid unit, string key, byte[] hash, IReadOnlyList<MoneyPledge> of, CancellationToken cancellation)
    {
        List<(Guid Pledge, DonationReceipted Gift)> found = [];
        foreach (var pledge in of)
        {
            if (await gifts.FirstAnswer(GiftOf(unit, key, pledge.Id), hash, cancellation) is not { } answer) continue;
            if (!answer.TryGet(out var receipted)) return new(answer.Refusals);
            found.Add((pledge.Id, receipted));
        }
        if (found.Count == 0) return null;
        var parts = await payments.Parts([.. found.Select(f => f.Gift.DonationId)], cancellation);
        return new PledgesPaid(
            [.. found.Select(f => new PledgePaid(f.Gift.DonationId, f.Pledge, f.Gift.VoucherNumber, f.Gift.ReceiptCode, true, [.. parts[f.Gift.DonationId]], []))], true);
    }

    private async Task<Outcome<IReadOnlyList<Share>>> Shares(IReadOnlyList<MoneyPledge> of, SponsorPayment form, CancellationToken cancellation)
    {
        if (form.Channel is not (Channels.Cash or Channels.Transfer)) return Refusal.Invalid("pledge_payment.channel", "channel");
        if (form.AmountVnd is not { } amount) return Refusal.Invalid("donation.amount_missing", "amountVnd");
        var shares = form.Parts is { Count: > 0 } parts ? Named(of, parts, amount) : await Exact(of, amount, cancellation);
        if (!shares.TryGet(out var found)) return shares;
        if (found.Count > MostPledges) return Refusal.Invalid("pledge_payment.too_many", "parts", $"{MostPledges}");
        return found.Select(s => s.Pledge.FundId).Distinct().Count() > 1 ? Refusal.Invalid("pledge_payment.several_funds", "parts") : shares;
    }

    private static Outcome<IReadOnlyList<Share>> Named(IReadOnlyList<MoneyPledge> of, IReadOnlyList<SharedPart> parts, long amount)
    {
        if (parts.Any(p => p.AmountVnd <= 0)) return Refusal.Invalid("donation.amount_not_positive", "parts");
        if (parts.Sum(p => p.AmountVnd) != amount) return Refusal.Invalid("pledge_payment.parts_sum", "parts", Text(parts.Sum(p => p.AmountVnd)), Text(amount));
        if (parts.Any(p => of.All(pledge => pledge.Id != p.Pledge))) return Refusal.Invalid("pledge_payment.part_of_other", "parts");
        if (of.Any(pledge => pledge.Channel != PledgeChannels.Fund && parts.Any(p => p.Pledge == pledge.Id))) return Refusal.Conflict("pledge.not_through_fund", "parts");
        return parts.Select(p => new Share(of.First(pledge => pledge.Id == p.Pledge), p.AmountVnd)).ToList();
    }

    private async Task<Outcome<IReadOnlyList<Share>>> Exact(IReadOnlyList<MoneyPledge> of, long amount, CancellationToken cancellation)
    {
        var going = of.Where(p => p.Shares).ToList();
        var open = (await pledges.Open([.. going.Select(p => p.Id)], cancellation)).ToLookup(i => i.PledgeId, i => i.LeftVnd);
        going = [.. going.Where(p => open[p.Id].Any())];
        if (going.Count == 0) return Refusal.Conflict("pledge_payment.nothing_shared");
        return SharedPayment.Of([.. going.Select(p => (IReadOnlyList<long>)[.. open[p.Id]])], amount) is { } shares
            ? going.Zip(shares, (pledge, share) => new Share(pledge, share)).ToList()
            : Refusal.Conflict("pledge_payment.not_shared", "amountVnd", Text(amount), $"{going.Count}", Text(going.Sum(p => open[p.Id].First())));
    }

    private static string Text(long vnd) => MoneyText.Format(new Vnd(vnd));
}
