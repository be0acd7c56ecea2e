using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Statements;
using Shouldly;

namespace DayForThePoor.Tests.Statements;

public sealed class the_hash_over_a_list_of_lines
{
    private static readonly DateOnly Day = new(2024, 9, 5);
    private static readonly byte[] Memo = Commitment.Of(new byte[16], "ung ho");

    [Fact]
    public void counts_and_sums_what_it_took()
    {
        using var list = new LineList();
        list.Append(Day, "FT1", 20_000, 0, Memo);
        list.Append(Day, "", 50_000, 0, Memo);
        (list.Count, list.Total).ShouldBe((2, 70_000L));
    }

    [Fact]
    public void is_frozen() => Hash((Day, "FT1", 20_000, 0, Memo)).ShouldBe("c19b1e1ba57d8cb96a44e9dc13c14b328075cd497768e17e41413b8323fef86b");

    [Fact]
    public void changes_with_every_field_and_with_the_order()
    {
        var other = Commitment.Of(new byte[16], "ung ho!");
        string[] hashes =
        [
            Hash((Day, "FT1", 20_000, 0, Memo), (Day, "FT2", 20_000, 0, Memo)),
            Hash((Day, "FT2", 20_000, 0, Memo), (Day, "FT1", 20_000, 0, Memo)),
            Hash((Day.AddDays(1), "FT1", 20_000, 0, Memo), (Day, "FT2", 20_000, 0, Memo)),
            Hash((Day, "FT1", 20_001, 0, Memo), (Day, "FT2", 20_000, 0, Memo)),
            Hash((Day, "FT1", 20_000, 1, Memo), (Day, "FT2", 20_000, 0, Memo)),
            Hash((Day, "FT1", 20_000, 0, other), (Day, "FT2", 20_000, 0, Memo)),
            Hash((Day, "FT1", 20_000, 0, Memo)),
        ];
        hashes.Distinct().Count().ShouldBe(hashes.Length);
    }

    [Fact]
    public void takes_references_of_any_length() =>
        Hash((Day, new string('Đ', 5_000), 1, 0, Memo)).ShouldNotBe(Hash((Day, new string('Đ', 5_001), 1, 0, Memo)));

    private static string Hash(params ReadOnlySpan<(DateOnly Date, string Reference, long Amount, int Ordinal, byte[] Memo)> lines)
    {
        using var list = new LineList();
        foreach (var line in lines) list.Append(line.Date, line.Reference, line.Amount, line.Ordinal, line.Memo);
        return list.Finish();
    }
}
