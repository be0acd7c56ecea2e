using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Coverage;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>Somebody who holds an office in the unit now.</summary>
public sealed record OfficeHolder(Guid PersonId, string Name, string Role);

/// <summary>What the books say for new minutes of a change of office.</summary>
public sealed record OfficeDraft(
    UnitVersion Unit, IReadOnlyList<OfficeHolder> Holders, IReadOnlyList<OfficeCash> Cash, IReadOnlyList<OfficeVoucher> OpenVouchers, IReadOnlyList<OfficeAdvance> Advances,
    IReadOnlyList<string> Books, IReadOnlyList<OfficeAccount> Accounts);

/// <summary>Gathers a draft from the books.</summary>
public sealed class OfficeDrafts(Sessions sessions, IRegistry registry, CoverageQuery coverage)
{
    /// <summary>Cash of vouchers that the treasurer has not confirmed, by fund and voucher.</summary>
    private const string AwaitingCash = """
        select g.fund_id, g.voucher_kind, g.voucher_year, g.voucher_number, g.document_date, g.amount
        from dftp.gift g where g.fund_id = any($1) and g.channel = 'cash' and g.status = 'recorded' and g.cash_confirmed_at is null
        order by g.document_date, g.voucher_number
        """;

    /// <summary>Payments that are in the book and that the treasurer has not handed out.</summary>
    private const string AwaitingPayment = """
        select p.fund_id, p.voucher_kind, p.voucher_year, p.voucher_number, p.document_date, p.amount
        from payments.payment p where p.fund_id = any($1) and p.channel = 'cash' and p.state = 'awaiting_payment'
        order by p.document_date, p.voucher_number
        """;

    private const string Balances = """
        select e.fund_id, coalesce(sum(case p.side when 'D' then p.amount else -p.amount end) filter (where p.role = $2), 0)::bigint,
          coalesce(sum(case p.side when 'D' then p.amount else -p.amount end) filter (where p.role = $3), 0)::bigint
        from ledger.entry e join ledger.posting p on p.entry_id = e.id where e.fund_id = any($1) and p.role in ($2, $3) group by 1
        """;

    public async Task<OfficeDraft> Of(Guid unit, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var funds = FundsOf(unit, known);
        await using var connection = await sessions.Connect(unit, cancellation);
        var holders = await HoldersOf(connection, unit, cancellation);
        var (cash, waiting, advances) = await CashOf(connection, funds, cancellation);
        List<string> books = [];
        await using (var query = new NpgsqlCommand("""
            select s.fund_id, s.kind, s.year, s.last_number from ledger.series s
            where s.fund_id = any($1) and s.last_number > 0 and s.year = (select max(year) from ledger.series x where x.fund_id = s.fund_id and x.kind = s.kind)
            order by s.fund_id, s.kind
            """, connection) { Parameters = { new() { Value = funds.Select(f => f.Id).ToArray() } } })
        await using (var row = await query.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                var kind = funds.First(f => f.Id == row.GetGuid(0)).Kind;
                books.Add($"{new VoucherNumber(row.GetString(1), row.GetInt16(2), 1).Text(kind)} – {new VoucherNumber(row.GetString(1), row.GetInt16(2), row.GetInt32(3)).Text(kind)}");
            }
        }
        List<BankAccount> accounts = [.. known.Accounts.Values.Where(a => a.UnitId == unit && a.ClosedOn is null).OrderBy(a => a.Code, StringComparer.Ordinal)];
        var covered = await coverage.Of(accounts, cancellation);
        return new OfficeDraft(
            known.UnitsNow[unit], holders, cash, waiting, advances, books, [.. accounts.Select(a => new OfficeAccount(a.Code, a.BankName, covered[a.Id].CoveredTo))]);
    }

    public static IReadOnlyList<Fund> FundsOf(Guid unit, RegistrySnapshot known) =>
        [.. known.Funds.Values.Where(f => f.UnitId == unit && f.HandedOverOn is null).OrderByDescending(f => f.Kind, StringComparer.Ordinal)];

    /// <summary>Boxes, vouchers whose cash has not come in or gone out, and open advances, as they are now.</summary>
    public static async Task<(IReadOnlyList<OfficeCash> Cash, IReadOnlyList<OfficeVoucher> Waiting, IReadOnlyList<OfficeAdvance> Advances)> CashOf(
        NpgsqlConnection connection, IReadOnlyList<Fund> funds, CancellationToken cancellation)
    {
        var ids = funds.Select(f => f.Id).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Balances) { Parameters = { new() { Value = ids }, new() { Value = Roles.Cash }, new() { Value = Roles.Advance } } },
                new(AwaitingCash) { Parameters = { new() { Value = ids } } },
                new(AwaitingPayment) { Parameters = { new() { Value = ids } } },
            },
        };
        var held = new Dictionary<Guid, (long Cash, long Advance)>();
        var (notIn, notOut) = (new Dictionary<Guid, long>(), new Dictionary<Guid, long>());
        List<OfficeVoucher> waiting = [];
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) held[row.GetGuid(0)] = (row.GetInt64(1), row.GetInt64(2));
        await ReadWaiting(notIn);
        await ReadWaiting(notOut);
        return (
            [.. funds.Select(f => new OfficeCash(f.Id, f.Code, held.GetValueOrDefault(f.Id).Cash, notIn.GetValueOrDefault(f.Id), [], null, notOut.GetValueOrDefault(f.Id)))], waiting,
            [.. funds.Where(f => held.GetValueOrDefault(f.Id).Advance != 0).Select(f => new OfficeAdvance(f.Code, held[f.Id].Advance))]);

        async Task ReadWaiting(Dictionary<Guid, long> sums)
        {
            await row.NextResultAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var fund = funds.First(f => f.Id == row.GetGuid(0));
                sums[fund.Id] = sums.GetValueOrDefault(fund.Id) + row.GetInt64(5);
                waiting.Add(new(new VoucherNumber(row.GetString(1), row.GetInt16(2), row.GetInt32(3)).Text(fund.Kind), row.GetFieldValue<DateOnly>(4), row.GetInt64(5)));
            }
        }
    }

    private static async Task<IReadOnlyList<OfficeHolder>> HoldersOf(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("""
            select p.id, p.display_name, a.role from identity.assignment a join identity.person p on p.id = a.person_id
            where a.unit_id = $1 and a.ended_at is null and p.disabled_at is null and a.role = any($2) order by p.display_name collate "vi-x-icu", p.id
            """, connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = (string[])[PersonRoles.Treasurer, PersonRoles.Accountant, PersonRoles.Approver] } },
        };
        List<OfficeHolder> holders = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) holders.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2)));
        return holders;
    }
}
