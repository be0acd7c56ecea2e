using DayForThePoor.Web.Design;

namespace DayForThePoor.Tests.Design;

public sealed class CsvLineTests
{
    [Fact]
    public void commas_and_quotes_stay_inside_their_cell() =>
        CsvLine.Of(["Chợ \"Đông Phú\", Quế Sơn", "2.000"]).ShouldBe("\"Chợ \"\"Đông Phú\"\", Quế Sơn\",2.000");

    [Fact]
    public void a_name_that_looks_like_a_formula_stays_a_text() => CsvLine.Of(["=1+1", "@lan", "An"]).ShouldBe("'=1+1,'@lan,An");
}
