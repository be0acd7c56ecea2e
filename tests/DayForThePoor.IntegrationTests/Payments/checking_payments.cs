using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Payments;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Payments;

public class checking_payments(AppFixture app) : AppTest(app)
{
    [Theory]
    [InlineData("update payments.payment set state = 'awaiting_payment' where unit_id = '{0}'", "payment_differs")]
    [InlineData("update payments.payment set amount = amount + 1 where unit_id = '{0}'", "payment_differs")]
    [InlineData("delete from payments.approval where payment_id in (select id from payments.payment where unit_id = '{0}')", "payment_differs")]
    [InlineData("delete from payments.payment where unit_id = '{0}'", "payment_missing")]
    [InlineData("update payments.line set amount = amount + 1 where line = 1 and unit_id = '{0}'", "payment_lines_differ")]
    [InlineData("update payments.line set name = 'Ai đó' where line = 2 and unit_id = '{0}'", "payment_lines_differ")]
    [InlineData("delete from payments.line where line = 2 and unit_id = '{0}'", "payment_lines_differ")]
    [InlineData("update payments.line set how = 'fingerprint' where line = 1 and unit_id = '{0}'", "payment_line_states_differ")]
    [InlineData("update payments.line set state = 'not_collected', return_part = null where line = 2 and unit_id = '{0}'", "payment_line_states_differ")]
    [InlineData("update payments.slice set amount = amount + 1 where step = 0 and payment_id in (select id from payments.payment where unit_id = '{0}')", "payment_slices_differ")]
    [InlineData("update payments.slice set source_id = gen_random_uuid() where payment_id in (select id from payments.payment where unit_id = '{0}')", "payment_slices_differ")]
    [InlineData("update grants.support set approved = 1 where unit_id = '{0}'", "payment_above_grant")]
    public async Task finds_whatever_was_changed_in_them(string change, string code)
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Paid((await desk.Grant(500_000), 500_000), (await desk.Grant(500_000), 400_000));
        await desk.Done(payment, "collect", new { lines = new[] { new { line = 1, how = "signature" } } }, desk.Pays);
        await desk.Done(payment, "return", new { reason = "Vắng nhà" }, desk.Pays);

        // Seen inside one snapshot only, so that neither this test nor those beside it see the other.
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        (await Codes(connection)).ShouldNotContain(code);
        await using var command = new NpgsqlCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, desk.Commune.UnitId), connection);
        await command.ExecuteNonQueryAsync(Ct);
        (await Codes(connection)).ShouldContain(code);
    }

    private static async Task<IReadOnlyList<string>> Codes(NpgsqlConnection connection)
    {
        var differences = new Differences();
        await new PaymentChecks().Compare(connection, differences, Ct);
        return [.. differences.Found.Select(d => d.Code)];
    }
}
