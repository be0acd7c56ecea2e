using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>A gift of which something waits for a person.</summary>
/// <param name="AmountVnd">Đồng of the gift.</param>
/// <param name="UndecidedVnd">Of it.</param>
/// <param name="Why">flagged, ended, extra or amount.</param>
/// <param name="Detail">Of flagged the life change, of extra the occasion; else empty.</param>
public sealed record UndecidedGift(
    Guid GiftId, Guid PledgeId, Guid UnitId, DateOnly On, string Receipt, Guid SponsorId, string Sponsor, Guid? BeneficiaryId, string? CaseCode, long AmountVnd, long UndecidedVnd,
    string Why, string Detail, DateOnly? EndedOn);

/// <summary>Reads money for pledges that no rule could place.</summary>
public sealed class UndecidedMoney(Sessions sessions, IRegistry registry)
{
    private const string Select = """
        select g.id, p.id, p.unit_id, g.document_date, g.receipt_kind, g.voucher_year, g.receipt_number, g.fund_id, p.sponsor_id, s.name, p.beneficiary_id, b.code, g.amount, u.amount,
          case when p.flagged is not null then 'flagged' when p.ended_on < u.on_date then 'ended' when u.occasion is not null then 'extra' else 'amount' end,
          coalesce(p.flagged, u.occasion, ''), p.ended_on
        from sponsorships.received_part u join sponsorships.pledge p on p.id = u.pledge_id join dftp.gift g on g.id = u.gift_id
        join sponsorships.sponsor s on s.id = p.sponsor_id left join sponsorships.beneficiary b on b.id = p.beneficiary_id
        where u.kind = 'undecided' and
        """;

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<UndecidedGift>> Of(IReadOnlyList<Guid> units, CancellationToken cancellation) =>
        Read($"{Select} p.unit_id = any($1) order by g.document_date, g.id", units.ToArray(), cancellation);

    /// <summary>Null when nothing of the gift waits.</summary>
    public async Task<UndecidedGift?> Find(Guid gift, CancellationToken cancellation) => await Read($"{Select} u.gift_id = $1", gift, cancellation) is [var found] ? found : null;

    /// <summary>How many gifts wait.</summary>
    public async Task<int> Count(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var count = new NpgsqlCommand(
            "select count(*)::int from sponsorships.received_part r join sponsorships.pledge p on p.id = r.pledge_id where r.kind = 'undecided' and p.unit_id = any($1)", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        return (int)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<IReadOnlyList<UndecidedGift>> Read(string sql, object value, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = value } } };
        List<UndecidedGift> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateOnly>(3),
                new VoucherNumber(row.GetString(4), row.GetInt16(5), row.GetInt32(6)).Text(known.Funds[row.GetGuid(7)].Kind), row.GetGuid(8), row.GetString(9),
                row.IsDBNull(10) ? null : row.GetGuid(10), row.IsDBNull(11) ? null : row.GetString(11), row.GetInt64(12), row.GetInt64(13), row.GetString(14), row.GetString(15),
                row.IsDBNull(16) ? null : row.GetFieldValue<DateOnly>(16)));
        }
        return found;
    }
}
