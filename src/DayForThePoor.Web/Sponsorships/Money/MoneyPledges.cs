using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>A pledge as whoever takes money for it has to know it.</summary>
/// <param name="CaseCode">Null: for whoever needs it most.</param>
/// <param name="UndecidedVnd">Đồng that wait for a person.</param>
/// <param name="Code">Of transfers; null while nobody asked for it.</param>
public sealed record MoneyPledge(
    Guid Id, Guid UnitId, Guid SponsorId, string SponsorCode, string SponsorName, string SponsorKind, string SponsorAddress, bool? MayBeNamed,
    Guid? BeneficiaryId, string? CaseCode, Guid? FundId, string Channel, string State, string? Flagged, DateOnly? EndedOn, long UndecidedVnd, string? Code)
{
    /// <summary>Whether a payment for all pledges of the sponsor is meant for this one too.</summary>
    public bool Shares => Channel == PledgeChannels.Fund && State is PledgeStates.Held or PledgeStates.Active;
}

/// <summary>An instalment of which something is left.</summary>
/// <param name="LeftVnd">Đồng.</param>
public sealed record OpenInstalment(Guid PledgeId, int Seq, DateOnly DueOn, long AmountVnd, long LeftVnd);

/// <param name="Id">The sponsor.</param>
public sealed record MoneySponsor(Guid Id, Guid UnitId, string Code, string Name);

/// <summary>Reads pledges for their money. Who may see which unit is the caller's question.</summary>
public sealed class MoneyPledges(Sessions sessions)
{
    private const string Select = """
        select p.id, p.unit_id, p.sponsor_id, s.code, s.name, s.kind, s.address, s.may_be_named, p.beneficiary_id, b.code, p.fund_id, p.channel, p.state, p.flagged, p.ended_on, p.undecided,
          (select c.code from statements.transfer_code c where c.kind = 'pledge' and c.target_id = p.id order by c.issued_at limit 1)
        from sponsorships.pledge p join sponsorships.sponsor s on s.id = p.sponsor_id left join sponsorships.beneficiary b on b.id = p.beneficiary_id
        """;

    public const int MostFound = 20;

    public async Task<MoneyPledge?> Find(Guid id, CancellationToken cancellation) => (await Read($"{Select} where p.id = $1", cancellation, id)) is [var found] ? found : null;

    /// <summary>All pledges of a sponsor, in the order of the cases.</summary>
    public Task<IReadOnlyList<MoneyPledge>> OfSponsor(Guid sponsor, CancellationToken cancellation) =>
        Read($"{Select} where p.sponsor_id = $1 order by b.code nulls last, p.offered_at, p.id", cancellation, sponsor);

    /// <summary>Pledges through the fund that a person means by a transfer code, the code of a case, or the name or code of a sponsor; those that go on first.</summary>
    /// <param name="folded">What was typed, without diacritics and in lower case.</param>
    public Task<IReadOnlyList<MoneyPledge>> Search(IReadOnlyList<Guid> units, string folded, CancellationToken cancellation) => folded.Length < 2
        ? Task.FromResult<IReadOnlyList<MoneyPledge>>([])
        : Read($"""
            {Select} where p.unit_id = any($1) and p.channel = 'fund'
              and (s.folded like '%' || $2 || '%' or b.folded like '%' || $2 || '%'
                or exists (select from statements.transfer_code c where c.kind = 'pledge' and c.target_id = p.id and lower(c.code) = replace($2, ' ', '')))
            order by p.state = 'ended', p.state = 'offered', s.name, b.code limit {MostFound}
            """, cancellation, units.ToArray(), LikeWords.Escaped(folded));

    public async Task<MoneySponsor?> Sponsor(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select id, unit_id, code, name from sponsorships.sponsor where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3)) : null;
    }

    /// <summary>Open instalments, oldest first; of a paused pledge those that fell due before the pause.</summary>
    public async Task<IReadOnlyList<OpenInstalment>> Open(IReadOnlyList<Guid> pledges, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select i.pledge_id, i.seq, i.due_on, i.amount, i.amount - i.received - i.delivered from sponsorships.instalment i join sponsorships.pledge p on p.id = i.pledge_id
            where i.pledge_id = any($1) and not i.dropped and i.received + i.delivered < i.amount and (p.paused_from is null or i.due_on < p.paused_from) order by i.pledge_id, i.seq
            """, connection) { Parameters = { new() { Value = pledges.ToArray() } } };
        List<OpenInstalment> open = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) open.Add(new(row.GetGuid(0), row.GetInt32(1), row.GetFieldValue<DateOnly>(2), row.GetInt64(3), row.GetInt64(4)));
        return open;
    }

    private async Task<IReadOnlyList<MoneyPledge>> Read(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(sql, connection);
        foreach (var value in values) select.Parameters.Add(new() { Value = value });
        List<MoneyPledge> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetBoolean(7),
                row.IsDBNull(8) ? null : row.GetGuid(8), row.IsDBNull(9) ? null : row.GetString(9), row.IsDBNull(10) ? null : row.GetGuid(10), row.GetString(11), row.GetString(12),
                row.IsDBNull(13) ? null : row.GetString(13), row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14), row.GetInt64(15), row.IsDBNull(16) ? null : row.GetString(16)));
        }
        return found;
    }
}
