using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Receipts;

/// <summary>A receipt as anybody may read it.</summary>
/// <param name="Status">valid, replaced or void.</param>
/// <param name="Number">"PT-VNN-2026-000123".</param>
/// <param name="Unit">The unit's name on the document date, "Xã Quế Sơn": its code has meant other places at other times.</param>
/// <param name="Fund">Code of the fund, "20641-VNN".</param>
/// <param name="FundName">'Quỹ "Vì người nghèo" xã Quế Sơn'.</param>
/// <param name="AmountVnd">Whole đồng; 0 for goods that were not valued when the receipt was made out.</param>
/// <param name="AmountInWords">Vietnamese, as on the paper; empty without an amount.</param>
/// <param name="Donor">In full for organisations and those who agreed, else masked or not named.</param>
/// <param name="ReplacedBy">Code of the receipt that stands in this one's place.</param>
public sealed record ReceiptAnswer(
    string Status, string Number, string Unit, string Fund, string FundName, long AmountVnd, string AmountInWords, string Donor,
    DateOnly DocumentDate, string? ReplacedBy);

/// <summary><c>GET /api/receipts/{code}</c>: the public page for programs.</summary>
public static class ReceiptApi
{
    public static string NameOf(ReceiptStatus status) => status switch
    {
        ReceiptStatus.Valid => "valid",
        ReceiptStatus.Replaced => "replaced",
        _ => "void",
    };

    public static async Task<IResult> Get(string code, ReceiptCheck check, HttpContext http, CancellationToken cancellation)
    {
        var words = ReceiptWords.Current;
        var found = await check.Find(code, http.RateKey(), cancellation);
        if (found.Receipt is { } receipt) return TypedResults.Ok(AnswerOf(receipt, words));

        ReceiptRoutes.TellWait(http, found);
        return found.Wait is { } wait
            ? new Problem(words["TooMany.Text", Math.Ceiling(wait.TotalMinutes)], found.StatusCode)
            : Refusal.NotFound(found.Reading == CodeReading.Ok ? "receipt.unknown" : "receipt.mistyped", "code").ToResult();
    }

    public static ReceiptAnswer AnswerOf(ReceiptView receipt, ReceiptWords words) => new(
        NameOf(receipt.Status), receipt.Number, receipt.Unit.Name, receipt.Fund.Code, receipt.FundName(words), receipt.Amount.Amount,
        receipt.Amount == Vnd.Zero ? "" : receipt.InWords(), receipt.PublicDonorText(words), receipt.DocumentDate, receipt.Successor?.Code.Value);
}
