using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Receipts.Transfers;

/// <param name="Payload">The text inside the QR (NAPAS).</param>
/// <param name="Svg">Its picture.</param>
public sealed record TransferQrAnswer(string Payload, string Svg);

/// <summary>
/// <c>GET /api/vietqr?account=20641-VCB&amp;amountVnd=50000&amp;purpose=Ung ho&amp;campaign=BL1025</c>, for readers of the account's unit. With a
/// campaign the memo carries the code by which the money finds it.
/// </summary>
public static class TransferQrApi
{
    public static async Task<IResult> Get(
        string? account, string? amountVnd, string? purpose, string? campaign, HttpContext http, IRegistry registry, IAccessPolicy policy, IMessageBus bus, TimeProvider time,
        CancellationToken cancellation)
    {
        // An unknown account is one of a unit that nobody reads, and so the same 403 as a foreign one.
        var held = (await registry.Current(cancellation)).AccountsByCode.GetValueOrDefault(account ?? "");
        if (await policy.WhyNot(http.Actor(), Permission.ReadLedger, held?.UnitId ?? Guid.Empty, cancellation) is { } refusal) return refusal.ToResult();
        if (held is null) return Refusal.Forbidden("access.unit").ToResult();

        var memo = await CampaignMemo.Of(http.Actor(), held, campaign, purpose, registry, bus, cancellation);
        if (memo.IsRefused) return memo.Refusals.ToResult();
        return WholeAmount(amountVnd)
            .Then(amount => TransferQr.Of(held, amount, memo.Value.Length == 0 ? null : memo.Value, VietnamTime.TodayIn(time)))
            .ToResult(code => TypedResults.Ok(new TransferQrAnswer(code.Encode(), new QrPicture(code.Encode()).Svg($"VietQR {held.Number}"))));
    }

    /// <summary>Digits alone; empty leaves the amount to the giver.</summary>
    private static Outcome<Vnd?> WholeAmount(string? amount)
    {
        if (string.IsNullOrEmpty(amount)) return new Outcome<Vnd?>((Vnd?)null);
        return long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new Outcome<Vnd?>(new Vnd(whole))
            : Refusal.Invalid("vietqr.amount_not_whole", "amountVnd");
    }
}
