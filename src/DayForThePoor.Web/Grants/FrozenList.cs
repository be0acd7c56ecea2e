using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>A line of a proposal list as it stood when the list was frozen. Its members are what a list's commitment is made over: they never change.</summary>
/// <param name="Line">1, 2, … by given name.</param>
/// <param name="Class">As last recognised; empty: on no list.</param>
/// <param name="AmountVnd">Đồng.</param>
/// <param name="Source">The fund, with the voucher of the addressed gift where it is one's money.</param>
public sealed record FrozenLine(
    int Line, Guid GrantId, Guid HouseholdId, string HouseholdCode, string Head, string Given, string Hamlet, string Class, string Purpose, long AmountVnd, string Source);

/// <summary>
/// The lines of a proposal list with the commitment that its event holds. Households, heads and classes may change
/// afterwards; the list does not.
/// </summary>
public static class FrozenList
{
    /// <summary>One of several grants on its way onto a list.</summary>
    public readonly record struct Wanted(Guid GrantId, Guid HouseholdId, string Purpose, long AmountVnd, Guid? EarmarkId);

    /// <summary>The lines as the register has them now, sorted by given name.</summary>
    public static async Task<IReadOnlyList<FrozenLine>> Read(NpgsqlConnection connection, Fund fund, IReadOnlyList<Wanted> wanted, CancellationToken cancellation)
    {
        var byGrant = wanted.ToDictionary(w => w.GrantId);
        await using var select = new NpgsqlCommand("""
            select w.grant_id, h.code, h.head_name, h.given, t.kind, t.name, t.former,
              coalesce((select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1), ''),
              g.voucher_kind, g.voucher_year, g.voucher_number
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) w(grant_id, household_id, earmark_id)
            join households.household h on h.id = w.household_id join households.hamlet t on t.id = h.hamlet_id
            left join dftp.gift g on g.id = w.earmark_id
            order by h.given collate "vi-x-icu", h.head_name collate "vi-x-icu", h.code, w.grant_id
            """, connection)
        {
            Parameters =
            {
                new() { Value = wanted.Select(w => w.GrantId).ToArray() }, new() { Value = wanted.Select(w => w.HouseholdId).ToArray() },
                new() { Value = wanted.Select(w => w.EarmarkId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            },
        };
        List<FrozenLine> lines = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var grant = byGrant[row.GetGuid(0)];
            var gift = row.IsDBNull(8) ? "" : " " + new VoucherNumber(row.GetString(8), row.GetInt16(9), row.GetInt32(10)).Text(fund.Kind);
            lines.Add(new(
                lines.Count + 1, grant.GrantId, grant.HouseholdId, row.GetString(1), row.GetString(2), row.GetString(3),
                new HamletName(row.GetString(4), row.GetString(5), row.GetString(6)).Text, row.GetString(7), grant.Purpose, grant.AmountVnd, fund.Code + gift));
        }
        return lines;
    }

    /// <summary>Writes the lines once.</summary>
    /// <returns>The commitment for the event, base 64.</returns>
    public static async Task<string> Keep(NpgsqlConnection connection, Guid proposal, IReadOnlyList<FrozenLine> lines, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(Commitment.MinSaltSize);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into grants.proposal_list (proposal_id, salt) values ($1, $2)") { Parameters = { new() { Value = proposal }, new() { Value = salt } } },
                new("""
                    insert into grants.proposal_line (proposal_id, line, support_id, household_id, household_code, head, given, hamlet, class, purpose, amount, source)
                    select $1, * from unnest($2::smallint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[])
                    """)
                {
                    Parameters =
                    {
                        new() { Value = proposal }, new() { Value = lines.Select(l => checked((short)l.Line)).ToArray() }, new() { Value = lines.Select(l => l.GrantId).ToArray() },
                        new() { Value = lines.Select(l => l.HouseholdId).ToArray() }, new() { Value = lines.Select(l => l.HouseholdCode).ToArray() },
                        new() { Value = lines.Select(l => l.Head).ToArray() }, new() { Value = lines.Select(l => l.Given).ToArray() },
                        new() { Value = lines.Select(l => l.Hamlet).ToArray() }, new() { Value = lines.Select(l => l.Class).ToArray() },
                        new() { Value = lines.Select(l => l.Purpose).ToArray() }, new() { Value = lines.Select(l => l.AmountVnd).ToArray() },
                        new() { Value = lines.Select(l => l.Source).ToArray() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return HashOf(salt, lines);
    }

    /// <summary>The lines as they were frozen, and the commitment that they make now; the event holds what it was.</summary>
    public static async Task<(IReadOnlyList<FrozenLine> Lines, string ListHash)> Kept(NpgsqlConnection connection, Guid proposal, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select salt from grants.proposal_list where proposal_id = $1") { Parameters = { new() { Value = proposal } } },
                new("""
                    select line, support_id, household_id, household_code, head, given, hamlet, class, purpose, amount, source
                    from grants.proposal_line where proposal_id = $1 order by line
                    """) { Parameters = { new() { Value = proposal } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var salt = await row.ReadAsync(cancellation) ? row.GetFieldValue<byte[]>(0) : [];
        await row.NextResultAsync(cancellation);
        List<FrozenLine> lines = [];
        while (await row.ReadAsync(cancellation))
            lines.Add(new(
                row.GetInt16(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
                row.GetInt64(9), row.GetString(10)));
        return (lines, salt.Length < Commitment.MinSaltSize ? "" : HashOf(salt, lines));
    }

    private static string HashOf(byte[] salt, IReadOnlyList<FrozenLine> lines) => Convert.ToBase64String(Commitment.Of(salt, JsonSerializer.Serialize(lines)));
}
