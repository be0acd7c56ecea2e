using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Pages;

/// <param name="Upheld">Whether it was right; null while nobody answered.</param>
public sealed record ObjectionView(Guid Id, DateOnly On, string Text, string Objector, bool? Upheld, DateOnly? AnsweredOn, string? Answer);

/// <summary>Reads what people objected while a household's name was on the board.</summary>
public sealed class ObjectionQueries(Sessions sessions)
{
    /// <summary>Of a grant, the oldest first.</summary>
    public async Task<IReadOnlyList<ObjectionView>> Of(Guid grant, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select o.id, o.on_date, coalesce((select text from dftp.sealed_text where owner_id = o.id and field = 'objection'), ''),
              coalesce((select text from dftp.sealed_text where owner_id = o.id and field = 'objector'), ''),
              o.upheld, o.answered_on, (select text from dftp.sealed_text where owner_id = o.answer_id and field = 'answer')
            from grants.objection o where o.support_id = $1 order by o.on_date, o.id
            """, connection) { Parameters = { new() { Value = grant } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<ObjectionView> objections = [];
        while (await row.ReadAsync(cancellation))
            objections.Add(new(
                row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetBoolean(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetString(6)));
        return objections;
    }
}
