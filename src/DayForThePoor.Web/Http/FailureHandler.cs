using DayForThePoor.Web.Access;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Http;

/// <summary>
/// What a thrown exception becomes: a refusal of the middleware 403, an unreadable body 400, everything else 500 with
/// a trace id that is also in the log. No message, type or stack of the exception leaves the program.
/// </summary>
public sealed class FailureHandler(RefusalTexts refusals, IStringLocalizer<HttpTexts> texts, ILogger<FailureHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        await Failures.Answer(httpContext, Of(exception, httpContext.TraceIdentifier));
        return true;
    }

    private Problem Of(Exception exception, string trace)
    {
        switch (exception)
        {
            case AccessDenied denied:
                return Problem.Of([denied.Refusal], refusals);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Failures.OfStatus(StatusCodes.Status413PayloadTooLarge, texts);
            case BadHttpRequestException:
                return Failures.OfStatus(StatusCodes.Status400BadRequest, texts);
            default:
                log.LogError(exception, "Request {Trace} failed", trace);
                return Failures.OfStatus(StatusCodes.Status500InternalServerError, texts) with { TraceId = trace };
        }
    }
}
