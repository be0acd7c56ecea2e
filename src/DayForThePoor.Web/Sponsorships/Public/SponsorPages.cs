using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Cases;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>The sponsor whose page it is. No name: whoever got hold of the address learns none.</summary>
/// <param name="Code">"NĐĐ-0007".</param>
public sealed record PageOwner(Guid SponsorId, Guid UnitId, string Code, string FollowCode);

/// <summary>The person of a pledge.</summary>
/// <param name="Case">Its code, which needs no consent.</param>
/// <param name="Shown">What consents of today cover; of a pledge that has not begun or has ended nothing.</param>
public sealed record PledgePerson(Guid Id, string Case, ShownPerson Shown);

/// <summary>News of the person, looked through by an officer and covered by a consent of today.</summary>
/// <param name="Item">One of <see cref="ConsentItems"/>.</param>
/// <param name="FileId">Null: words alone.</param>
public sealed record PledgeNews(string Item, DateOnly On, string Text, Guid? FileId, bool IsPicture);

/// <summary>A payment of the sponsor.</summary>
/// <param name="ReceiptCode">Leads to the receipt's own page.</param>
/// <param name="Kinds">Of <see cref="PartKinds"/>: what it is for.</param>
public sealed record ShownPayment(DateOnly On, long AmountVnd, string ReceiptCode, IReadOnlyList<string> Kinds);

/// <summary>Money or goods that reached the person. Đồng; 0 for goods.</summary>
public sealed record ShownHandOver(DateOnly On, long AmountVnd, decimal? Quantity);

/// <summary>A letter of the sponsor and what became of it.</summary>
/// <param name="State">waiting, passed_on, refused.</param>
/// <param name="Reason">Why not; null otherwise.</param>
public sealed record ShownLetter(DateTimeOffset SentAt, string State, string? Reason);

/// <summary>What the sponsor was or is to be told, without its figures.</summary>
/// <param name="On">Null of the end of a pledge to an age or a grade: the day would be the birthday.</param>
public sealed record ShownNotice(DateOnly? On, string Kind);

/// <summary>One pledge on the sponsor's page.</summary>
/// <param name="Person">Null while the sponsor left the choice open.</param>
/// <param name="EndsOn">Only of a pledge to a named day: the others end on a birthday or at the end of school, and would tell the age.</param>
/// <param name="Watched">Something changed and a person looks into it; what it is, is told in person.</param>
/// <param name="Successor">Handed over to another sponsor, who is not named.</param>
public sealed record ShownPledge(
    Guid Id, string State, string Channel, string Frequency, long AmountVnd, decimal? Quantity, string Goods, string GoodsUnit, string? Purpose, DateOnly StartsOn,
    string EndRule, DateOnly? EndsOn, DateOnly? HeldUntil, DateOnly? PausedFrom, DateOnly? EndedOn, string? EndReason, bool Watched, bool Predecessor, bool Successor,
    PledgePerson? Person)
{
    public bool Lives => State != PledgeStates.Ended;

    /// <summary>Nobody is asked to transfer while a person looks into a change.</summary>
    public bool TakesTransfers => Channel == PledgeChannels.Fund && State is (PledgeStates.Held or PledgeStates.Active) && !Watched;

    /// <summary>From the first payment on, and no longer than the pledge, is the sponsor told of the person.</summary>
    public bool MeetsPerson => State is PledgeStates.Active or PledgeStates.Paused;
}

/// <summary>Everything on a sponsor's page but the three numbers; news by person, all else by pledge.</summary>
public sealed record SponsorPageFacts(
    IReadOnlyList<ShownPledge> Pledges, ILookup<Guid, PledgeNews> News, ILookup<Guid, ShownPayment> Payments, ILookup<Guid, ShownHandOver> HandOvers,
    ILookup<Guid, ShownNotice> Notices, ILookup<Guid, ShownLetter> Letters);

/// <summary>
/// Reads what a sponsor sees by the link alone. What a person is called, how old they are, their pictures, results and letters
/// come by consent of today only; where they live and learn, what they suffer from and who cares for them never does.
/// </summary>
public sealed class SponsorPages(Sessions sessions, TimeProvider time)
{
    /// <summary>The live ends that concern the sponsor alone. Of all others the page says that it ended and whom to call: some news are told in person.</summary>
    private static readonly string[] OwnEnds =
        [PledgeEndReasons.Completed, PledgeEndReasons.SponsorStopped, PledgeEndReasons.HandedOver, PledgeEndReasons.Withdrawn];

