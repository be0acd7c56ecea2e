using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Payments;

/// <summary>The API's door to payments. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class PaymentsApi
{
    public static void Map(IEndpointRouteBuilder payments)
    {
        payments.MapPost("", Prepare).WithSummary("Write an order to pay").Produces<PaymentStepped>();
    }

    private static async Task<IResult> Prepare(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.PreparePayments, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("fund");
        var fund = code is null ? null : (await registry.Current(cancellation)).FundsByCode.GetValueOrDefault(code);
        // A fund of another unit and one that does not exist are answered alike.
        if (code is not null && (fund is null || await access.WhyNot(actor, Permission.PreparePayments, fund.UnitId, cancellation) is not null))
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = PaymentJson.Read(fields);
        if (fund is null) return new[] { Refusal.Invalid("payment.fund_missing", "fund") }.Concat(fields.Problems.Where(p => p.Field != "fund")).ToList().ToResult();
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PaymentStepped>>(new PreparePayment(actor, fund.UnitId, key, form), cancellation);
        return outcome.ToResult(order => order.AlreadyKnown ? Results.Ok(order) : Results.Created($"/api/payments/{order.PaymentId}", order));
    }

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) =>
        Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
