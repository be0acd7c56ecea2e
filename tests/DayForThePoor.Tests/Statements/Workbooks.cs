using System.Globalization;
using System.Text;
using ClosedXML.Excel;
using NPOI.HSSF.UserModel;
using NPOI.POIFS.FileSystem;
using NPOI.SS.UserModel;

namespace DayForThePoor.Tests.Statements;

/// <summary>Workbooks as the libraries of banks write them: ClosedXML for xlsx, NPOI for xls. Cells are strings, numbers, days or null.</summary>
internal static class Workbooks
{
    public static byte[] Xlsx(params IReadOnlyList<object?[]> rows) => Xlsx(sheet => Fill(sheet, rows));

    public static byte[] Xlsx(Action<IXLWorksheet> fill) => XlsxOf(book => fill(book.AddWorksheet("Sheet1")));

    public static byte[] XlsxOf(Action<XLWorkbook> fill)
    {
        using var book = new XLWorkbook();
        fill(book);
        using var file = new MemoryStream();
        book.SaveAs(file, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        return file.ToArray();
    }

    public static void Fill(IXLWorksheet sheet, IReadOnlyList<object?[]> rows)
    {
        for (var r = 0; r < rows.Count; r++)
            for (var c = 0; c < rows[r].Length; c++)
                if (rows[r][c] is { } value) Set(sheet.Cell(r + 1, c + 1), value);
    }

    public static byte[] Xls(params IReadOnlyList<object?[]> rows) => XlsOf(book => Fill(book, "Sheet1", rows));

    public static byte[] XlsOf(Action<HSSFWorkbook> fill)
    {
        var book = new HSSFWorkbook();
        fill(book);
        using var file = new MemoryStream();
        book.Write(file);
        return file.ToArray();
    }

    public static ISheet Fill(HSSFWorkbook book, string name, IReadOnlyList<object?[]> rows)
    {
        var sheet = book.CreateSheet(name);
        var day = Style(book, "dd/mm/yyyy");
        var moment = Style(book, "dd/mm/yyyy hh:mm:ss");
        var amount = Style(book, "#,##0");
        for (var r = 0; r < rows.Count; r++)
        {
            var row = sheet.CreateRow(r);
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (rows[r][c] is not { } value) continue;
                var cell = row.CreateCell(c);
                switch (value)
                {
                    case DateTime at:
                        cell.SetCellValue(at);
                        cell.CellStyle = at.TimeOfDay == default ? day : moment;
                        break;
                    case string text:
                        cell.SetCellValue(text);
                        break;
                    default:
                        cell.SetCellValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                        cell.CellStyle = amount;
                        break;
                }
            }
        }
        return sheet;
    }

    /// <summary>The envelope of an xlsx with a password; nothing in it can be opened.</summary>
    public static byte[] LockedXlsx()
    {
        const string zeros = "AAAAAAAAAAAAAAAAAAAAAA==";
        const string key = "spinCount=\"1\" saltSize=\"16\" blockSize=\"16\" keyBits=\"128\" hashSize=\"20\" cipherAlgorithm=\"AES\" "
            + "cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA1\" saltValue=\"" + zeros + "\"";
        var description = $"""
            <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">
            <keyData {key.Replace("spinCount=\"1\" ", "", StringComparison.Ordinal)}/><dataIntegrity encryptedHmacKey="{zeros}" encryptedHmacValue="{zeros}"/>
            <keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">
            <p:encryptedKey {key} encryptedVerifierHashInput="{zeros}" encryptedVerifierHashValue="{zeros}" encryptedKeyValue="{zeros}"/>
            </keyEncryptor></keyEncryptors></encryption>
            """;
        return Compound(
            ("EncryptionInfo", [4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(description)]),
            ("EncryptedPackage", new byte[4104]));
    }

    /// <summary>The beginning of an xls with a password: the record that says so and what no reader can read.</summary>
    public static byte[] LockedXls() => Compound(("Workbook",
        [0x09, 0x08, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x2F, 0, 6, 0, 0, 0, 0x12, 0x34, 0x56, 0x78, 0x0A, 0, 0, 0, .. new byte[5000]]));

    private static byte[] Compound(params (string Name, byte[] Content)[] streams)
    {
        var compound = new POIFSFileSystem();
        foreach (var (name, content) in streams) compound.CreateDocument(new MemoryStream(content), name);
        using var file = new MemoryStream();
        compound.WriteFileSystem(file);
        return file.ToArray();
    }

    private static void Set(IXLCell cell, object value)
    {
        switch (value)
        {
            case DateTime at:
                cell.SetValue(at);
                cell.Style.DateFormat.Format = at.TimeOfDay == default ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm:ss";
                break;
            case string text:
                cell.SetValue(text);
                cell.DataType = XLDataType.Text;
                break;
            default:
                cell.SetValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                cell.Style.NumberFormat.Format = "#,##0";
                break;
        }
    }

    private static ICellStyle Style(HSSFWorkbook book, string format)
    {
        var style = book.CreateCellStyle();
        style.DataFormat = book.CreateDataFormat().GetFormat(format);
        return style;
    }
}
