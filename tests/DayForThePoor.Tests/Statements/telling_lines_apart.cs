using System.Text;
using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class telling_lines_apart
{
    private static readonly Guid Account = new("0196f000-0000-8000-8000-000000000001");
    private static readonly DateOnly Day = new(2026, 10, 17);

    [Theory]
    [InlineData("5213.45946", Side.Credit, 50_000, "ung ho nguoi ngheo", "02e094dff276331e189454e22eb3beb8")]
    [InlineData("", Side.Credit, 1, "", "beaa2bf685087ba85ced4bab128c4a32")]
    [InlineData("9915.10293", Side.Debit, 1_000_000_000_000_000, "Phí SMS tháng 10", "d7a8be91d5a4df518438fffe1fd98fdc")]
    public void fingerprints_never_change(string reference, Side side, long amount, string memo, string expected) =>
        Fingerprint.V1(Account, Day, reference, side, amount, memo).ToString().ShouldBe(expected);

    [Fact]
    public void a_fingerprint_survives_its_bytes()
    {
        var fingerprint = Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "x");

        Fingerprint.Of(fingerprint.ToArray()).ShouldBe(fingerprint);
        fingerprint.ToArray().Length.ShouldBe(Fingerprint.Size);
    }

    [Theory]
    [InlineData("ung  ho\nnguoi ngheo ")]
    [InlineData("\tung ho\r\n nguoi\u00A0ngheo")]
    public void white_space_in_a_memo_does_not_matter(string memo) =>
        Fingerprint.V1(Account, Day, "1", Side.Credit, 1, memo).ShouldBe(Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "ung ho nguoi ngheo"));

    [Fact]
    public void composed_and_decomposed_vietnamese_are_the_same_memo() =>
        Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "ủng hộ".Normalize(NormalizationForm.FormD))
            .ShouldBe(Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "ủng hộ".Normalize(NormalizationForm.FormC)));

    [Fact]
    public void a_memo_longer_than_any_bank_writes_has_a_fingerprint_too() =>
        Fingerprint.V1(Account, Day, "1", Side.Credit, 1, new string('ộ', 100_000))
            .ShouldNotBe(Fingerprint.V1(Account, Day, "1", Side.Credit, 1, new string('ộ', 100_001)));

    [Fact]
    public void each_part_of_the_identity_counts()
    {
        Fingerprint[] different =
        [
            Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "x"),
            Fingerprint.V1(Guid.Empty, Day, "1", Side.Credit, 1, "x"),
            Fingerprint.V1(Account, Day.AddDays(1), "1", Side.Credit, 1, "x"),
            Fingerprint.V1(Account, Day, "2", Side.Credit, 1, "x"),
            Fingerprint.V1(Account, Day, "1", Side.Debit, 1, "x"),
            Fingerprint.V1(Account, Day, "1", Side.Credit, 2, "x"),
            Fingerprint.V1(Account, Day, "1", Side.Credit, 1, "X"),
            Fingerprint.V1(Account, Day, "", Side.Credit, 1, "1x"),
        ];

        different.Distinct().Count().ShouldBe(different.Length);
    }

    [Fact]
    public void page_row_balance_time_and_counterparty_do_not_count()
    {
        var a = Read(Of(VietinBankHeader, "1,10/09/2026,12:01:29,UNG HO,,\"10,000\",LE VAN A"));
        var b = Read(Of("Số dư,Số tiền ghi có,Nội dung,Ngày", ",,,", "\"99,000\",\"10,000\",UNG HO,2026-09-10"));

        b.ShouldBeReadable().Lines[0].Fingerprint.ShouldBe(a.ShouldBeReadable().Lines[0].Fingerprint);
    }

    [Fact]
    public void a_line_is_searched_without_diacritics_by_memo_and_counterparty() =>
        Read(Of(VietinBankHeader, "1,10/09/2026,12:01:29,\"Ủng hộ\nĐông Phú\",,\"10,000\",LÊ VĂN Ổi")).Lines[0]
            .SearchText().ShouldBe("ung ho dong phu le van oi");

    [Fact]
    public void two_equal_gifts_on_one_day_are_two_lines()
    {
        var row = "1,10/09/2026,12:01:29,ung ho,,\"100,000\",LE VAN A";
        var result = Read(Of(VietinBankHeader, row, row, "1,11/09/2026,12:01:29,ung ho,,\"100,000\",LE VAN A"));

        result.Lines.Select(l => l.Ordinal).ShouldBe([0, 1, 0]);
        result.Lines.Select(l => l.Fingerprint).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void any_order_of_the_rows_names_the_same_lines() =>
        Gen.Select(Gifts, Gen.Int).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Identities(shuffled).SetEquals(Identities(rows));
        });

    [Fact]
    public void files_that_overlap_name_together_exactly_the_lines_of_the_whole() =>
        Gen.Select(Gifts, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((rows, a, b) =>
        {
            // Bank files are cut between days: part of a day's equal rows cannot be told from the other part.
            var days = rows.GroupBy(r => r[..12]).Select(g => g.ToArray()).ToArray();
            var (from, to) = (Math.Min(a, b) % (days.Length + 1), Math.Max(a, b) % (days.Length + 1));
            var first = Identities(days[..to].SelectMany(d => d));
            first.UnionWith(Identities(days[Math.Min(from, to)..].SelectMany(d => d)));
            return first.SetEquals(Identities(rows));
        });

    /// <summary>Few days, amounts and memos, so that equal rows are common.</summary>
    private static readonly Gen<string[]> Gifts =
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 2])
            .Select(g => $"1,0{g.Item1}/09/2026,12:00:00,ung ho {g.Item3},,{g.Item2 * 1000},X")
            .Array[1, 40];

    private static HashSet<(Fingerprint, int)> Identities(IEnumerable<string> rows)
    {
        var lines = Read(Of([VietinBankHeader, .. rows])).Lines;
        var identities = lines.Select(l => (l.Fingerprint, l.Ordinal)).ToHashSet();
        identities.Count.ShouldBe(lines.Count);
        return identities;
    }
}
