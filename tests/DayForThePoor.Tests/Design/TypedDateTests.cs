using DayForThePoor.Web.Design;

namespace DayForThePoor.Tests.Design;

public sealed class TypedDateTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("5/1/2026")]
    [InlineData("05/01/2026")]
    [InlineData("05012026")]
    [InlineData("5-1-26")]
    [InlineData(" 5.1.2026 ")]
    [InlineData("5/1")]
    [InlineData("0501")]
    [InlineData("2026-01-05")]
    public void a_day_is_read_however_people_write_it(string typed) =>
        TypedDate.Parse(typed, "documentDate", Today).Value.ShouldBe(new DateOnly(2026, 1, 5));

    [Theory]
    [InlineData("31/02/2026")]
    [InlineData("29/2")] // 2026 is no leap year
    [InlineData("13/13/2026")]
    [InlineData("mai")]
    public void what_is_no_day_is_refused_at_its_field(string typed) =>
        TypedDate.Parse(typed, "documentDate", Today).Refusals.ShouldHaveSingleItem().Field.ShouldBe("documentDate");

    [Fact]
    public void an_empty_field_is_no_day_and_no_mistake() => TypedDate.Parse("  ", "documentDate", Today).Value.ShouldBeNull();
}
