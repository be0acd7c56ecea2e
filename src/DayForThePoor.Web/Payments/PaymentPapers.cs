using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Invoices, minutes and pictures that are kept with a payment.</summary>
public static class PaymentPapers
{
    private const int HexLength = 64, LongestName = 200;

    /// <summary>Ties files that are stored already to an order. Code: payment.paper_unknown.</summary>
    public static async Task<Refusal?> Tie(NpgsqlConnection connection, Guid payment, IReadOnlyList<PaperForm> papers, CancellationToken cancellation)
    {
        if (papers.Count == 0) return null;
        if (papers.Any(p => p.Sha256.Length != HexLength || !p.Sha256.All(char.IsAsciiHexDigit) || p.Name.Length > LongestName)) return Refusal.Invalid("payment.paper_unknown", "papers");
        await using var insert = new NpgsqlCommand("""
            insert into payments.paper (payment_id, ordinal, sha256, name)
            select $1, p.ordinal, a.sha256, p.name from unnest($2::bytea[], $3::text[]) with ordinality p(sha256, name, ordinal) join dftp.attachment a on a.sha256 = p.sha256
            """, connection)
        {
            Parameters = { new() { Value = payment }, new() { Value = papers.Select(p => Convert.FromHexString(p.Sha256)).ToArray() }, new() { Value = papers.Select(p => p.Name).ToArray() } },
        };
        return await insert.ExecuteNonQueryAsync(cancellation) == papers.Count ? null : Refusal.Invalid("payment.paper_unknown", "papers");
    }
}
