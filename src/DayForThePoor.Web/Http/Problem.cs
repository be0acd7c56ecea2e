using System.Text.Json;
using System.Text.Json.Serialization;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Http;

/// <summary>The body of every answer of the API that is not a success (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Title">A sentence in the caller's language.</param>
/// <param name="Errors">Sentences by the field that has to change; "" for what no single field carries.</param>
/// <param name="Code">Stable name of the first reason, e.g. "donation.amount_not_positive"; null for the framework's own.</param>
/// <param name="TraceId">Only for our own failures: what to tell the operator.</param>
public sealed record Problem(
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null) : IResult
{
    /// <summary>Vietnamese as it is, not as escapes; the body is JSON and never embedded in a page.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Problem Of(IReadOnlyList<Refusal> refusals, RefusalTexts texts)
    {
        var worst = refusals.MaxBy(refusal => Severity(refusal.Kind))!;
        var errors = refusals.Where(refusal => refusal.Field is not null || refusal.Kind == RefusalKind.Invalid)
            .GroupBy(refusal => refusal.Field ?? "", texts.Of, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Distinct().ToArray(), StringComparer.Ordinal);
        return new Problem(texts.Of(worst), StatusOf(worst.Kind), errors.Count == 0 ? null : errors, worst.Code);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(this, Json, "application/problem+json", httpContext.RequestAborted);
    }

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>One answer for several reasons: what the caller may not see goes before what they wrote wrongly.</summary>
    private static int Severity(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => 3,
        RefusalKind.NotFound => 2,
        RefusalKind.Conflict => 1,
        RefusalKind.Invalid => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
