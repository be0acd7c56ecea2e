using System.Security.Cryptography;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements;

/// <summary>Loads lines into <c>statements.line</c> by binary COPY and hashes their list on the way.</summary>
internal static class LineCopy
{
    private const string Copy = """
        copy statements.line (account_id, value_date, at_time, reference, side, amount, recovered, balance, memo, folded, counterparty,
          salt, fingerprint, ordinal, day_event, import_id, file_row) from stdin (format binary)
        """;

    /// <summary>Salts made at a time.</summary>
    private const int SaltsAtOnce = 256;

    /// <summary>What search finds a line by, besides its reference.</summary>
    public static string Folded(string memo, string counterparty) => Folding.Fold($"{memo} {counterparty}");

    /// <param name="lines">Gone through once; a line is forgotten when it is sent.</param>
    /// <param name="entryOf">The entry that posts the lines of a side.</param>
    /// <param name="lists">Takes the lines of each side in their order.</param>
    public static async Task Write(
        NpgsqlConnection connection, Guid account, Guid import, IEnumerable<StatementLine> lines,
        Func<Side, Guid> entryOf, Func<Side, LineList> lists, CancellationToken cancellation)
    {
        var salts = new byte[SaltsAtOnce * Commitment.MinSaltSize];
        var (credit, debit) = (entryOf(Side.Credit), entryOf(Side.Debit));
        var count = 0;
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (var line in lines)
        {
            var at = count++ % SaltsAtOnce;
            if (at == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                RandomNumberGenerator.Fill(salts);
            }
            var (reference, memo, counterparty) = (Storable(line.Reference), Storable(line.Memo), Storable(line.Counterparty));
            var salt = salts.AsMemory(at * Commitment.MinSaltSize, Commitment.MinSaltSize);
            lists(line.Side).Append(line.Date, reference, line.Amount, line.Ordinal, Commitment.Of(salt.Span, memo));

            // Written without await: a row only fills the buffer, and seventeen state machines a row would cost more than
            // the server needs for it. While a row is folded and hashed here, the server loads the ones before.
            writer.StartRow();
            writer.Write(account, NpgsqlDbType.Uuid);
            writer.Write(line.Date, NpgsqlDbType.Date);
            if (line.Time is { } time) writer.Write(time, NpgsqlDbType.Time);
            else writer.WriteNull();
            writer.Write(reference, NpgsqlDbType.Text);
            writer.Write(line.Side == Side.Credit ? "C" : "D", NpgsqlDbType.Char);
            writer.Write(line.Amount, NpgsqlDbType.Bigint);
            writer.Write(line.AmountRecovered, NpgsqlDbType.Boolean);
            if (line.Balance is { } balance) writer.Write(balance, NpgsqlDbType.Bigint);
            else writer.WriteNull();
            writer.Write(memo, NpgsqlDbType.Text);
            writer.Write(Folded(memo, counterparty), NpgsqlDbType.Text);
            writer.Write(counterparty, NpgsqlDbType.Text);
            writer.Write(salt, NpgsqlDbType.Bytea);
            writer.Write(line.Fingerprint.ToArray(), NpgsqlDbType.Bytea);
            writer.Write(line.Ordinal, NpgsqlDbType.Integer);
            writer.Write(line.Side == Side.Credit ? credit : debit, NpgsqlDbType.Uuid);
            writer.Write(import, NpgsqlDbType.Uuid);
            writer.Write(line.RowNumber, NpgsqlDbType.Integer);
        }
        await writer.CompleteAsync(cancellation);
    }

    /// <summary>PostgreSQL stores every character but NUL.</summary>
    private static string Storable(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
}
