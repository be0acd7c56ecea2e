using DayForThePoor.Core;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Scans of decisions and receipts of other levels; <see cref="KeepPaper"/> takes them in.</summary>
public static class KeptScan
{
    /// <summary>The hash when a scan with it is kept; else a refusal, and null.</summary>
    public static async Task<string?> Known(Sessions sessions, string? hash, string field, List<Refusal> no, CancellationToken cancellation)
    {
        if (hash is null) return null;
        if (hash.Length == 64 && hash.All(char.IsAsciiHexDigit))
        {
            await using var connection = await sessions.ConnectAnywhere(cancellation);
            if (await AttachmentStore.Find(connection, Convert.FromHexString(hash), cancellation) is not null) return hash.ToLowerInvariant();
        }
        no.Add(Refusal.Invalid("transfer.paper_unknown", field));
        return null;
    }
}
