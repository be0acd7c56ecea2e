using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Papers;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.Cases;
using DayForThePoor.Web.Sponsorships.Office.Reports;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office.Papers;

/// <summary>Gathers what sponsorship's print-outs say. A foreign paper and one that does not exist are answered alike.</summary>
public sealed class SponsorshipPrints(Sessions sessions, IAccessPolicy access, IRegistry registry, OfficeQueries office, SponsorshipReport reports, TimeProvider clock)
{
    /// <summary>Null: not for this person.</summary>
    public async Task<Printed?> Undertaking(Actor by, Guid pledge, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        if (await Find(connection, pledge, cancellation) is not { } found || await access.WhyNot(by, Permission.ReadSponsorships, found.UnitId, cancellation) is not null) return null;
        return await Head(found.UnitId, found.FundId, found.StartsOn, cancellation) is { } head ? PledgeSheets.Undertaking(found, found.StartsOn, head) : null;
    }

    /// <inheritdoc cref="Undertaking"/>
    public async Task<Printed?> Letter(Actor by, Guid notice, CancellationToken cancellation)
    {
        if (await office.Notice(notice, cancellation) is not { } found || await access.WhyNot(by, Permission.ReadSponsorships, found.UnitId, cancellation) is not null) return null;
        var day = found.ToldOn ?? VietnamTime.TodayIn(clock);
        return await Head(found.UnitId, null, day, cancellation) is { } head && await Sponsor(found.SponsorId, cancellation) is { } sponsor
            ? PledgeSheets.Letter(found, sponsor.Address, day, head) : null;
    }

    /// <inheritdoc cref="Undertaking"/>
    public async Task<Printed?> Statement(Actor by, Guid sponsor, int year, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        if (year < 2000 || year > today.Year) return null;
        if (await Sponsor(sponsor, cancellation) is not { } found || await access.WhyNot(by, Permission.ReadSponsorships, found.Unit, cancellation) is not null) return null;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var day = last < today ? last : today;
        if (await Head(found.Unit, null, day, cancellation) is not { } head) return null;
        var rows = await reports.Ask(new([found.Unit], first, last, today, ReportGroups.Pledge, sponsor), cancellation);
        var about = await About([.. rows.Select(row => Guid.Parse(row.Key))], cancellation);
        return PledgeSheets.Statement(found.Name, year,
        [
            .. from row in rows
               let pledge = about[Guid.Parse(row.Key)]
               select new StatementLine(pledge.Code, pledge.Purpose, row.PromisedVnd, row.ReceivedVnd, row.DeliveredVnd, row.GoodsDue, row.GoodsDelivered),
        ], day, head);
    }

    private async Task<PledgeOnPaper?> Find(NpgsqlConnection connection, Guid pledge, CancellationToken cancellation)
    {
        PledgeOnPaper? found = null;
        Guid? beneficiary = null; // of a pledge that is over the sponsor is a stranger again
        await using (var select = new NpgsqlCommand("""
            select p.unit_id, p.fund_id, p.sponsor_id, s.name, s.address, s.phone, b.code, coalesce(b.kind = any($2), false), t.purpose, p.channel, p.amount, p.quantity,
              coalesce(t.goods, ''), coalesce(t.goods_unit, ''), p.frequency, p.starts_on, p.ends_on, p.end_rule, case when p.state <> 'ended' then p.beneficiary_id end
            from sponsorships.pledge p join sponsorships.sponsor s on s.id = p.sponsor_id left join sponsorships.beneficiary b on b.id = p.beneficiary_id left join sponsorships.slot t on t.id = p.slot_id
            where p.id = $1
            """, connection) { Parameters = { new() { Value = pledge }, new() { Value = BeneficiaryKinds.Children.ToArray() } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (await row.ReadAsync(cancellation))
            {
                found = new(
                    pledge, row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), null,
                    row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetString(9), row.GetInt64(10), row.IsDBNull(11) ? null : row.GetDecimal(11), row.GetString(12), row.GetString(13),
                    row.GetString(14), row.GetFieldValue<DateOnly>(15), row.IsDBNull(16) ? null : row.GetFieldValue<DateOnly>(16), row.GetString(17));
                beneficiary = row.IsDBNull(18) ? null : row.GetGuid(18);
            }
        }
        return found is not null && beneficiary is { } person
            ? found with { FirstName = (await Consents.Shown(connection, [person], VietnamTime.TodayIn(clock), publicly: false, cancellation))[person].FirstName }
            : found;
    }

    private async Task<(Guid Unit, string Name, string Address)?> Sponsor(Guid sponsor, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id, name, address from sponsorships.sponsor where id = $1", connection) { Parameters = { new() { Value = sponsor } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetGuid(0), row.GetString(1), row.GetString(2)) : null;
    }

    private async Task<IReadOnlyDictionary<Guid, (string Code, string? Purpose)>> About(Guid[] pledges, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select p.id, coalesce(b.code, ''), t.purpose from sponsorships.pledge p left join sponsorships.beneficiary b on b.id = p.beneficiary_id
            left join sponsorships.slot t on t.id = p.slot_id where p.id = any($1)
            """, connection) { Parameters = { new() { Value = pledges } } };
        Dictionary<Guid, (string, string?)> about = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) about[row.GetGuid(0)] = (row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));
        return about;
    }

    /// <summary>Of the pledge's fund, else of a fund of the unit; null: the unit keeps no books.</summary>
    private async Task<Letterhead?> Head(Guid unit, Guid? fund, DateOnly day, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var of = fund ?? known.Funds.Values.Where(f => f.UnitId == unit).OrderByDescending(f => f.Kind, StringComparer.Ordinal).FirstOrDefault()?.Id;
        return of is { } id ? known.LetterheadOf(id, day) : null;
    }
}

/// <summary>The addresses of sponsorship's print-outs.</summary>
public static class SponsorshipPrintRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/do-dau/cam-ket/{id:guid}/ban-cam-ket.pdf", (Guid id, HttpContext http, SponsorshipPrints prints, Installation installation, CancellationToken cancellation) =>
            Answer(prints.Undertaking(http.Actor(), id, cancellation), http, installation)).ExcludeFromDescription();
        app.MapGet("/do-dau/bao-tin/{id:guid}.pdf", (Guid id, HttpContext http, SponsorshipPrints prints, Installation installation, CancellationToken cancellation) =>
            Answer(prints.Letter(http.Actor(), id, cancellation), http, installation)).ExcludeFromDescription();
        app.MapGet("/do-dau/nguoi-do-dau/{id:guid}/bang-ke-{year:int}.pdf", (Guid id, int year, HttpContext http, SponsorshipPrints prints, Installation installation, CancellationToken cancellation) =>
            Answer(prints.Statement(http.Actor(), id, year, cancellation), http, installation)).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(Task<Printed?> printed, HttpContext http, Installation installation) =>
        OfficialPaper.Answer(await printed ?? throw new AccessDenied(AccessPolicy.OtherUnit), installation, http);
}
