using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Demo;

/// <summary>A command of the sample was refused: the sample and the rules have grown apart.</summary>
public sealed class DemoRefused(object command, IReadOnlyList<Refusal> refusals)
    : Exception($"{command.GetType().Name}: {string.Join(", ", refusals.Select(r => $"{r.Field} {r.Code}"))}");

/// <summary>
/// Fills a database with the sample by the same commands that people use. Running it again adds what is missing and
/// nothing else.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, IRegistry registry, TimeProvider clock)
{
    /// <summary>Cash younger than this still waits for the treasurer.</summary>
    private const int DaysUnconfirmed = 3;

    public async Task Run(CancellationToken cancellation)
    {
        foreach (var unit in DemoUnits.All) await Open(unit, cancellation);
        var known = await registry.Current(cancellation);
        // The books of two funds know nothing of each other: one after the other within a fund, so that numbers follow
        // dates, and all funds at once, so that the writer has groups to write.
        await Task.WhenAll(DemoUnits.All.SelectMany(unit => Books(unit, known)).Select(book => Fill(book, cancellation)));
    }

    private sealed record Book(Guid UnitId, DateOnly Today, IReadOnlyList<DemoVoucher> Vouchers);

    private async Task Open(DemoUnit sample, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var known = await registry.Current(cancellation);
        var unit = known.UnitsByCode[sample.Code];
        if (!known.FundsByCode.ContainsKey($"{unit.Code}-{FundKinds.ForThePoor}"))
        {
            var opening = new UnitOpening($"Trụ sở Ủy ban MTTQ Việt Nam {sample.Place}", "0235 000 0000", DemoUnits.OpenedOn, "01/QĐ-BVĐ ngày 02/01/2024");
            await Ask<UnitOpened>(new OpenUnit(Actor.System, unit.UnitId, opening), cancellation);
        }
        foreach (var account in DemoUnits.AccountsOf(unit).Where(a => !known.AccountsByCode.ContainsKey(a.Code!)))
            await Ask<BankAccount>(new AddBankAccount(Actor.System, unit.UnitId, account), cancellation);
        foreach (var campaign in (CampaignForm[])[DemoUnits.Relief(unit, today), DemoUnits.PeakMonth(unit, today)])
        {
            // By fund, not by code: seeded again in another month, the sample keeps the campaigns that it has.
            if (known.Campaigns.Values.Any(c => c.UnitId == unit.UnitId && known.Funds[c.FundId].Code == campaign.Fund)) continue;
            await Ask<Campaign>(new OpenCampaign(Actor.System, unit.UnitId, campaign), cancellation);
        }
    }

    /// <summary>The vouchers of the unit's permanent fund as they were seeded.</summary>
    internal static IReadOnlyList<DemoVoucher> OfPermanentFund(DemoUnit sample, RegistrySnapshot known)
    {
        var campaigns = CampaignsOf(sample, known);
        return DemoYear.OfPermanentFund(sample, campaigns[FundKinds.ForThePoor].First().Code, FirstSeeding(campaigns));
    }

    private static IEnumerable<Book> Books(DemoUnit sample, RegistrySnapshot known)
    {
        var unit = known.UnitsByCode[sample.Code].UnitId;
        var campaigns = CampaignsOf(sample, known);
        var today = FirstSeeding(campaigns);
        return
        [
            new(unit, today, OfPermanentFund(sample, known)),
            new(unit, today, DemoYear.OfRelief(sample, campaigns[FundKinds.Relief].First(), today)),
        ];
    }

    private static ILookup<string, Campaign> CampaignsOf(DemoUnit sample, RegistrySnapshot known) =>
        known.Campaigns.Values.Where(c => c.UnitId == known.UnitsByCode[sample.Code].UnitId).ToLookup(c => known.Funds[c.FundId].Kind);

    /// <summary>The day of the first seeding is told by the relief drive; every later one makes the same vouchers again.</summary>
    private static DateOnly FirstSeeding(ILookup<string, Campaign> campaigns) => campaigns[FundKinds.Relief].First().StartsOn.AddDays(DemoUnits.ReliefDaysBefore);

    private async Task Fill(Book book, CancellationToken cancellation)
    {
        foreach (var voucher in book.Vouchers)
        {
            if (voucher.Other is { } other) await Ask<EntryPosted>(new RecordOtherReceipt(Actor.System, book.UnitId, voucher.Key, other), cancellation);
            else await Ask<DonationReceipted>(new RecordDonation(Actor.System, book.UnitId, voucher.Key, voucher.Gift!), cancellation);
        }
        foreach (var voucher in book.Vouchers) await Mend(book, voucher, cancellation);

        var taken = book.Vouchers
            .Where(v => v.Gift is { Channel: Channels.Cash } && v.Fate == DemoFate.None && v.On <= book.Today.AddDays(-DaysUnconfirmed))
            .Select(v => RecordDonationHandler.IdOf(book.UnitId, v.Key)).ToArray();
        await Ask<CashConfirmed>(new ConfirmCash(Actor.System, book.UnitId, taken), cancellation);
    }

    private Task Mend(Book book, DemoVoucher voucher, CancellationToken cancellation)
    {
        var donation = RecordDonationHandler.IdOf(book.UnitId, voucher.Key);
        return voucher.Fate switch
        {
            DemoFate.Duplicate => Ask<DonationVoided>(
                new ReverseDonation(Actor.System, book.UnitId, donation, "Lập hai phiếu cho một khoản", VoidReasons.Duplicate, CopyReturned: true), cancellation),
            DemoFate.WrongAmount => Ask<DonationReceipted>(
                new CorrectDonation(
                    Actor.System, book.UnitId, donation, VoidReasons.WrongAmount, "Thôn ghi nhầm 2.500.000 đồng, đúng là 2.050.000 đồng", CopyReturned: true,
                    voucher.Gift! with { AmountVnd = DemoYear.AmountMeant }), cancellation),
            _ => Task.CompletedTask,
        };
    }

    private async Task Ask<T>(object command, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<T>>(command, cancellation);
        if (outcome.IsRefused) throw new DemoRefused(command, outcome.Refusals);
    }
}
