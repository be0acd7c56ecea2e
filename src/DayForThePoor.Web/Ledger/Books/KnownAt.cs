using System.Globalization;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Ledger.Books;

/// <summary>
/// Up to when something must have been recorded to count ("Số liệu tại thời điểm"). A transaction under way may still
/// commit with a time stamp some seconds back; so a question about the last minute is answered as of a minute ago and says
/// so, and asking the same past moment twice gives the same figures.
/// </summary>
/// <param name="Limit">Null: everything that is known now.</param>
/// <param name="Instant">What the answer names.</param>
/// <param name="Adjusted">Whether the instant asked for was too late to be settled.</param>
public sealed record KnownAt(DateTimeOffset? Limit, DateTimeOffset Instant, bool Adjusted)
{
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    public static KnownAt Of(DateTimeOffset? asked, DateTimeOffset now)
    {
        if (asked is not { } instant) return new(null, now, false);
        var latest = now - Settled;
        return instant > latest ? new(latest, latest, true) : new(instant.ToUniversalTime(), instant.ToUniversalTime(), false);
    }

    /// <summary>An RFC 3339 instant, with its offset from UTC; null for none.</summary>
    public static Outcome<DateTimeOffset?> Parse(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return (DateTimeOffset?)null;
        // In a query string the plus of an offset arrives as a space unless the caller escaped it.
        var escaped = text.Replace(' ', '+');
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(escaped, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && HasOffset(escaped)
            ? (DateTimeOffset?)instant
            : Refusal.Invalid("ledger.instant_unreadable", field, text);
    }

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || text.AsSpan(19).ContainsAny('+', '-');
}