    /// <summary>Null: no sponsor has this code now.</summary>
    public async Task<PageOwner?> Find(string code, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select id, unit_id, code, follow_code from sponsorships.sponsor where follow_code = $1", connection)
        {
            Parameters = { new() { Value = code } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3)) : null;
    }

    public async Task<SponsorPageFacts> Read(PageOwner owner, CancellationToken cancellation)
    {
        var pledges = await Pledges(owner.SponsorId, cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return new(
            pledges,
            await News(connection, [.. pledges.Select(p => p.Person?.Shown).OfType<ShownPerson>().DistinctBy(p => p.BeneficiaryId)], cancellation),
            await Payments(connection, owner.SponsorId, cancellation),
            await HandOvers(connection, owner.SponsorId, cancellation),
            await Notices(connection, owner.SponsorId, cancellation),
            await Letters(connection, owner.SponsorId, cancellation));
    }

    /// <summary>SHA-256 of a file, if consent covers it at this moment and the sponsor supports the person; else null.</summary>
    public async Task<byte[]?> File(PageOwner owner, Guid file, CancellationToken cancellation)
    {
        var pledges = await Pledges(owner.SponsorId, cancellation);
        if (!pledges.Any(p => p.Person?.Shown.Files.Contains(file) == true)) return null;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select sha256 from sponsorships.file where id = $1", connection) { Parameters = { new() { Value = file } } };
        return (byte[]?)await select.ExecuteScalarAsync(cancellation);
    }

    private async Task<IReadOnlyList<ShownPledge>> Pledges(Guid sponsor, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(time);
        List<(ShownPledge Pledge, Guid? Person, string Case, bool Open)> read = [];
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using (var select = new NpgsqlCommand("""
                with recursive way as (
                  select p.id as pledge_id, p.beneficiary_id as at from sponsorships.pledge p where p.sponsor_id = $1 and p.beneficiary_id is not null
                  union
                  select w.pledge_id, c.merged_into from way w join sponsorships.case_state c on c.beneficiary_id = w.at where c.state = 'merged'),
                stands as (
                  select w.pledge_id, b.id, b.code, c.state = 'open' and c.stopped is null as open
                  from way w join sponsorships.case_state c on c.beneficiary_id = w.at and c.state <> 'merged'
                  join sponsorships.beneficiary b on b.id = w.at)
                select p.id, p.state, p.channel, p.frequency, p.amount, p.quantity, t.goods, t.goods_unit, t.purpose, p.starts_on, p.end_rule, p.ends_on, p.held_until, p.paused_from,
                  p.ended_on, p.end_reason, p.flagged is not null, p.predecessor_id is not null, p.successor_id is not null, s.id, s.code, s.open
                from sponsorships.pledge p left join sponsorships.slot t on t.id = p.slot_id left join stands s on s.pledge_id = p.id
                where p.sponsor_id = $1 order by p.state = 'ended', p.starts_on, s.code, p.id
                """, connection) { Parameters = { new() { Value = sponsor } } })
        {
            await using var row = await select.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var reason = Text(row, 15);
                var rule = row.GetString(10);
                var pledge = new ShownPledge(
                    row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetDecimal(5), Text(row, 6) ?? "", Text(row, 7) ?? "",
                    Text(row, 8), row.GetFieldValue<DateOnly>(9), rule, rule == EndRules.Date ? Day(row, 11) : null, Day(row, 12), Day(row, 13), Day(row, 14),
                    OwnEnds.Contains(reason) ? reason : null, row.GetBoolean(16), row.GetBoolean(17), row.GetBoolean(18), null);
                read.Add((pledge, row.IsDBNull(19) ? null : row.GetGuid(19), Text(row, 20) ?? "", !row.IsDBNull(21) && row.GetBoolean(21)));
            }
        }
        var shown = await Consents.Shown(connection, [.. read.Where(r => r.Pledge.MeetsPerson && r.Open).Select(r => r.Person).OfType<Guid>()], today, false, cancellation);
        return [.. read.Select(r => r.Person is not { } id ? r.Pledge : r.Pledge with
        {
            Watched = r.Pledge.Watched || (r.Pledge.Lives && !r.Open),
            Person = new(id, r.Case, r.Pledge.MeetsPerson && shown.TryGetValue(id, out var person) ? person : ShownPerson.Nothing(id)),
        })];
    }

