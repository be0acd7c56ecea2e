using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Payments.Advances;

/// <param name="Lines">Grants and what each cost; lists and invoices are the papers.</param>
/// <param name="ExtraChannel">cash or bank: where what was spent above the advance is paid from.</param>
public sealed record SettleAdvanceForm(
    IReadOnlyList<PaymentLineForm> Lines, string? Narration, string PayeeKind = PayeeKinds.Person, string? PayeeName = null, IReadOnlyList<PaperForm>? Papers = null,
    string ExtraChannel = PaymentChannels.Cash, string? ExtraAccount = null, DateOnly? DocumentDate = null);

/// <param name="Settlement">The order that takes from the advance.</param>
/// <param name="Extra">The order for what was spent above it (chi thêm); null for nothing.</param>
public sealed record AdvanceSettled(PaymentStepped Settlement, PaymentStepped? Extra);

/// <summary>
/// Thanh toán tạm ứng: what was spent, by lists and invoices, becomes an order whose money comes from the advance and which is
/// approved as every order is. What was spent above the advance becomes a second order; what was not spent is handed back.
/// </summary>
public sealed record SettleAdvance(Actor By, Guid UnitId, string Key, Guid AdvanceId, SettleAdvanceForm Form) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class SettleAdvanceHandler
{
    /// <summary>Codes: advance.unknown, advance.not_paid, and those of an order.</summary>
    public static async Task<Outcome<AdvanceSettled>> Handle(
        SettleAdvance command, IRegistry registry, AdvanceQueries advances, Wolverine.IMessageBus bus, CancellationToken cancellation)
    {
        if (await advances.Find(command.AdvanceId, cancellation) is not { } advance || advance.UnitId != command.UnitId) return Refusal.NotFound("advance.unknown");
        var (form, fund) = (command.Form, (await registry.Current(cancellation)).Funds[advance.FundId]);
        var (within, above) = Split(form.Lines, advance.Open - advance.Ordered);
        PaymentForm Order(IReadOnlyList<PaymentLineForm> lines, string channel) => new(
            fund.Code, channel, lines, PaymentKinds.Support, form.PayeeKind, channel == PaymentChannels.Bank ? form.ExtraAccount : null, form.PayeeName ?? advance.Person,
            Narration: form.Narration, DocumentDate: form.DocumentDate, Papers: form.Papers, Advance: channel == PaymentChannels.Advance ? advance.Id : null);

        if (within.Count == 0 && form.Lines.Count > 0) return Refusal.Conflict("advance.nothing_open");
        var settled = await bus.InvokeAsync<Outcome<PaymentStepped>>(
            new PreparePayment(command.By, command.UnitId, $"{command.Key}:advance", Order(within, PaymentChannels.Advance)), cancellation);
        if (!settled.TryGet(out var settlement)) return new(settled.Refusals);
        if (above.Count == 0) return new AdvanceSettled(settlement, null);
        var paid = await bus.InvokeAsync<Outcome<PaymentStepped>>(new PreparePayment(command.By, command.UnitId, $"{command.Key}:extra", Order(above, form.ExtraChannel)), cancellation);
        return paid.Then<AdvanceSettled>(extra => new AdvanceSettled(settlement, extra));
    }

    /// <summary>Lines in their order up to what the advance holds; the one that reaches over it is cut in two.</summary>
    public static (IReadOnlyList<PaymentLineForm> Within, IReadOnlyList<PaymentLineForm> Above) Split(IReadOnlyList<PaymentLineForm> lines, long held)
    {
        List<PaymentLineForm> within = [], above = [];
        foreach (var line in lines)
        {
            var taken = Math.Clamp(held, 0, Math.Max(0, line.AmountVnd));
            if (taken > 0 || line.AmountVnd < 1) within.Add(line with { AmountVnd = line.AmountVnd < 1 ? line.AmountVnd : taken });
            if (line.AmountVnd > taken && line.AmountVnd > 0) above.Add(line with { AmountVnd = line.AmountVnd - taken });
            held -= taken;
        }
        return (within, above);
    }
}
