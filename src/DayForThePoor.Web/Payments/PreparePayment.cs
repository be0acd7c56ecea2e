using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments.Advances;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Write an order to pay. It holds what its grants and pledges have left from now on; nothing is posted before the last approval.</summary>
/// <param name="Key">Idempotency key, at most 200 ASCII characters, unique in the unit: the same key is the same order.</param>
public sealed record PreparePayment(Actor By, Guid UnitId, string Key, PaymentForm Form) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class PreparePaymentHandler
{
    /// <summary>Found without diacritics in the list of payments.</summary>
    private static readonly HashSet<string> Searched = ["payee_name", "narration"];

    public static Guid IdOf(Guid unit, string key) => Ids.Of("payment", unit, key);

    public static async Task<Outcome<PaymentStepped>> Handle(
        PreparePayment command, IRegistry registry, LedgerWriter writer, PaymentSteps steps, SignaturesNeeded signatures, SupportsToPay supports,
        ISponsoredLines sponsored, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund, out var fund) || fund.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        var checkedForm = PaymentRules.Check(form);
        List<Refusal> no = [.. checkedForm.Refusals];
        var account = EntryRules.Account(form.Account, form.Channel == PaymentChannels.Bank, fund, known, no);
        if (account is not null && form.Channel != PaymentChannels.Bank) no.Add(Refusal.Invalid("payment.account_of_cash", "account"));
        var today = VietnamTime.TodayIn(clock);
        if (form.DocumentDate is { } asked) no.AddRange(EntryRules.WhyNot(1, asked, today, fund));
        if (form.DueOn < (form.DocumentDate ?? today)) no.Add(Refusal.Invalid("advance.due_passed", "dueOn", VietnamTime.Text(form.DocumentDate ?? today)));
        if (no.Count > 0) return no;

        var id = IdOf(command.UnitId, command.Key);
        IReadOnlyList<PrintedLine> lines = [];
        var needed = 1;
        var answer = await writer.Post(
            new LedgerCommand(
                id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), command.UnitId, [], [],
                _ =>
                {
                    var (rows, commitments) = SealedTexts.Of(id, checkedForm.Value, Searched);
                    var prepared = new PaymentPrepared(
                        id, command.UnitId, fund.Id, form.Kind, form.Channel, form.PayeeKind, form.Lines.Sum(l => l.AmountVnd), lines.Count,
                        PaymentLines.HashOf(lines.Select(l => (l.Line, l.Print))), needed, [.. (form.Papers ?? []).Select(p => p.Sha256.ToLowerInvariant())], commitments,
                        command.By.PersonId, account, form.DocumentDate);
                    return new Draft([StreamAppend.Start(id, prepared)], rows);
                })
            {
                Guard = async (connection, stop) =>
                {
                    var written = await Lines(connection, supports, sponsored, command.UnitId, fund.Id, id, form, stop);
                    if (!written.TryGet(out var all)) return written.Refusals[0];
                    lines = all;
                    needed = await signatures.Of(command.UnitId, form.DocumentDate ?? today, [.. lines.Select(l => l.Line)], stop);
                    await Slices.Choose(connection, id, form.Sources ?? [], stop);
                    if (await AdvanceLinks.Tie(connection, command.UnitId, fund.Id, id, form, stop) is { } untied) return untied;
                    return await PaymentPapers.Tie(connection, id, form.Papers ?? [], stop);
                },
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Refused => answer.Refusal!,
            PostResult.Differs => Refusal.Conflict("payment.key_reused"),
            _ => await steps.Stand(command.UnitId, id, answer.Result == PostResult.AlreadyKnown, cancellation),
        };
    }

    /// <summary>Locks grants and pledges, looks whom they help and writes the lines as they will be printed.</summary>
    private static async Task<Outcome<IReadOnlyList<PrintedLine>>> Lines(
        NpgsqlConnection connection, SupportsToPay grants, ISponsoredLines sponsored, Guid unit, Guid fund, Guid payment, PaymentForm form, CancellationToken cancellation)
    {
        var locked = await grants.Lock(connection, unit, payment, [.. form.Lines.Select(l => l.Grant).OfType<Guid>()], cancellation);
        if (!locked.TryGet(out var supports)) return new(locked.Refusals);
        var asked = form.Lines.Select((l, i) => new SponsoredLine(i + 1, l.AmountVnd, l.Pledge, l.Slot)).Where(l => (l.Pledge ?? l.Slot) is not null).ToList();
        var held = await sponsored.Hold(connection, unit, fund, payment, asked, cancellation);
        if (!held.TryGet(out var people)) return new(held.Refusals);

        List<(PrintedLine Printed, string Born, string? Class)> lines = [];
        foreach (var asks in form.Lines)
        {
            var number = lines.Count + 1;
            var salt = RandomNumberGenerator.GetBytes(Commitment.MinSaltSize);
            if (people.TryGetValue(number, out var person))
            {
                var line = new PaymentLine(number, asks.AmountVnd, null, person.HouseholdId, person.MemberId, Purposes.Sponsorship, asks.Pledge, null, person.SlotId);
                lines.Add((new PrintedLine(line, person.Name, person.Address, salt), person.Born, person.Class));
            }
            else
            {
                var support = asks.Grant is { } grant ? supports[grant] : null;
                var line = new PaymentLine(
                    number, asks.AmountVnd, asks.Grant, support?.Grant.HouseholdId, support?.Grant.MemberId, support?.Grant.Purpose, support?.Grant.EarmarkId, support?.Grant.CampaignId);
                lines.Add((new PrintedLine(line, support?.Name ?? "", support?.Address ?? "", salt), support?.Born ?? "", support?.Class));
            }
        }
        if (await grants.WhyNot(connection, supports, fund, [.. lines.Select(l => l.Printed.Line)], cancellation) is { } refusal) return refusal;
        await LineRows.Insert(connection, payment, unit, lines, cancellation);
        return new Outcome<IReadOnlyList<PrintedLine>>([.. lines.Select(l => l.Printed)]);
    }
}