    private static async Task<ILookup<Guid, PledgeNews>> News(NpgsqlConnection connection, IReadOnlyList<ShownPerson> people, CancellationToken cancellation)
    {
        var kinds = new Dictionary<Guid, string>();
        await using var select = new NpgsqlCommand("select id, media_type from sponsorships.file where id = any($1)", connection)
        {
            Parameters = { new() { Value = people.SelectMany(person => person.Files).ToArray() } },
        };
        await using (var row = await select.ExecuteReaderAsync(cancellation))
            while (await row.ReadAsync(cancellation)) kinds[row.GetGuid(0)] = row.GetString(1);
        return people.SelectMany(person => new[] { (ConsentItems.Photo, person.Photos), (ConsentItems.SchoolResult, person.SchoolResults), (ConsentItems.Letter, person.Letters) }
                .SelectMany(item => item.Item2.Select(news => (person.BeneficiaryId, News: new PledgeNews(
                    item.Item1, news.On, news.Text, news.FileId, news.FileId is { } file && kinds.GetValueOrDefault(file)?.StartsWith("image/", StringComparison.Ordinal) == true)))))
            .OrderByDescending(n => n.News.On).ToLookup(n => n.BeneficiaryId, n => n.News);
    }

    private static Task<ILookup<Guid, ShownPayment>> Payments(NpgsqlConnection connection, Guid sponsor, CancellationToken cancellation) => Of(connection, """
        select r.pledge_id, r.on_date, sum(r.amount)::bigint, g.receipt_code, array_agg(distinct r.kind order by r.kind)
        from sponsorships.received_part r join sponsorships.pledge p on p.id = r.pledge_id join dftp.gift g on g.id = r.gift_id
        where p.sponsor_id = $1 group by 1, 2, r.gift_id, g.receipt_code order by r.on_date desc, g.receipt_code
        """, sponsor, row => new ShownPayment(row.GetFieldValue<DateOnly>(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<string[]>(4)), cancellation);

    private static Task<ILookup<Guid, ShownHandOver>> HandOvers(NpgsqlConnection connection, Guid sponsor, CancellationToken cancellation) => Of(connection, """
        select pledge_id, on_date, sum(amount)::bigint, sum(quantity) from (
          select d.pledge_id, d.on_date, d.amount, d.quantity from sponsorships.delivery d join sponsorships.pledge p on p.id = d.pledge_id
          where p.sponsor_id = $1 and not d.taken_back
          union all
          select p.id, (coalesce(l.changed_at, y.paid_at) at time zone '+07')::date, l.amount, null
          from sponsorships.pledge p join payments.line l on l.earmark_id = p.id join payments.payment y on y.id = l.payment_id
          where p.sponsor_id = $1 and l.slot_id is not null and y.state = 'paid' and (y.payee_kind <> 'list' or l.state = 'collected') and l.state <> 'returned') d
        group by 1, 2 order by 2 desc
        """, sponsor, row => new ShownHandOver(row.GetFieldValue<DateOnly>(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetDecimal(3)), cancellation);

    private static Task<ILookup<Guid, ShownNotice>> Notices(NpgsqlConnection connection, Guid sponsor, CancellationToken cancellation) => Of(connection,
        """
        select n.pledge_id, case when n.kind not in ('ends_soon', 'ended') or p.end_rule = 'date' then n.on_date end, n.kind
        from sponsorships.notice n join sponsorships.pledge p on p.id = n.pledge_id where n.sponsor_id = $1 order by n.on_date desc, n.made_at desc limit 200
        """, sponsor, row => new ShownNotice(Day(row, 1), row.GetString(2)), cancellation);

    private static Task<ILookup<Guid, ShownLetter>> Letters(NpgsqlConnection connection, Guid sponsor, CancellationToken cancellation) => Of(connection,
        "select pledge_id, sent_at, state, reason from sponsorships.letter where sponsor_id = $1 order by sent_at desc limit 100", sponsor,
        row => new ShownLetter(row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), Text(row, 3)), cancellation);

    private static async Task<ILookup<Guid, T>> Of<T>(NpgsqlConnection connection, string sql, Guid sponsor, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        List<(Guid Pledge, T Item)> items = [];
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = sponsor } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) items.Add((row.GetGuid(0), read(row)));
        return items.ToLookup(item => item.Pledge, item => item.Item);
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
