using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Matching;

public class checking_matches(AppFixture app) : MatchingTest(app)
{
    private const string Mine = "(select id from statements.match where account_id = '{0}')";

    [Theory]
    [InlineData("update statements.match_link set amount = amount + 1 where live and match_id in " + Mine, "match_links_differ")]
    [InlineData("update statements.match_link set live = true where match_id in " + Mine, "match_links_differ")]
    [InlineData("update statements.match_link set live = false, released_part = 1 where match_id in " + Mine, "match_links_differ")]
    [InlineData("delete from statements.match_link where live and match_id in " + Mine, "match_links_differ")]
    [InlineData("update statements.match set kind = 'general' where account_id = '{0}'", "match_differs")]
    [InlineData("update statements.match set released_count = 0 where account_id = '{0}'", "match_differs")]
    [InlineData("update statements.match_link set amount = amount * 2 where live and match_id in " + Mine, "line_taken_twice")]
    [InlineData("update statements.match_link set amount = amount * 2 where live and match_id in " + Mine, "item_taken_twice")]
    [InlineData("update statements.match_link set amount = amount - 1 where live and match_id in " + Mine, "open_amounts_differ")]
    [InlineData("delete from dftp_events.mt_events where stream_id in " + Mine, "match_unexpected")]
    public async Task finds_whatever_was_changed_in_them(string change, string code)
    {
        var account = await NewAccount();
        await MatchedAndPartlyUndone(account);

        // Seen inside one snapshot only, so that neither this test nor those beside it see the other.
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        (await Codes(connection)).ShouldNotContain(code);
        await using var command = new NpgsqlCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, account.Id), connection);
        await command.ExecuteNonQueryAsync(Ct);
        (await Codes(connection)).ShouldContain(code);
    }

    private async Task MatchedAndPartlyUndone(BankAccount account)
    {
        var gift = await Announce(account, 300_000);
        await Import(account, Csv(In(Day, "A", 300_000), Out(Day, "B", 11_000), Out(Day, "C", 22_000)));
        var lines = await Open(account);
        await Match(account, MatchTarget.Item, new MatchTake(lines[0].Id, 300_000, gift));
        var charges = (await Match(account, MatchTarget.Charge, [.. lines.Where(l => l.Side == Side.Debit).Select(l => new MatchTake(l.Id, l.OpenVnd))])).Value.Matches[0].MatchId;
        await Release(account, charges, lines[1].Id);
    }

    private static async Task<IReadOnlyList<string>> Codes(NpgsqlConnection connection)
    {
        var differences = new Differences();
        await new MatchChecks().Compare(connection, differences, Ct);
        return [.. differences.Found.Select(d => d.Code)];
    }
}
