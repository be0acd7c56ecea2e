using System.Globalization;
using ExcelDataReader;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>A cell of a spreadsheet as a person reads it there: whole numbers without exponent, dates as dd/MM/yyyy.</summary>
internal static class CellText
{
    /// <summary>What a sum of fractions leaves behind a whole number, relative to it.</summary>
    private const double Noise = 1e-9;

    public static string Of(IExcelDataReader row, int index) => row.GetValue(index) switch
    {
        null => "",
        string text => text,
        double number => Number(number, row.GetNumberFormatString(index)),
        DateTime moment => Moment(moment),
        TimeSpan time => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static string Moment(DateTime moment)
    {
        // Fractions of a day do not always meet the second.
        moment = new DateTime((moment.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Number(double number, string? format)
    {
        var whole = Math.Round(number);
        if (Math.Abs(number - whole) > Noise * Math.Max(1, Math.Abs(number))) return Fraction(number);
        if (Math.Abs(whole) >= (double)decimal.MaxValue) return number.ToString(CultureInfo.InvariantCulture);
        // Document numbers keep their leading zeros by a format of zeros.
        var pattern = format is { Length: > 1 } && format.All(c => c == '0') ? format : "0";
        return decimal.CreateChecked(whole).ToString(pattern, CultureInfo.InvariantCulture);
    }

    /// <summary>"12.345" would read as twelve thousand where "." groups thousands; a fourth decimal says that it is a fraction.</summary>
    private static string Fraction(double number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point >= 0 && text.Length - point == 4 ? text + "0" : text;
    }
}
