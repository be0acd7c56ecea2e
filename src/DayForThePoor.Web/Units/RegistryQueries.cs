using System.Collections.Frozen;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <summary>Reads the whole registry in one round trip.</summary>
public static class RegistryQueries
{
    private const string Units = """
        select v.unit_id, u.kind, v.code, v.name, v.short_name, v.parent_id, v.valid_from, v.valid_to
        from dftp.unit_version v join dftp.unit u on u.id = v.unit_id order by v.code, v.valid_from
        """;

    private const string Funds = "select id, unit_id, kind, code, opened_on, handed_over_on from ledger.fund";

    private const string Campaigns = """
        select id, unit_id, fund_id, code, name, appeal_number, appeal_date, appeal_unit_id, starts_on, ends_on from ledger.campaign
        """;

    private const string Accounts = """
        select id, unit_id, code, kind, bin, bank_name, branch, number, holder, opened_on, closed_on, default_fund_id, campaign_id
        from ledger.bank_account
        """;

    private const string Letterheads = """
        select id, fund_id, valid_from, unit_line, board_line, address, phone, place, rules_decision from ledger.letterhead
        """;

    private const string ChartVersions = "select version, valid_from from ledger.chart order by version";

    private const string ChartAccounts = "select version, number, name_vi, name_en from ledger.chart_account";

    private const string ChartRoles = "select version, role, number from ledger.chart_role";

    /// <param name="today">Decides which version of a unit stands now.</param>
    public static async Task<RegistrySnapshot> Load(NpgsqlConnection connection, DateOnly today, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Units), new(Funds), new(Campaigns), new(Accounts), new(Letterheads),
                new(ChartVersions), new(ChartAccounts), new(ChartRoles),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        var units = await Rows(reader, Unit, cancellation);
        var funds = await Rows(reader, Fund, cancellation);
        var campaigns = await Rows(reader, Campaign, cancellation);
        var accounts = await Rows(reader, Account, cancellation);
        var letterheads = await Rows(reader, Letterhead, cancellation);
        var versions = await Rows(reader, r => (Version: r.GetInt32(0), ValidFrom: r.GetFieldValue<DateOnly>(1)), cancellation);
        var numbers = await Rows(reader, r => (Version: r.GetInt32(0), Account: new ChartAccount(r.GetString(1), r.GetString(2), r.GetString(3))), cancellation);
        var roles = await Rows(reader, r => (Version: r.GetInt32(0), Role: r.GetString(1), Number: r.GetString(2)), cancellation);

        return new RegistrySnapshot
        {
            Units = units,
            Letterheads = letterheads,
            Charts =
            [
                .. versions.Select(v => new Chart(
                    v.Version,
                    v.ValidFrom,
                    roles.Where(r => r.Version == v.Version).ToFrozenDictionary(r => r.Role, r => r.Number),
                    numbers.Where(n => n.Version == v.Version).ToFrozenDictionary(n => n.Account.Number, n => n.Account)))
            ],
            Funds = funds.ToFrozenDictionary(f => f.Id),
            Campaigns = campaigns.ToFrozenDictionary(c => c.Id),
            Accounts = accounts.ToFrozenDictionary(a => a.Id),
            FundsByCode = funds.ToFrozenDictionary(f => f.Code, StringComparer.OrdinalIgnoreCase),
            AccountsByCode = accounts.ToFrozenDictionary(a => a.Code, StringComparer.OrdinalIgnoreCase),
            UnitsNow = units.GroupBy(v => v.UnitId)
                .ToFrozenDictionary(g => g.Key, g => g.FirstOrDefault(v => v.StandsOn(today)) ?? g.Last()),
            UnitsByCode = units.Where(v => v.StandsOn(today)).ToFrozenDictionary(v => v.Code, StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Every row of the present result, and on to the next.</summary>
    private static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        await reader.NextResultAsync(cancellation);
        return rows;
    }

    private static UnitVersion Unit(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), Id(r, 5), r.GetFieldValue<DateOnly>(6), Date(r, 7));

    private static Fund Fund(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateOnly>(4), Date(r, 5));

    private static Campaign Campaign(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4), Text(r, 5), Date(r, 6), Id(r, 7),
        r.GetFieldValue<DateOnly>(8), Date(r, 9));

    private static BankAccount Account(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5), r.GetString(6), r.GetString(7),
        r.GetString(8), r.GetFieldValue<DateOnly>(9), Date(r, 10), r.GetGuid(11), Id(r, 12));

    private static Letterhead Letterhead(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateOnly>(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6),
        r.GetString(7), r.GetString(8));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateOnly? Date(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);

    private static Guid? Id(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetGuid(column);
}
