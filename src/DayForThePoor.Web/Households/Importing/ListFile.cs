using DayForThePoor.Core.Households;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>Reads the first sheet of an Excel file (xlsx, xls) as an official list.</summary>
public static class ListFile
{
    public const long LargestFile = SheetRows.LargestFile;

    /// <param name="content">Can be rewound; left open.</param>
    public static ListReading Read(Stream content, HamletBook hamlets, DateOnly today, CancellationToken cancellation)
    {
        var list = new OfficialList(hamlets, today);
        return SheetRows.Read(content, list.Take, csv: false, cancellation) switch
        {
            SheetFault.TooLarge => Refused("household_list.too_large", $"{LargestFile >> 20}"),
            SheetFault.TooLong => Refused("household_list.too_long", $"{SheetRows.MostRows}"),
            SheetFault.Unreadable => Refused("household_list.not_excel"),
            _ => list.Finish(),
        };
    }

    private static ListReading Refused(string code, params IReadOnlyList<string> args) => new([], 0, [new(code, null, null, args)], 1, []);
}
