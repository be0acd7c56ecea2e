using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DayForThePoor.Core.Commitments;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>Reads the tables row by row and names every row that is not as the events say. Blocks its thread.</summary>
public sealed class StoredBooks(
    NpgsqlConnection connection, ExpectedBooks expected, RowImage image, Differences differences, CancellationToken cancellation)
{
    public void Compare()
    {
        CompareEntries();
        ComparePostings();
        CompareGifts();
        CompareGoods();
        CompareTexts();
        CompareSeries();
        CompareRequests();
        CompareFunds();
    }

    private void CompareEntries()
    {
        EachRow($"select id, {RowImages.EntryColumns} from ledger.entry", row =>
        {
            var id = row.Id(0);
            ref var state = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Entries, id);
            if (Unsafe.IsNullRef(ref state))
            {
                differences.Add(DifferenceCodes.EntryUnexpected, id, "", Number(row));
                return;
            }
            state.Seen = true;
            if (state.Row != image.Of(row.Image(1, 12))) differences.Add(DifferenceCodes.EntryDiffers, id, "the event's columns", Number(row));
        });
        foreach (var (id, state) in expected.Entries)
            if (!state.Seen) differences.Add(DifferenceCodes.EntryMissing, id, "a row", "");

        static string Number(CopyRows row) => $"{row.Text(5)} {row.Small(6)} {row.Whole(7)}";
    }

    private void ComparePostings()
    {
        EachRow($"select entry_id, {RowImages.PostingColumns} from ledger.posting", row =>
        {
            ref var state = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Entries, row.Id(0));
            if (Unsafe.IsNullRef(ref state)) differences.Add(DifferenceCodes.PostingUnexpected, row.Id(0), "", $"{row.Text(2)} {row.Text(3)} {row.Big(4)}");
            else state.Postings = unchecked(state.Postings - image.Of(row.Image(1, 11)));
        });
        foreach (var (id, state) in expected.Entries)
            if (state.Postings != 0) differences.Add(DifferenceCodes.PostingsDiffer, id, "", "");
    }

    private void CompareGifts()
    {
        EachRow($"select id, {RowImages.ChangingGiftColumns}, {RowImages.GiftColumns} from dftp.gift", row =>
        {
            var id = row.Id(0);
            if (!expected.Gifts.TryGetValue(id, out var gift))
            {
                differences.Add(DifferenceCodes.GiftUnexpected, id, "", ExpectedGift.Describe(row.Big(1), row.Text(2)));
                return;
            }
            gift.Seen = true;
            if (image.OfChanging(gift) != image.Of(row.Image(1, 7)) || gift.Frozen != image.Of(row.Image(8, 30)))
                differences.Add(DifferenceCodes.GiftDiffers, id, gift.ToString(), ExpectedGift.Describe(row.Big(1), row.Text(2)));
        });
        foreach (var (id, gift) in expected.Gifts)
            if (!gift.Seen) differences.Add(DifferenceCodes.GiftMissing, id, gift.ToString(), "");
    }

    private void CompareGoods()
    {
        var sums = new Dictionary<Guid, UInt128>();
        foreach (var (id, gift) in expected.Gifts)
        {
            for (var i = 0; i < gift.Goods.Count; i++) Sum(id) = unchecked(Sum(id) + image.OfGoods(i + 1, gift.Goods[i]));
        }
        EachRow($"select gift_id, {RowImages.GoodsColumns} from dftp.gift_goods", row =>
        {
            ref var sum = ref Sum(row.Id(0));
            sum = unchecked(sum - image.Of(row.Image(1, 3)));
        });
        foreach (var (id, sum) in sums)
            if (sum != 0) differences.Add(DifferenceCodes.GiftGoodsDiffer, id, "the event's lines", "other lines");

        ref UInt128 Sum(Guid gift) => ref CollectionsMarshal.GetValueRefOrAddDefault(sums, gift, out _);
    }

    /// <summary>Texts of owners that no event names belong to people or files and are not looked at.</summary>
    private void CompareTexts()
    {
        EachRow("select owner_id, field, salt, coalesce(text, '') from dftp.sealed_text where erased_at is null", row =>
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrNullRef(expected.Texts, row.Id(0));
            if (Unsafe.IsNullRef(ref sum)) return;
            var salt = row.Bytes(2);
            var proof = salt.Length < Commitment.MinSaltSize ? [] : Commitment.Of(salt, row.Text(3));
            sum = unchecked(sum - image.OfText(row.Text(1), proof));
        });
        foreach (var (owner, sum) in expected.Texts)
            if (sum != 0) differences.Add(DifferenceCodes.TextsDiffer, owner, "the texts that the event proves", "other texts");
    }

    private void CompareSeries()
    {
        var left = new HashSet<(Guid Fund, int Year, string Kind)>(expected.Series.Keys);
        EachRow("select fund_id, year, kind, last_number from ledger.series", row =>
        {
            var key = (row.Id(0), (int)row.Small(1), row.Text(2));
            left.Remove(key);
            var last = expected.Series.TryGetValue(key, out var numbers) ? numbers.Greatest : 0;
            if (last != row.Whole(3)) differences.Add(DifferenceCodes.SeriesDiffers, Name(key), $"{last}", $"{row.Whole(3)}");
        });
        foreach (var key in left) differences.Add(DifferenceCodes.SeriesDiffers, Name(key), $"{expected.Series[key].Greatest}", "");
        foreach (var (key, numbers) in expected.Series)
        {
            foreach (var number in numbers.Twice) differences.Add(DifferenceCodes.NumberTwice, Name(key), "one voucher", $"{number}");
            foreach (var (from, to) in numbers.Gaps()) differences.Add(DifferenceCodes.NumberMissing, Name(key), from == to ? $"{from}" : $"{from}–{to}", "");
        }

        static string Name((Guid Fund, int Year, string Kind) key) => $"{key.Fund:D}/{key.Year}/{key.Kind}";
    }

    private void CompareRequests()
    {
        EachRow("select id from ledger.request", row =>
        {
            var id = row.Id(0);
            if (!expected.Requests.Remove(id) && expected.Gifts.TryGetValue(id, out var gift)) gift.Requested = true;
        });
        foreach (var id in expected.Requests) differences.Add(DifferenceCodes.RequestMissing, id, "a row", "");
        foreach (var (id, gift) in expected.Gifts)
            if (!gift.Requested) differences.Add(DifferenceCodes.RequestMissing, id, "a row", "");
    }

    /// <summary>As the reports add it up: over the tables, whatever the events say.</summary>
    private void CompareFunds() => EachRow("""
        select e.fund_id, sum(case p.side when 'D' then p.amount else -p.amount end)::text
        from ledger.entry e join ledger.posting p on p.entry_id = e.id group by 1 having sum(case p.side when 'D' then p.amount else -p.amount end) <> 0
        """, row => differences.Add(DifferenceCodes.FundUnbalanced, row.Id(0), "0", row.Text(1)));

    private void EachRow(string query, Action<CopyRows> take)
    {
        cancellation.ThrowIfCancellationRequested();
        using var rows = new CopyRows(connection, query);
        while (rows.Next()) take(rows);
    }
}
