using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Reads <c>grants.rule</c>.</summary>
public sealed class SpendingRules(Sessions sessions) : ISpendingRules
{
    private const string Columns = """
        id, unit_id, purpose, decision, valid_from, valid_to, ceiling, step_from, step_signatures, skip_meeting, skip_posting, short_allowed,
        posting_days, full_file_over, overlap_months, once_in_years
        """;

    public async ValueTask<SpendingRule> On(Guid unit, string purpose, DateOnly date, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        return (await Read(connection, "unit_id = $1 and purpose = $2 and not taken_back and daterange(valid_from, valid_to, '[]') @> $3", [unit, purpose, date], cancellation))
            .SingleOrDefault()?.Terms ?? SpendingRule.Default(purpose);
    }

    public async ValueTask<SpendingRule> Kept(Guid? rule, string purpose, CancellationToken cancellation)
    {
        if (rule is not { } id) return SpendingRule.Default(purpose);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return (await ById(connection, id, cancellation))!.Terms;
    }

    /// <summary>Everything that the units laid down and did not take back: by purpose as in reports, the latest first.</summary>
    public async Task<IReadOnlyList<DatedRule>> Of(IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var order = Purposes.All.ToList();
        return [.. (await Read(connection, "unit_id = any($1) and not taken_back", [units.ToArray()], cancellation))
            .OrderBy(rule => order.IndexOf(rule.Purpose)).ThenByDescending(rule => rule.ValidFrom)];
    }

    /// <summary>Null: there is none, or it was taken back.</summary>
    public async Task<DatedRule?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return (await Read(connection, "id = $1 and not taken_back", [id], cancellation)).SingleOrDefault();
    }

    /// <summary>The rule that another cannot be laid down beside; null: none.</summary>
    /// <param name="endsPrevious">Whether the one without an end is ended for it.</param>
    public async Task<DatedRule?> InTheWay(DatedRule rule, bool endsPrevious, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(rule.UnitId, cancellation);
        return (await Read(
            connection, "unit_id = $1 and purpose = $2 and not taken_back and daterange(valid_from, valid_to, '[]') && daterange($3, $4, '[]') order by valid_from",
            [rule.UnitId, rule.Purpose, rule.ValidFrom, rule.ValidTo], cancellation)).FirstOrDefault(other => !endsPrevious || other.ValidTo is not null || other.ValidFrom >= rule.ValidFrom);
    }

    /// <summary>The row with this id, taken back or not.</summary>
    internal static async Task<DatedRule?> ById(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await Read(connection, "id = $1", [id], cancellation)).SingleOrDefault();

    private static async Task<IReadOnlyList<DatedRule>> Read(NpgsqlConnection connection, string where, object?[] values, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from grants.rule where {where}", connection);
        foreach (var value in values)
            select.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date } : new() { Value = value });
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<DatedRule> rules = [];
        while (await row.ReadAsync(cancellation))
        {
            var steps = row.GetFieldValue<long[]>(7).Zip(row.GetFieldValue<int[]>(8), (from, signatures) => new SignatureStep(from, signatures));
            var terms = new SpendingRule(
                row.GetGuid(0), row.GetString(2), row.IsDBNull(6) ? null : row.GetInt64(6), [.. steps], !row.GetBoolean(9), !row.GetBoolean(10), row.GetBoolean(11),
                row.GetInt32(12), row.GetInt64(13), row.GetInt32(14), row.IsDBNull(15) ? null : row.GetInt32(15), row.GetString(3));
            rules.Add(new(row.GetGuid(1), row.GetFieldValue<DateOnly>(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5), terms));
        }
        return rules;
    }
}
