using System.Threading.RateLimiting;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Access;

/// <summary>
/// Ten wrong passwords a minute from one address, whomever they are tried on. Right ones are not counted: an office behind
/// one address signs in at eight o'clock together.
/// </summary>
public sealed class SignInRate : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> failures = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(context.RateKey(), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = 10,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>Not acquired: too many wrong ones already.</summary>
    public RateLimitLease Ask(HttpContext context) => failures.AttemptAcquire(context, permitCount: 0);

    public void CountFailure(HttpContext context) => failures.AttemptAcquire(context).Dispose();

    public void Dispose() => failures.Dispose();
}
