#:package ExcelDataReader@3.6.0
#:property PublishAot=false
// The library's side of statement_import_xlsx.
// make CSV.GZ XLSX LINES: writes the first lines of a statement as a bank's xlsx has them: texts shared, amounts as numbers.
// read XLSX: reads every cell with the library alone and prints rows per second.
using System.Diagnostics;
using System.IO.Compression;
using System.Security;
using System.Text;
using ExcelDataReader;

if (args is ["make", var csv, var made, var lines]) Make(csv, made, int.Parse(lines));
else if (args is ["read", var xlsx]) Console.WriteLine(Read(xlsx));
else return 2;
return 0;

static double Read(string path)
{
    Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    var started = Stopwatch.GetTimestamp();
    using var file = File.OpenRead(path);
    using var reader = ExcelReaderFactory.CreateReader(file);
    long rows = 0, cells = 0;
    for (; reader.Read(); rows++)
        for (var i = 0; i < reader.FieldCount; i++)
            if (reader.GetValue(i) is not null) cells++;
    Console.Error.WriteLine($"{rows} rows, {cells} cells");
    return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
}

static void Make(string csv, string path, int lines)
{
    using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
    const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string package = "http://schemas.openxmlformats.org/package/2006";
    Part(zip, "[Content_Types].xml", $"""<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
    Part(zip, "_rels/.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
    Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Sao ke" sheetId="1" r:id="r1"/></sheets></workbook>""");
    Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");

    var texts = new Dictionary<string, int>();
    using (var sheet = Opened(zip, "xl/worksheets/sheet1.xml"))
    {
        sheet.Write($"""<worksheet xmlns="{main}"><sheetData>""");
        using var source = new StreamReader(new GZipStream(File.OpenRead(csv), CompressionMode.Decompress));
        for (var row = 1; row <= lines + 1 && Cells(source) is { } cells; row++)
        {
            sheet.Write($"""<row r="{row}">""");
            for (var i = 0; i < cells.Count; i++)
            {
                if (cells[i].Length == 0) continue;
                var digits = cells[i].Replace(".", "").Replace(",", "");
                // Debit, credit and balance are the fourth to sixth column of the sample.
                if (row > 1 && i is >= 3 and <= 5 && long.TryParse(digits, out var amount))
                {
                    sheet.Write($"""<c r="{(char)('A' + i)}{row}"><v>{amount}</v></c>""");
                    continue;
                }
                if (!texts.TryGetValue(cells[i], out var index)) texts.Add(cells[i], index = texts.Count);
                sheet.Write($"""<c r="{(char)('A' + i)}{row}" t="s"><v>{index}</v></c>""");
            }
            sheet.Write("</row>");
        }
        sheet.Write("</sheetData></worksheet>");
    }
    using var shared = Opened(zip, "xl/sharedStrings.xml");
    shared.Write($"""<sst xmlns="{main}">""");
    foreach (var text in texts.Keys) shared.Write($"""<si><t xml:space="preserve">{SecurityElement.Escape(text)}</t></si>""");
    shared.Write("</sst>");
}

// One row of csv; a quoted cell may hold line ends.
static List<string>? Cells(TextReader source)
{
    if (source.Peek() < 0) return null;
    List<string> cells = [];
    var cell = new StringBuilder();
    for (var quoted = false; ;)
    {
        var c = source.Read();
        if (c == '"') quoted = !quoted;
        else if (c < 0 || (!quoted && c == '\n'))
        {
            cells.Add(cell.ToString());
            return cells;
        }
        else if (!quoted && c == ',')
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
        else if (c != '\r') cell.Append((char)c);
    }
}

static void Part(ZipArchive zip, string name, string xml)
{
    using var part = Opened(zip, name);
    part.Write(xml);
}

static StreamWriter Opened(ZipArchive zip, string name)
{
    var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
    part.Write("""<?xml version="1.0" encoding="UTF-8"?>""");
    return part;
}
