using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Http;

/// <summary>How often one client address may call what is open to everybody. Signed-in calls are not limited.</summary>
public static class Rates
{
    /// <summary>Public pages and routes: 60 a minute. <c>endpoint.RequireRateLimiting(Rates.Public)</c>.</summary>
    public const string Public = "public";

    /// <summary>Sign-in: 60 a minute, right or wrong, since each costs a password hash; wrong ones see <see cref="Access.SignInRate"/>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Notifications of banks: 600 a minute, the busiest minute known of one account (September 2024).</summary>
    public const string Webhook = "webhook";

    public static void AddRates(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Public, context => PerMinute(context, 60));
        options.AddPolicy(Webhook, context => PerMinute(context, 600));
        options.AddPolicy(SignIn, context => PerMinute(context, 60));
        options.OnRejected = (rejected, _) => new ValueTask(Answer(rejected.HttpContext, rejected.Lease));
    });

    /// <summary>429 with the seconds to wait.</summary>
    public static Task Answer(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(60);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<HttpTexts>>();
        return Failures.Answer(context, Failures.OfStatus(StatusCodes.Status429TooManyRequests, texts));
    }

    private static RateLimitPartition<string> PerMinute(HttpContext context, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(context.RateKey(), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });
}
