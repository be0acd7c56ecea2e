using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Households.Pages;

/// <summary>The template of the official list, with one made-up household that shows how it is filled in.</summary>
public static class ListTemplate
{
    private static readonly string[][] Sample =
    [
        ["2064101001", "Thôn 1", "Nguyễn Thị Mẫu", "Chủ hộ", "05/01/1960", "Nữ", "049160000001", "Hộ nghèo", "Không", "HN-0001", "2", "Nặng", ""],
        ["2064101001", "Thôn 1", "Nguyễn Văn Thử", "Cháu", "2014", "Nam", "", "", "", "", "", "", "Lớp 6"],
    ];

    public static async Task<IResult> Download(HttpContext http, IAccessPolicy access, CancellationToken cancellation)
    {
        if ((await access.UnitsOf(http.Actor(), Permission.ManageHouseholds, cancellation)).Count == 0) throw new AccessDenied(AccessPolicy.OtherUnit);
        // Cells are text: a number format would drop the leading zero of an ID number.
        IReadOnlyList<TableColumn> columns = [.. ListColumns.All.Select(column => new TableColumn(column.Needed ? $"{column.Title} *" : column.Title, "@", 22))];
        return new TableFile("mau-danh-sach-ho-ngheo", columns, Sample).As("xlsx", cancellation);
    }
}
