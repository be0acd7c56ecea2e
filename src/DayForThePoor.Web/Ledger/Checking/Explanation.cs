using Npgsql;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>Fingerprints say that legs differ, not which: for the first such entries both sides are read again in words.</summary>
public static class Explanation
{
    private const int Most = 50;

    private const string Legs = """
        select
          (select string_agg(concat(p->>'role', ' ', left(p->>'side', 1), ' ', p->>'amount'), ', ' order by n)
             from dftp_events.mt_events s, jsonb_array_elements(s.data->'entries') e, jsonb_array_elements(e->'postings') with ordinality p(p, n)
             where s.stream_id = (select stream_id from ledger.entry where id = $1) and (e->>'id')::uuid = $1),
          (select string_agg(concat(role, ' ', side, ' ', amount), ', ' order by line) from ledger.posting where entry_id = $1)
        """;

    public static async Task Add(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        foreach (var difference in differences.Found.Where(d => d.Code == DifferenceCodes.PostingsDiffer).Take(Most).ToList())
        {
            await using var query = new NpgsqlCommand(Legs, connection) { Parameters = { new() { Value = Guid.Parse(difference.Id) } } };
            await using var reader = await query.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            differences.Replace(difference, difference with { Expected = Text(reader, 0), Found = Text(reader, 1) });
        }

        static string Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);
    }
}
