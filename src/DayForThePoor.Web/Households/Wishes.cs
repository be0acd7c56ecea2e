using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>Wishes (nguyện vọng) that other modules answer.</summary>
public static class Wishes
{
    /// <summary>The wish was met. One that has an outcome already keeps it; a day before the wish counts as its own day.</summary>
    public static async Task Meet(NpgsqlConnection connection, Guid wish, DateOnly on, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("""
            update households.happening set outcome = 'done', outcome_text = '', outcome_on = greatest(on_date, $2)
            where id = $1 and kind = 'wish' and outcome is null
            """, connection) { Parameters = { new() { Value = wish }, new() { Value = on } } };
        await update.ExecuteNonQueryAsync(cancellation);
    }
}
