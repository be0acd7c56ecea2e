using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using DayForThePoor.Web.Sponsorships.Money;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>A unit that takes over.</summary>
/// <param name="Fund">Its fund of the same kind; null while its books are not open.</param>
public sealed record Successor(UnitVersion Unit, Fund? Fund);

/// <summary>One balance that the minutes divide.</summary>
/// <param name="Key">By which a split names it.</param>
/// <param name="Account">Code of the bank account, of the other fund, or empty.</param>
public sealed record DraftItem(string Key, Holding Holding, string Account);

public sealed record DraftEarmark(string Key, Guid EarmarkId, string Receipt, string Donor, string Purpose, bool InGoods, long LeftVnd);

public sealed record DraftGoods(string Name, string Measure, decimal Quantity, long ValueVnd);

/// <summary>Everything that the minutes of a fund are drawn from, as the books say it at the moment of closing.</summary>
public sealed record HandOverDraft(
    Fund Fund,
    UnitVersion Giver,
    DateOnly ClosingOn,
    IReadOnlyList<Successor> Successors,
    IReadOnlyList<DraftItem> Items,
    IReadOnlyList<DraftEarmark> Earmarks,
    IReadOnlyList<DraftGoods> Goods,
    IReadOnlyList<BankAccount> Accounts,
    IReadOnlyList<string> OpenCases,
    IReadOnlyList<string> LastNumbers)
{
    public const string EarmarkKey = "earmark:";

    public long Cash => Items.Where(i => i.Holding.Role == Roles.Cash).Sum(i => i.Holding.Balance);

    public long Total => Items.Sum(i => i.Holding.Balance);

    public long BankOf(Guid account) => Items.Where(i => i.Holding.Role == Roles.Bank && i.Holding.AccountId == account).Sum(i => i.Holding.Balance);
}

/// <summary>What a module knows of cases that are not finished and pass on with the fund, a line of words each.</summary>
public interface IOpenCases
{
    Task<IReadOnlyList<string>> Of(NpgsqlConnection connection, Fund fund, CancellationToken cancellation);
}

/// <summary>Gathers a draft from the books.</summary>
public sealed class HandOverDrafts(Sessions sessions, IRegistry registry, IEnumerable<IOpenCases> cases)
{
    private const string Goods = """
        select n.text, coalesce(u.text, ''), g.quantity, coalesce(g.value, 0)
        from dftp.gift_goods g join dftp.gift on gift.id = g.gift_id
          left join dftp.sealed_text n on n.owner_id = g.gift_id and n.field = 'goods_name_' || g.line
          left join dftp.sealed_text u on u.owner_id = g.gift_id and u.field = 'goods_unit_' || g.line
        where gift.fund_id = $1 and gift.status = 'recorded' and gift.document_date <= $2 order by gift.document_date, g.gift_id, g.line
        """;

    private const string Earmarks = """
        select g.id, g.receipt_kind, extract(year from g.document_date)::int, g.receipt_number, coalesce(d.text, ''), concat_ws('; ', p.text, c.text)
        from dftp.gift g
          left join dftp.sealed_text d on d.owner_id = g.id and d.field = 'donor_name'
          left join dftp.sealed_text p on p.owner_id = g.id and p.field = 'purpose'
          left join dftp.sealed_text c on c.owner_id = g.id and c.field = 'condition'
        where g.id = any($1)
        """;

    private const string Pledges = """
        select p.id, coalesce(b.code, s.code), s.name, b.code is not null
        from sponsorships.pledge p join sponsorships.sponsor s on s.id = p.sponsor_id left join sponsorships.beneficiary b on b.id = p.beneficiary_id where p.id = any($1)
        """;

    /// <param name="closingOn">The unit's last day when null; today for one that still stands.</param>
    public async Task<HandOverDraft> Of(Fund fund, DateOnly? closingOn, DateOnly today, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var giver = known.UnitsNow[fund.UnitId];
        var closing = closingOn ?? giver.ValidTo ?? today;
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        var balances = await FundBalances.Read(connection, fund.Id, null, cancellation);
        List<DraftItem> items = [.. balances.Holdings.Select(h => new DraftItem(KeyOf(h, known), h, NameOf(h, known)))];
        List<string> open = [];
        foreach (var module in cases) open.AddRange(await module.Of(connection, fund, cancellation));
        return new HandOverDraft(
            fund, giver, closing, await SuccessorsOf(connection, fund, known, cancellation), items,
            await EarmarksOf(connection, balances.Earmarks, fund, cancellation), await GoodsOf(connection, fund, closing, cancellation),
            [.. known.Accounts.Values.Where(a => a.DefaultFundId == fund.Id && a.ClosedOn is null).OrderBy(a => a.Code, StringComparer.Ordinal)],
            open, await LastNumbersOf(connection, fund, cancellation));
    }

