using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Sponsorships.Public;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Sponsorships;

[Collection(nameof(UnprovedBooks))]
public class the_counts_of_states(UnprovedBooks app) : AppTest(app)
{
    [Fact]
    public async Task are_what_counting_gives_whatever_was_added_moved_and_taken_away()
    {
        var commune = await App.NewCommune();
        var placed = await SponsoredCase.Place(App, commune);
        await SponsoredCase.Place(App, commune, 2, plain: true);
        await placed.Execute("update sponsorships.pledge set state = 'paused', paused_from = current_date where id = $1", placed.Pledge);
        await placed.Execute("update sponsorships.pledge set received = received where id = $1", placed.Pledge);
        await placed.Execute("update sponsorships.case_state set state = 'closed', closed_on = current_date where beneficiary_id = $1", placed.Id);
        (await Differing()).ShouldBe(0);
        (await Rows(commune.UnitId)).ShouldBeGreaterThan(3);

        await App.Services.GetRequiredService<StateCounts>().SumUp(Ct);

        (await Differing()).ShouldBe(0);
        (await Rows(commune.UnitId)).ShouldBe(3); // a paused pledge, a closed case and an open one
    }

    private Task<long> Differing() => Read("""
        select count(*) from (
          select counted, unit_id, state, sum(n) from (
            select counted, unit_id, state, change as n from sponsorships.state_count
            union all select 'pledge', unit_id, state, -1 from sponsorships.pledge
            union all select 'case', unit_id, state, -1 from sponsorships.case_state) of_both
          group by 1, 2, 3 having sum(n) <> 0) differing where $1::uuid is null
        """, null);

    private Task<long> Rows(Guid unit) => Read("select count(*) from sponsorships.state_count where unit_id = $1", unit);

    private async Task<long> Read(string sql, Guid? unit)
    {
        await using var connection = await App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = (object?)unit ?? DBNull.Value } } };
        return (long)(await select.ExecuteScalarAsync(Ct))!;
    }
}
