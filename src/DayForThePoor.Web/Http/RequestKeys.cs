using DayForThePoor.Core;

namespace DayForThePoor.Web.Http;

/// <summary>The Idempotency-Key of a request: 1 to 200 printable ASCII characters.</summary>
public static class RequestKeys
{
    public const int MaxLength = 200;

    public static Refusal? WhyNot(string? key) =>
        string.IsNullOrWhiteSpace(key) ? Refusal.Invalid("request.key_missing")
        : key.Length > MaxLength || !key.All(c => c is >= ' ' and <= '~') ? Refusal.Invalid("request.key_malformed")
        : null;
}
