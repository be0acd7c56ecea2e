using DayForThePoor.EndToEndTests.Support;
using Npgsql;

namespace DayForThePoor.EndToEndTests;

public class the_sample(Site site)
{
    private const string Everything = """
        select (select count(*) from dftp_events.mt_events) || ' ' || (select count(*) from ledger.entry) || ' ' || (select count(*) from grants.support) || ' '
          || (select count(*) from grants.house_step) || ' ' || (select count(*) from grants.house_photo) || ' ' || (select count(*) from grants.rule) || ' '
          || (select count(*) from grants.outside_support) || ' ' || (select count(*) from identity.person) || ' ' || (select count(*) from households.happening)
          || ' ' || (select count(*) from sponsorships.beneficiary) || ' ' || (select count(*) from sponsorships.sponsor) || ' ' || (select count(*) from sponsorships.file)
          || ' ' || (select count(*) from sponsorships.consent) || ' ' || (select count(*) from sponsorships.visit) || ' ' || (select count(*) from sponsorships.news)
        """;

    [Fact]
    public async Task has_sixty_grants_on_their_way_and_a_list_with_three_who_were_absent()
    {
        await using var database = await site.Connect();
        // Other tests of this run ask for more and take some of them further.
        (await Read(database, "select (count(*) >= 60)::text from grants.support")).ShouldBe("true");
        (await Read(database, "select string_agg(distinct state, ' ' order by state) from grants.support")).Split(' ').Length.ShouldBeGreaterThan(7);
        (await Read(database, "select string_agg(distinct state, ' ' order by state) from payments.payment")).Split(' ').Length.ShouldBeGreaterThan(3);
        (await Read(database, "select count(*)::text from payments.line where state = 'returned' and unit_id = (select unit_id from ledger.fund where code = '20641-VNN')")).ShouldBe("3");
    }

    [Fact]
    public async Task has_sixty_cases_and_pledges_of_every_channel_in_every_state()
    {
        await using var database = await site.Connect();
        // Other tests of this run open more.
        (await Read(database, "select (count(*) >= 60)::text from sponsorships.beneficiary")).ShouldBe("true");
        (await Read(database, "select (count(*) >= 25)::text from sponsorships.sponsor")).ShouldBe("true");
        (await Read(database, "select (count(*) >= 45)::text from sponsorships.pledge")).ShouldBe("true");
        (await Read(database, "select string_agg(distinct state, ' ' order by state) from sponsorships.pledge")).ShouldBe("active ended held offered paused");
        (await Read(database, "select string_agg(distinct channel, ' ' order by channel) from sponsorships.pledge")).ShouldBe("direct fund goods");
        (await Read(database, "select (count(*) > 0)::text from sponsorships.received_part where kind = 'undecided'")).ShouldBe("true");
        (await Read(database, "select (count(*) > 0)::text from sponsorships.instalment where dropped")).ShouldBe("true");
        (await Read(database, "select (count(*) > 0)::text from sponsorships.pledge where flagged is not null")).ShouldBe("true");
    }

    [Fact]
    public async Task is_the_same_when_it_is_made_again()
    {
        await using var database = await site.Connect();
        var before = await Read(database, Everything);
        await site.SeedAgain();
        (await Read(database, Everything)).ShouldBe(before);
    }

    private static async Task<string> Read(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
