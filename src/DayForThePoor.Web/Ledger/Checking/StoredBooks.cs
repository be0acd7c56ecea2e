using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DayForThePoor.Core.Commitments;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>Reads the tables row by row and names every row that is not as the events say.</summary>
public sealed class StoredBooks(NpgsqlConnection connection, ExpectedBooks expected, Differences differences, CancellationToken cancellation)
{
    private readonly RowDigest digest = new();

    public async Task Compare()
    {
        await CompareEntries();
        await ComparePostings();
        await CompareGifts();
        await CompareTexts();
        await CompareSeries();
        await CompareRequests();
        await CompareFunds();
    }

    private async Task CompareEntries()
    {
        await EachRow($"select id, {RowDigests.EntryColumns} from ledger.entry", row =>
        {
            var id = row.GetGuid(0);
            ref var state = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Entries, id);
            if (Unsafe.IsNullRef(ref state))
            {
                differences.Add(DifferenceCodes.EntryUnexpected, id, "", $"{row.GetString(5)} {row.GetInt16(6)} {row.GetInt32(7)}");
                return;
            }
            state.Seen = true;
            if (state.Row != digest.OfEntry(row, 1)) differences.Add(DifferenceCodes.EntryDiffers, id, "the event's columns", "other columns");
        });
        foreach (var (id, state) in expected.Entries)
            if (!state.Seen) differences.Add(DifferenceCodes.EntryMissing, id, "a row", "");
    }

    private async Task ComparePostings()
    {
        await EachRow($"select entry_id, {RowDigests.PostingColumns} from ledger.posting", row =>
        {
            ref var state = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Entries, row.GetGuid(0));
            if (Unsafe.IsNullRef(ref state)) differences.Add(DifferenceCodes.PostingUnexpected, row.GetGuid(0), "", $"{row.GetString(2)} {row.GetString(3)} {row.GetInt64(4)}");
            else state.Postings = unchecked(state.Postings - digest.OfPosting(row, 1));
        });
        foreach (var (id, state) in expected.Entries)
            if (state.Postings != 0) differences.Add(DifferenceCodes.PostingsDiffer, id, "the event's legs", "other legs");
    }

    private async Task CompareGifts()
    {
        var columns = $"id, amount, status, void_reason, ended_at, reversal_id, replaced_by, cash_confirmed_at, {RowDigests.GiftColumns}";
        await EachRow($"select {columns} from dftp.gift", row =>
        {
            var id = row.GetGuid(0);
            if (!expected.Gifts.TryGetValue(id, out var gift))
            {
                differences.Add(DifferenceCodes.GiftUnexpected, id, "", $"{row.GetInt64(1)}");
                return;
            }
            gift.Seen = true;
            var found = ExpectedGift.Line(row.GetInt64(1), row.GetString(2), row.Text(3), row.Instant(4), row.Id(5), row.Id(6), row.Instant(7));
            if (found != gift.Changing) differences.Add(DifferenceCodes.GiftDiffers, id, gift.Changing, found);
            if (gift.Frozen != digest.OfGift(row, 8)) differences.Add(DifferenceCodes.GiftDiffers, id, "the event's columns", "other columns");
        });
        foreach (var (id, gift) in expected.Gifts)
            if (!gift.Seen) differences.Add(DifferenceCodes.GiftMissing, id, gift.Changing, "");
        await CompareGoods();
    }

    private async Task CompareGoods()
    {
        var sums = new Dictionary<Guid, UInt128>();
        foreach (var (id, gift) in expected.Gifts)
        {
            for (var i = 0; i < gift.Goods.Count; i++)
                Sum(id) = unchecked(Sum(id) + digest.OfGoods(i + 1, gift.Goods[i].Quantity, gift.Goods[i].ValueVnd));
        }
        await EachRow("select gift_id, line, quantity, value from dftp.gift_goods", row =>
        {
            ref var sum = ref Sum(row.GetGuid(0));
            sum = unchecked(sum - digest.OfGoods(row.GetInt16(1), row.GetDecimal(2), row.IsDBNull(3) ? null : row.GetInt64(3)));
        });
        foreach (var (id, sum) in sums)
            if (sum != 0) differences.Add(DifferenceCodes.GiftGoodsDiffer, id, "the event's lines", "other lines");

        ref UInt128 Sum(Guid gift) => ref CollectionsMarshal.GetValueRefOrAddDefault(sums, gift, out _);
    }

    /// <summary>Texts of owners that no event names belong to people or files and are not looked at.</summary>
    private async Task CompareTexts()
    {
        await EachRow("select owner_id, field, salt, text from dftp.sealed_text where erased_at is null", row =>
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Texts, row.GetGuid(0));
            if (Unsafe.IsNullRef(ref sum)) return;
            var salt = row.GetFieldValue<byte[]>(2);
            var proof = salt.Length < Commitment.MinSaltSize ? [] : Commitment.Of(salt, row.Text(3) ?? "");
            sum = unchecked(sum - digest.OfText(row.GetString(1), proof));
        });
        foreach (var (owner, sum) in expected.Texts)
            if (sum != 0) differences.Add(DifferenceCodes.TextsDiffer, owner, "the texts that the event proves", "other texts");
    }

    private async Task CompareSeries()
    {
        var left = new HashSet<(Guid Fund, int Year, string Kind)>(expected.Series.Keys);
        await EachRow("select fund_id, year, kind, last_number from ledger.series", row =>
        {
            var key = (row.GetGuid(0), (int)row.GetInt16(1), row.GetString(2));
            left.Remove(key);
            var last = expected.Series.TryGetValue(key, out var numbers) ? numbers.Greatest : 0;
            if (last != row.GetInt32(3)) differences.Add(DifferenceCodes.SeriesDiffers, Name(key), $"{last}", $"{row.GetInt32(3)}");
        });
        foreach (var key in left) differences.Add(DifferenceCodes.SeriesDiffers, Name(key), $"{expected.Series[key].Greatest}", "");
        foreach (var (key, numbers) in expected.Series)
        {
            foreach (var number in numbers.Twice) differences.Add(DifferenceCodes.NumberTwice, Name(key), "one voucher", $"{number}");
            foreach (var (from, to) in numbers.Gaps()) differences.Add(DifferenceCodes.NumberMissing, Name(key), from == to ? $"{from}" : $"{from}–{to}", "");
        }

        static string Name((Guid Fund, int Year, string Kind) key) => $"{key.Fund:D}/{key.Year}/{key.Kind}";
    }

    private async Task CompareRequests()
    {
        Action<NpgsqlDataReader> missing = row => differences.Add(DifferenceCodes.RequestMissing, row.GetGuid(0), "a row", "");
        await EachRow("select g.id from dftp.gift g where not exists (select 1 from ledger.request r where r.id = g.id)", missing);
        await EachRow(
            "select asked.id from unnest($1::uuid[]) asked(id) where not exists (select 1 from ledger.request r where r.id = asked.id)",
            missing, expected.Requests.ToArray());
    }

    /// <summary>As the reports add it up: over the tables, whatever the events say.</summary>
    private Task CompareFunds() => EachRow("""
        select e.fund_id, sum(case p.side when 'D' then p.amount else -p.amount end)
        from ledger.entry e join ledger.posting p on p.entry_id = e.id group by 1 having sum(case p.side when 'D' then p.amount else -p.amount end) <> 0
        """, row => differences.Add(DifferenceCodes.FundUnbalanced, row.GetGuid(0), "0", $"{row.GetDecimal(1)}"));

    private async Task EachRow(string sql, Action<NpgsqlDataReader> take, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) take(reader);
    }
}
