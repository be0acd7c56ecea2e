using System.Threading.RateLimiting;

namespace DayForThePoor.Web.Receipts;

/// <summary>
/// Counts asked-for codes that do not exist, per client. Codes that do exist are always answered, also to a client that
/// ran out of tries: a whole mobile network may stand behind one address, and with 31⁹ codes nobody guesses a right one
/// within the rate that every public page has.
/// </summary>
public sealed class UnknownCodeLimit : IDisposable
{
    /// <summary>Tries in <see cref="Window"/>.</summary>
    public const int Tries = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => new() { PermitLimit = Tries, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a try; null while there are some left, else how long to wait.</summary>
    /// <param name="client">Who asks, as rates are counted.</param>
    public TimeSpan? Count(string client)
    {
        using var lease = limiter.AttemptAcquire(client);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => limiter.Dispose();
}
