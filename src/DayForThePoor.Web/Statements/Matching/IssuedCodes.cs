using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>What a code in a memo stands for.</summary>
/// <param name="Campaign">The campaign; else <paramref name="Item"/> or <paramref name="Named"/> is set.</param>
/// <param name="Item">The gift or other item; of a receipt that was made out again, the one that stands now.</param>
/// <param name="FundId">Where the money is meant to go.</param>
/// <param name="Kind">campaign, item, pledge or sponsor.</param>
/// <param name="Named">What another module keeps: the pledge, the sponsor.</param>
internal readonly record struct IssuedCode(string Code, string Kind, Guid? Campaign, Guid? Item, Guid FundId, Guid? Named = null);

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
            var (code, kind, target) = (row.GetString(0), row.GetString(1), row.GetGuid(2));
            found[code] = new(code, kind, kind == "campaign" ? target : null, kind == "item" ? target : null, row.GetGuid(3), kind is "campaign" or "item" ? null : target);
        }
        return found;
    }
}
