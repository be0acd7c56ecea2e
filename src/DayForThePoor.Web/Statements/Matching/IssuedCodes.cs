using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>What a code in a memo stands for.</summary>
/// <param name="Campaign">The campaign; else <paramref name="Item"/> is set.</param>
/// <param name="Item">The gift or other item; of a receipt that was made out again, the one that stands now.</param>
/// <param name="FundId">Where the money is meant to go.</param>
internal readonly record struct IssuedCode(string Code, Guid? Campaign, Guid? Item, Guid FundId);

/// <summary>Tells which of the codes that were found in memos were ever issued.</summary>
internal static class IssuedCodes
{
    /// <summary>
    /// By code. A transfer code that is also the beginning of a receipt's code is left out: at the cut end of a memo the two
    /// could not be told apart.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, IssuedCode>> Find(
        NpgsqlConnection connection, Guid unit, IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IssuedCode>(StringComparer.Ordinal);
        if (codes.Count == 0) return found;
        await using var select = new NpgsqlCommand("""
            with recursive issued as (
              select c.code, c.kind, c.target_id, c.fund_id from statements.transfer_code c
              where c.code = any($2) and c.unit_id = $1
                and not exists (select from dftp.gift g where g.receipt_code >= c.code and g.receipt_code < c.code || '~')
              union all
              select g.receipt_code, 'item', g.id, g.fund_id from dftp.gift g where g.receipt_code = any($2) and g.unit_id = $1
              union all
              select i.code, i.kind, g.replaced_by, i.fund_id from issued i join dftp.gift g on g.id = i.target_id where i.kind = 'item' and g.replaced_by is not null)
            select i.code, i.kind, i.target_id, i.fund_id from issued i
            where not exists (select from dftp.gift g where g.id = i.target_id and g.replaced_by is not null)
            """, connection) { Parameters = { new() { Value = unit }, new() { Value = codes.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var campaign = row.GetString(1) == "campaign";
            found[row.GetString(0)] = new(row.GetString(0), campaign ? row.GetGuid(2) : null, campaign ? null : row.GetGuid(2), row.GetGuid(3));
        }
        return found;
    }
}