    /// <summary>Successors by the national list, by code.</summary>
    public static async Task<IReadOnlyList<Successor>> SuccessorsOf(NpgsqlConnection connection, Fund fund, RegistrySnapshot known, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select successor_id from dftp.unit_successor where unit_id = $1", connection)
        {
            Parameters = { new() { Value = fund.UnitId } },
        };
        await using var row = await query.ExecuteReaderAsync(cancellation);
        List<Successor> found = [];
        while (await row.ReadAsync(cancellation))
        {
            var unit = known.UnitsNow[row.GetGuid(0)];
            found.Add(new(unit, known.Funds.Values.FirstOrDefault(f => f.UnitId == unit.UnitId && f.Kind == fund.Kind)));
        }
        return [.. found.OrderBy(s => s.Unit.Code, StringComparer.Ordinal)];
    }

    private static string KeyOf(Holding holding, RegistrySnapshot known)
    {
        var name = NameOf(holding, known);
        if (holding.BeneficiaryId is { } person) name = $"{name}/{person:N}".TrimStart('/');
        return name.Length == 0 ? holding.Role : $"{holding.Role}:{name}";
    }

    private static string NameOf(Holding holding, RegistrySnapshot known) =>
        holding.AccountId is { } account ? known.Accounts[account].Code
        : holding.CounterFundId is { } other && known.Funds.TryGetValue(other, out var fund) ? fund.Code
        : "";

    private static async Task<IReadOnlyList<DraftEarmark>> EarmarksOf(
        NpgsqlConnection connection, IReadOnlyList<EarmarkLeft> left, Fund fund, CancellationToken cancellation)
    {
        if (left.Count == 0) return [];
        var ids = left.Select(e => e.EarmarkId).ToArray();
        await using var query = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(Earmarks) { Parameters = { new() { Value = ids } } }, new(Pledges) { Parameters = { new() { Value = ids } } } },
        };
        var gifts = new Dictionary<Guid, (string Receipt, string Donor, string Purpose)>();
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            gifts[row.GetGuid(0)] = (new VoucherNumber(row.GetString(1), row.GetInt32(2), row.GetInt32(3)).Text(fund.Kind), row.GetString(4), row.GetString(5));
        await row.NextResultAsync(cancellation);
        // Money of a pledge stands under the code of its case, as on the sponsor's receipt.
        while (await row.ReadAsync(cancellation))
            gifts[row.GetGuid(0)] = (row.GetString(1), row.GetString(2), row.GetBoolean(3) ? MoneyTexts.OnPaper("Receipt.Purpose", row.GetString(1)) : MoneyTexts.OnPaper("Receipt.Purpose.Unassigned"));
        return
        [
            .. left.Select(e => gifts.TryGetValue(e.EarmarkId, out var gift)
                ? new DraftEarmark(HandOverDraft.EarmarkKey + gift.Receipt, e.EarmarkId, gift.Receipt, gift.Donor, gift.Purpose, e.InGoods, e.Left)
                : new DraftEarmark($"{HandOverDraft.EarmarkKey}{e.EarmarkId:N}", e.EarmarkId, "", "", "", e.InGoods, e.Left)),
        ];
    }

    private static async Task<IReadOnlyList<DraftGoods>> GoodsOf(NpgsqlConnection connection, Fund fund, DateOnly closing, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(Goods, connection) { Parameters = { new() { Value = fund.Id }, new() { Value = closing } } };
        List<DraftGoods> goods = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) goods.Add(new(row.IsDBNull(0) ? "" : row.GetString(0), row.GetString(1), row.GetDecimal(2), row.GetInt64(3)));
        return goods;
    }

    /// <summary>"PT-VNN-2025-000042", the last of each series; the next ones are unused.</summary>
    private static async Task<IReadOnlyList<string>> LastNumbersOf(NpgsqlConnection connection, Fund fund, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("""
            select distinct on (kind) kind, year, last_number from ledger.series where fund_id = $1 order by kind, year desc
            """, connection) { Parameters = { new() { Value = fund.Id } } };
        List<string> last = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) last.Add(new VoucherNumber(row.GetString(0), row.GetInt16(1), row.GetInt32(2)).Text(fund.Kind));
        return last;
    }
}
