using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants.Outside.Pages;

/// <summary>The template of another programme's list, with made-up rows that show how it is filled in.</summary>
public static class OutsideTemplate
{
    private static readonly string[][] Sample =
    [
        ["2064101001", "Nguyễn Thị Mẫu", "", "Nhà ở", "60.000.000", "15/05/2026", "Xóa nhà tạm của tỉnh", "12/QĐ-UBND"],
        ["2064101001", "Nguyễn Thị Mẫu", "049214000002", "Học bổng", "1.000.000", "05/09/2026", "Hội Khuyến học", ""],
    ];

    public static async Task<IResult> Download(HttpContext http, IAccessPolicy access, CancellationToken cancellation)
    {
        if ((await access.UnitsOf(http.Actor(), Permission.RequestGrants, cancellation)).Count == 0) throw new AccessDenied(AccessPolicy.OtherUnit);
        // Cells are text: a number format would drop the leading zero of an ID number.
        IReadOnlyList<TableColumn> columns = [.. OutsideList.Columns.Select(column => new TableColumn(column.Needed ? $"{column.Title} *" : column.Title, "@", 22))];
        return new TableFile("mau-ho-tro-tu-chuong-trinh-khac", columns, Sample).As("xlsx", cancellation);
    }
}
