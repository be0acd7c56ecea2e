using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>What the form of a pledge offers to choose from.</summary>
public sealed class PledgeChoices(Sessions sessions, IStringLocalizer<SponsorshipTexts> words, IStringLocalizer<PledgeTexts> texts)
{
    private const int Most = 1000;

    /// <summary>Sponsors of the unit that still sponsor, by name.</summary>
    public async Task<IReadOnlyList<Choice>> Sponsors(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand(
            $"select id, name, code from sponsorships.sponsor where unit_id = $1 and ended_on is null order by name collate \"vi-x-icu\" limit {Most}", connection)
        { Parameters = { new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Choice> found = [];
        while (await row.ReadAsync(cancellation)) found.Add(new(row.GetGuid(0).ToString(), $"{row.GetString(1)} ({row.GetString(2)})"));
        return found;
    }

    /// <summary>Slots of open cases that have room today, with what is left a month.</summary>
    public async Task<IReadOnlyList<Choice>> Slots(Guid unit, DateOnly on, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand($"""
            select t.id, m.name, b.code, t.purpose, t.kind, (12 * t.amount - f.yearly) / 12, (12 * t.quantity - f.yearly_quantity) / 12, t.goods, t.goods_unit
            from sponsorships.slot t join sponsorships.beneficiary b on b.id = t.beneficiary_id join households.member m on m.id = b.member_id
            left join sponsorships.case_state c on c.beneficiary_id = b.id
            cross join lateral (
              select coalesce(sum(yearly), 0)::bigint as yearly, coalesce(sum(yearly_quantity), 0) as yearly_quantity
              from sponsorships.filling where slot_id = t.id and from_on <= $2 and (until_on is null or until_on >= $2)) f
            where t.unit_id = $1 and t.starts_on <= $2 and (t.ends_on is null or t.ends_on >= $2) and coalesce(c.state, 'open') = 'open' and c.stopped is null
              and (f.yearly < 12 * t.amount or f.yearly_quantity < 12 * t.quantity)
            order by m.name collate "vi-x-icu", t.purpose limit {Most}
            """, connection) { Parameters = { new() { Value = unit }, new() { Value = on } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Choice> found = [];
        while (await row.ReadAsync(cancellation))
        {
            var left = row.GetString(4) == "goods"
                ? $"{row.GetDecimal(6):0.###} {row.GetString(8)} {row.GetString(7)}"
                : Core.Money.MoneyText.FormatWithUnit(new Core.Money.Vnd(row.GetInt64(5)));
            found.Add(new(row.GetGuid(0).ToString(), $"{row.GetString(1)} ({row.GetString(2)}) – {words[$"Purpose.{row.GetString(3)}"]}: {texts["Slot.Left", left]}"));
        }
        return found;
    }

    /// <summary>Whose slot it is; null: none of the unit.</summary>
    public async Task<Guid?> PersonOf(Guid unit, Guid slot, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("select beneficiary_id from sponsorships.slot where id = $1 and unit_id = $2", connection)
        {
            Parameters = { new() { Value = slot }, new() { Value = unit } },
        };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }

    public async Task<Schooling> Schooling(Guid unit, Guid? beneficiary, CancellationToken cancellation)
    {
        if (beneficiary is not { } id) return Core.Sponsorships.Schooling.Unknown;
        await using var connection = await sessions.Connect(unit, cancellation);
        return await PledgedPerson.Schooling(connection, id, cancellation);
    }
}
