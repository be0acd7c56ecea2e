using DayForThePoor.Core.Households;
using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>News of a person that may be shown.</summary>
/// <param name="FileId">In <c>sponsorships.file</c>, or null.</param>
public sealed record ShownNews(DateOnly On, string Text, Guid? FileId);

/// <summary>What of a supported person may leave the circle of the staff. Null and empty: nothing is agreed to.</summary>
/// <param name="FirstName">Tên gọi: the given name alone.</param>
/// <param name="Age">Full years.</param>
public sealed record ShownPerson(
    Guid BeneficiaryId, string? FirstName, int? Age, IReadOnlyList<ShownNews> Photos, IReadOnlyList<ShownNews> SchoolResults, IReadOnlyList<ShownNews> Letters)
{
    public static ShownPerson Nothing(Guid beneficiary) => new(beneficiary, null, null, [], [], []);

    /// <summary>Files that may be handed out.</summary>
    public IEnumerable<Guid> Files => Photos.Concat(SchoolResults).Concat(Letters).Select(news => news.FileId).OfType<Guid>();
}

/// <summary>
/// The one source of what pages, print-outs and files outside the staff say of supported people. Asked anew for every answer,
/// so that a withdrawal hides at once.
/// </summary>
public static class Consents
{
    /// <summary>One for each that was asked, those of whom nothing may be shown too.</summary>
    /// <param name="publicly">For everybody; else for the sponsor.</param>
    public static async Task<IReadOnlyDictionary<Guid, ShownPerson>> Shown(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> beneficiaries, DateOnly on, bool publicly, CancellationToken cancellation)
    {
        var shown = beneficiaries.Distinct().ToDictionary(id => id, ShownPerson.Nothing);
        if (shown.Count == 0) return shown;
        var ids = shown.Keys.ToArray();
        var people = await People(connection, ids, cancellation);
        var consents = (await Of(connection, ids, cancellation)).ToLookup(c => c.Beneficiary, c => c.Consent);
        var items = people.ToDictionary(p => p.Key, p => ConsentRules.Shown(consents[p.Key], p.Value.Birth, on, publicly));
        var news = (await News(connection, [.. items.Where(i => i.Value.Count > 0).Select(i => i.Key)], on, cancellation)).ToLookup(n => (n.Beneficiary, n.Item), n => n.News);
        foreach (var (id, (name, birth)) in people)
        {
            IReadOnlyList<ShownNews> Of(string item) => items[id].Contains(item) ? [.. news[(id, item)]] : [];
            shown[id] = new(
                id, items[id].Contains(ConsentItems.FirstName) ? PersonName.Given(name) : null, items[id].Contains(ConsentItems.Age) ? Ages.On(birth!.Value, on) : null,
                Of(ConsentItems.Photo), Of(ConsentItems.SchoolResult), Of(ConsentItems.Letter));
        }
        return shown;
    }

    /// <summary>Nothing is shown of a case that was merged away, nor of the dead, whose consent nobody can renew or withdraw.</summary>
    private static async Task<Dictionary<Guid, (string Name, DateOnly? Birth)>> People(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select b.id, m.name, m.birth_date, m.birth_year from sponsorships.beneficiary b join sponsorships.case_state s on s.beneficiary_id = b.id join households.member m on m.id = b.member_id
            where b.id = any($1) and s.state <> 'merged' and s.stopped is distinct from 'died'
            """, connection) { Parameters = { new() { Value = ids } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var people = new Dictionary<Guid, (string, DateOnly?)>();
        while (await row.ReadAsync(cancellation))
            people[row.GetGuid(0)] = (row.GetString(1), Ages.LatestBirth(row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetInt16(3)));
        return people;
    }

    private static async Task<List<(Guid Beneficiary, ConsentFacts Consent)>> Of(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select beneficiary_id, item, for_public, given_on, guardian_name is not null, child_agreed, valid_until, withdrawn_at is not null
            from sponsorships.consent where beneficiary_id = any($1) and withdrawn_at is null
            """, connection) { Parameters = { new() { Value = ids } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid, ConsentFacts)> consents = [];
        while (await row.ReadAsync(cancellation))
            consents.Add((row.GetGuid(0), new(
                row.GetString(1), row.GetBoolean(2), row.GetFieldValue<DateOnly>(3), row.GetBoolean(4), row.GetBoolean(5), row.GetFieldValue<DateOnly>(6), row.GetBoolean(7))));
        return consents;
    }

    /// <summary>Only what somebody looked through.</summary>
    private static async Task<List<(Guid Beneficiary, string Item, ShownNews News)>> News(NpgsqlConnection connection, Guid[] ids, DateOnly on, CancellationToken cancellation)
    {
        if (ids.Length == 0) return [];
        await using var select = new NpgsqlCommand("""
            select beneficiary_id, item, on_date, text, file_id from sponsorships.news
            where beneficiary_id = any($1) and approved_at is not null and on_date <= $2 order by on_date desc, id desc
            """, connection) { Parameters = { new() { Value = ids }, new() { Value = on } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid, string, ShownNews)> news = [];
        while (await row.ReadAsync(cancellation))
            news.Add((row.GetGuid(0), row.GetString(1), new(row.GetFieldValue<DateOnly>(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetGuid(4))));
        return news;
    }
}
