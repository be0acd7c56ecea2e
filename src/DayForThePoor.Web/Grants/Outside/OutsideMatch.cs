using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Households;
using Npgsql;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>A row of a list and the household that it means.</summary>
internal sealed record MatchedRow(OutsideRow Row, OutsideSupport Support, string Head, string Code);

/// <summary>Finds the households and people of a list in a commune's register, and says what cannot be recorded.</summary>
internal sealed class OutsideMatch(NpgsqlConnection connection, Guid unit, PersonalKey key)
{
    private sealed record Home(Guid Id, string Code, string Head);

    private readonly Dictionary<string, Home> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Guid Member, Home Home)> byPrint = new(StringComparer.Ordinal);

    public async Task<(IReadOnlyList<MatchedRow> Matched, IReadOnlyList<ListProblem> Problems)> Of(IReadOnlyList<OutsideRow> rows, CancellationToken cancellation)
    {
        await Load(rows, cancellation);
        List<MatchedRow> matched = new(rows.Count);
        List<ListProblem> problems = [];
        var rowOf = new Dictionary<(string, string, Guid, Guid?, string, DateOnly), int>();
        foreach (var row in rows)
        {
            var (match, problem) = Match(row);
            if (match is null)
            {
                problems.Add(problem!);
                continue;
            }
            var support = match.Support;
            var same = (support.Key.Source, support.Key.List, support.HouseholdId, support.MemberId, support.Purpose, support.List.Length == 0 ? support.On : default);
            if (rowOf.TryAdd(same, row.Row)) matched.Add(match);
            else problems.Add(new("outside_list.twice", row.Row, OutsideList.Code.Title, $"{rowOf[same]}"));
        }
        foreach (var known in await Recorded(matched, cancellation)) problems.Add(new("outside_list.recorded", known.Row.Row, OutsideList.Code.Title));
        return (matched, [.. problems.OrderBy(problem => problem.Row)]);
    }

    private (MatchedRow? Match, ListProblem? Problem) Match(OutsideRow row)
    {
        var person = row.NationalId is { } id && byPrint.TryGetValue(Print(id), out var found) ? found : default;
        var home = row.Code.Length > 0 ? byCode.GetValueOrDefault(row.Code) : person.Home;
        if (home is null)
            return (null, row.Code.Length > 0 ? new("outside_list.unknown_code", row.Row, OutsideList.Code.Title, row.Code) : new("outside_list.unknown_id", row.Row, OutsideList.Id.Title));
        if (row.NationalId is not null && person.Home?.Id != home.Id) return (null, new("outside_list.not_in_household", row.Row, OutsideList.Id.Title, home.Code));
        if (row.HeadFolded.Length > 0 && row.HeadFolded != Folding.Fold(home.Head)) return (null, new("outside_list.other_head", row.Row, OutsideList.Head.Title, home.Code));
        // The head's own number says which household; it does not make a help for the household one for the head alone.
        Guid? member = row.NationalId is not null && row.Code.Length > 0 ? person.Member : null;
        var support = new OutsideSupport(Guid.CreateVersion7(), home.Id, member, row.Programme, row.List, row.Purpose, row.Amount, row.On);
        return (new(row, support, home.Head, home.Code), null);
    }

    private async Task Load(IReadOnlyList<OutsideRow> rows, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("select id, code, head_name from households.household where unit_id = $1 and code = any($2)")
        {
            Parameters = { new() { Value = unit }, new() { Value = rows.Select(r => r.Code).Where(code => code.Length > 0).Distinct().ToArray() } },
        });
        batch.BatchCommands.Add(new("""
            select m.id_print, m.id, h.id, h.code, h.head_name from households.member m join households.household h on h.id = m.household_id
            where m.unit_id = $1 and m.left_on is null and m.id_print = any($2)
            """)
        {
            Parameters = { new() { Value = unit }, new() { Value = rows.Select(r => r.NationalId).OfType<string>().Distinct().Select(key.Print).ToArray() } },
        });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) byCode[row.GetString(1)] = new(row.GetGuid(0), row.GetString(1), row.GetString(2));
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            byPrint[Convert.ToBase64String(row.GetFieldValue<byte[]>(0))] = (row.GetGuid(1), new(row.GetGuid(2), row.GetString(3), row.GetString(4)));
    }

    /// <summary>Those that the register has already, from an earlier list or by hand.</summary>
    private async Task<IReadOnlyList<MatchedRow>> Recorded(List<MatchedRow> rows, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select n.id from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[]) n(id, household_id, member_id, source, list_folded, purpose, on_date)
            join grants.outside_support s on s.household_id = n.household_id and s.taken_back_at is null and s.source = n.source and s.list_folded = n.list_folded and s.purpose = n.purpose
              and coalesce(s.member_id, '00000000-0000-0000-0000-000000000000') = n.member_id and (n.list_folded <> '' or s.on_date = n.on_date)
            """, connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.Support.Id).ToArray() }, new() { Value = rows.Select(r => r.Support.HouseholdId).ToArray() },
                new() { Value = rows.Select(r => r.Support.MemberId ?? Guid.Empty).ToArray() }, new() { Value = rows.Select(r => r.Support.Key.Source).ToArray() },
                new() { Value = rows.Select(r => r.Support.Key.List).ToArray() }, new() { Value = rows.Select(r => r.Support.Purpose).ToArray() },
                new() { Value = rows.Select(r => r.Support.On).ToArray() },
            },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var known = new HashSet<Guid>();
        while (await row.ReadAsync(cancellation)) known.Add(row.GetGuid(0));
        return [.. rows.Where(matched => known.Contains(matched.Support.Id))];
    }

    private string Print(string id) => Convert.ToBase64String(key.Print(id));
}
