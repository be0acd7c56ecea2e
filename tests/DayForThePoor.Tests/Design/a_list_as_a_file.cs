using System.Globalization;
using ClosedXML.Excel;
using DayForThePoor.Web.Design;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.Tests.Design;

public class a_list_as_a_file
{
    [Fact]
    public async Task keeps_amounts_numbers_and_days_days_in_a_spreadsheet()
    {
        using var book = new XLWorkbook(new MemoryStream(await Written("xlsx")));
        var sheet = book.Worksheets.Single();

        sheet.Cell(1, 2).GetString().ShouldBe("Người ủng hộ");
        sheet.Cell(2, 1).GetDateTime().ShouldBe(new DateTime(2026, 11, 23));
        sheet.Cell(2, 1).Style.DateFormat.Format.ShouldBe("dd/mm/yyyy");
        sheet.Cell(2, 2).GetString().ShouldBe("=Trần Văn Thử");
        sheet.Cell(2, 2).HasFormula.ShouldBeFalse();
        sheet.Cell(2, 3).GetValue<long>().ShouldBe(1_234_567_890_123);
        sheet.Cell(3, 1).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task is_read_by_programs_as_csv() =>
        System.Text.Encoding.UTF8.GetString(await Written("csv")).ShouldBe("\uFEFFNgày,Người ủng hộ,Số tiền\r\n2026-11-23,'=Trần Văn Thử,1234567890123\r\n,Ẩn danh,5000\r\n");

    private static async Task<byte[]> Written(string kind)
    {
        var previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("vi-VN"); // its thousands mark is a point, its decimal mark a comma
        try
        {
            var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
            using var body = new MemoryStream();
            http.Response.Body = body;
            await new TableFile("ds", [TableColumn.Date("Ngày"), TableColumn.Wide("Người ủng hộ"), TableColumn.Amount("Số tiền")], Rows()).As(kind, default).ExecuteAsync(http);
            return body.ToArray();
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        await Task.Yield();
        yield return [new DateOnly(2026, 11, 23), "=Trần Văn Thử", 1_234_567_890_123L];
        yield return [null, "Ẩn danh", 5_000L];
    }
}
