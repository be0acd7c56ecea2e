using DayForThePoor.Core.Households;

namespace DayForThePoor.Tests.Households;

public class reading_an_official_list
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001"), Two = new("00000000-0000-0000-0000-000000000002");

    private static readonly HamletBook Hamlets = new([(One, HamletName.Parse("Thôn Phú Trung (Quế Phú cũ)")), (Two, HamletName.Parse("TDP Thuận An"))]);

    private static ListReading Read(params string[][] rows)
    {
        var list = new OfficialList(Hamlets, Today);
        for (var i = 0; i < rows.Length; i++) list.Take(i + 1, rows[i]);
        return list.Finish();
    }

    [Fact]
    public void finds_its_columns_under_other_headings_and_below_a_title()
    {
        var read = Read(["UBND XÃ QUẾ SƠN"], [], ["STT", "MÃ SỐ HỘ", "Họ tên chủ hộ", "Năm sinh", "Thôn", "Diện hộ"], ["1", "h1", "Nguyễn  Thị Mẫu", "1960", "phu trung", "Cận nghèo"], ["", "", "", "", "", ""]);
        read.Problems.ShouldBeEmpty();
        var household = read.Households.ShouldHaveSingleItem();
        (household.Code, household.Head.Name, household.HamletId, household.Class, household.Head.BirthYear, household.People).ShouldBe(("H1", "Nguyễn Thị Mẫu", One, "near_poor", 1960, 1));
    }

    [Fact]
    public void tells_every_wrong_cell_at_once()
    {
        var read = Read(["Mã hộ", "Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "CCCD", "Phân loại"],
            ["H1", "Phú Trung", "", "Chủ hộ", "31/02/1950", "49150000001", "Giàu"],
            ["H9", "", "Lê Văn Tám", "Con", "2030", "", ""]);
        read.Problems.Select(p => (p.Row, p.Code)).ShouldBe(
        [
            (2, "household_list.bad_name"), (2, "household_list.birth_unreadable"), (2, "household_list.national_id_length"), (2, "household_list.bad_class"),
            (3, "household_list.birth_future"), (3, "household_list.member_without_head"),
        ]);
        read.Problems.ShouldAllBe(p => p.Args.All(arg => arg != "49150000001"));
    }

    [Fact]
    public void names_the_columns_that_are_missing() =>
        Read(["Mã hộ", "Họ và tên", "Năm sinh"], ["H1", "Lê Văn Tám", "1960"]).Problems.ShouldHaveSingleItem().Args.ShouldBe(["Thôn (tổ dân phố), Phân loại"]);

    [Theory]
    [InlineData("Thôn Phú Trung (Quế Xuân 2 cũ)", "thon", "Phú Trung", "Quế Xuân 2")]
    [InlineData("tổ dân phố  Thuận An", "tdp", "Thuận An", "")]
    [InlineData("Khối phố 3", "khoi", "3", "")]
    [InlineData("Thạnh Hòa", "thon", "Thạnh Hòa", "")]
    public void takes_a_hamlet_apart(string text, string kind, string name, string former) => HamletName.Parse(text).ShouldBe(new HamletName(kind, name, former));

    [Fact]
    public void tells_two_hamlets_of_one_name_apart_by_the_former_commune()
    {
        var book = new HamletBook([(One, HamletName.Parse("Thôn 1 (Quế Châu cũ)")), (Two, HamletName.Parse("Thôn 1 (Quế Phú cũ)"))]);
        book.Find("Thôn 1", out var several).ShouldBeNull();
        several.ShouldBeTrue();
        book.Find("thon 1 (que phu cu)", out _).ShouldBe(Two);
    }

    [Theory]
    [InlineData(2025, "ND07_2021")]
    [InlineData(2026, "ND07_2021")]
    [InlineData(2027, "ND351_2025")]
    [InlineData(2031, null)]
    public void takes_the_standard_of_the_year(int year, string? code)
    {
        PovertyStandard[] all =
        [
            new("ND07_2021", "", new(2022, 1, 1), new(2026, 12, 31), 1_500_000, 2_000_000, 3), new("ND351_2025", "", new(2027, 1, 1), new(2030, 12, 31), 2_200_000, 2_800_000, 3),
        ];
        PovertyStandard.Of(year, all)?.Code.ShouldBe(code);
    }
}
