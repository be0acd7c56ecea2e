using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Web.Receipts;

/// <summary>What came of a code that somebody scanned or typed.</summary>
/// <param name="Receipt">Null when no receipt bears the code.</param>
/// <param name="Reading">How the code read.</param>
/// <param name="Wait">Not null when this client asked for too many codes that do not exist.</param>
public sealed record CheckedCode(ReceiptView? Receipt, CodeReading Reading, TimeSpan? Wait)
{
    public int StatusCode => this switch
    {
        { Receipt: not null } => StatusCodes.Status200OK,
        { Wait: not null } => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status404NotFound,
    };
}

/// <summary>The one way from a code to its receipt for everybody outside; counts the misses.</summary>
public sealed class ReceiptCheck(ReceiptQuery receipts, UnknownCodeLimit limit)
{
    public async Task<CheckedCode> Find(string? typed, string client, CancellationToken cancellation)
    {
        var reading = ReceiptCode.TryParse(typed, out var code);
        var receipt = reading == CodeReading.Ok ? await receipts.ByCode(code, cancellation) : null;
        return new(receipt, reading, receipt is null ? limit.Count(client) : null);
    }
}
