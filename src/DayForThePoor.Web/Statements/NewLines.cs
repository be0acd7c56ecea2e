using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>What a file adds to a bank day.</summary>
/// <param name="Day">The day as the file has it.</param>
/// <param name="Lines">New lines.</param>
/// <param name="Credits">Đồng in over the new lines.</param>
/// <param name="Debits">Đồng out over the new lines.</param>
public sealed record NewOnDay(FileDay Day, int Lines, long Credits, long Debits);

/// <summary>
/// Judges which lines of a file are new. The importer holds the account against every other import, so what is judged
/// before the first day is posted still holds at the last.
/// </summary>
internal static class NewLines
{
    /// <returns>A problem for each group of lines that nobody can tell from stored ones.</returns>
    public static async Task<ProblemList> Judge(NpgsqlConnection connection, Guid account, StatementReadResult file, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        var stored = await StoredDays(connection, account, file, cancellation);
        for (var i = 0; i < file.Marks.Count && stored.Count > 0; i++)
            if (stored.TryGetValue(file.Marks[i].Day, out var positions)) positions.Add(i);

        foreach (var (day, positions) in stored)
        {
            foreach (var i in KnownLines.Judge(file.Marks, positions, await Stored(connection, account, day, cancellation)))
                problems.Add(StatementProblems.CutInsideDay, file.Marks[i].Row, null, ImportProblems.Text(day));
        }
        return problems;
    }

    /// <summary>In the order of the calendar.</summary>
    public static IReadOnlyList<NewOnDay> Of(StatementReadResult file)
    {
        var found = file.Days.ToDictionary(d => d.Day, _ => (Lines: 0, Credits: 0L, Debits: 0L));
        for (var i = 0; i < file.Marks.Count; i++)
        {
            ref readonly var mark = ref file.Marks[i];
            if (mark.IsKnown) continue;
            var (lines, credits, debits) = found[mark.Day];
            found[mark.Day] = mark.Movement > 0 ? (lines + 1, credits + mark.Movement, debits) : (lines + 1, credits, debits - mark.Movement);
        }
        return [.. file.Days.Select(d => new NewOnDay(d, found[d.Day].Lines, found[d.Day].Credits, found[d.Day].Debits))];
    }

    /// <summary>The days of the file of which the account has lines, each with room for the positions of its lines.</summary>
    private static async Task<SortedDictionary<DateOnly, List<int>>> StoredDays(
        NpgsqlConnection connection, Guid account, StatementReadResult file, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select d from unnest($2::date[]) d where exists (select from statements.line l where l.account_id = $1 and l.value_date = d)
            """, connection) { Parameters = { new() { Value = account }, new() { Value = file.Days.Select(d => d.Day).ToArray() } } };
        var days = new SortedDictionary<DateOnly, List<int>>();
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) days.Add(reader.GetFieldValue<DateOnly>(0), []);
        return days;
    }

    private static async Task<IReadOnlyCollection<StoredLine>> Stored(NpgsqlConnection connection, Guid account, DateOnly day, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select fingerprint, at_time, balance from statements.line where account_id = $1 and value_date = $2", connection)
        {
            Parameters = { new() { Value = account }, new() { Value = day } },
        };
        List<StoredLine> lines = [];
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new(
                Fingerprint.Of(reader.GetFieldValue<byte[]>(0)),
                reader.IsDBNull(1) ? null : reader.GetFieldValue<TimeOnly>(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)));
        }
        return lines;
    }
}
