using System.Globalization;
using System.Net.Http.Headers;
using ClosedXML.Excel;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Households;

/// <summary>A commune with hamlets, and official lists written for it.</summary>
public abstract class HouseholdTest(AppFixture app) : AppTest(app)
{
    /// <summary>A row of the list: code, hamlet, name, relation, born, sex, ID, class, able, certificate, people, disability, schooling.</summary>
    protected static readonly string[] Header = [.. ListColumns.All.Select(column => column.Title)];

    protected static string[] Head(
        string code, string name, string recognised = "Hộ nghèo", string born = "1960", string id = "", string hamlet = "Thôn Một", string able = "", string disability = "") =>
        [code, hamlet, name, "Chủ hộ", born, "", id, recognised, able, "", "", disability, ""];

    protected static string[] Member(string code, string name, string relation = "Con", string born = "2010", string id = "", string schooling = "") =>
        [code, "", name, relation, born, "", id, "", "", "", "", "", schooling];

    protected static MemoryStream Xlsx(params IEnumerable<string[]> rows)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Danh sách");
        sheet.Cell(1, 1).SetValue("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO");
        var at = 3;
        foreach (var row in rows.Prepend(Header))
        {
            for (var i = 0; i < row.Length; i++)
                if (row[i].Length > 0) sheet.Cell(at, i + 1).SetValue(row[i]).SetDataType(XLDataType.Text);
            at++;
        }
        var file = new MemoryStream();
        book.SaveAs(file);
        file.Position = 0;
        return file;
    }

    /// <summary>The row of a sheet that the first line of a list stands in.</summary>
    protected const int FirstRow = 4;

    protected async Task<Commune> NewCommune(params string[] hamlets)
    {
        var commune = await App.NewCommune();
        string[] names = hamlets.Length > 0 ? hamlets : ["Thôn Một", "Thôn Hai", "Thôn Phú Trung (Quế Phú cũ)", "Thôn Phú Trung (Quế Xuân cũ)"];
        (await Send<Outcome<HamletsAdded>>(new AddHamlets(Actor.System, commune.UnitId, names, new DateOnly(2020, 1, 1)))).Value.Count.ShouldBe(names.Length);
        return commune;
    }

    protected async Task<ListRead> Read(Commune commune, int year, params IEnumerable<string[]> rows)
    {
        using var file = Xlsx(rows);
        var form = new ListForm(year, $"{year}/QĐ-UBND", new DateOnly(2025, 12, 15), "danh-sach.xlsx");
        return (await Send<Outcome<ListRead>>(new ReadHouseholdList(Actor.System, commune.UnitId, form, file, Keep: true))).Value;
    }

    /// <summary>Reads and accepts a list that has neither problems nor questions.</summary>
    protected async Task<ListCounts> Import(Commune commune, int year, params IEnumerable<string[]> rows)
    {
        var read = await Read(commune, year, rows);
        read.Problems.ShouldBeEmpty();
        return (await Accept(commune, read.Id!.Value)).Value;
    }

    protected Task<Outcome<ListCounts>> Accept(Commune commune, Guid import) => Send<Outcome<ListCounts>>(new AcceptHouseholdList(Actor.System, commune.UnitId, import));

    protected static async Task<HttpResponseMessage> Upload(HttpClient client, Commune commune, Stream file, bool dryRun, string year = "2025")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(commune.Code), "unit" }, { new StringContent(year), "year" }, { new StringContent("12/QĐ-UBND"), "decision" }, { new StringContent("2025-12-15"), "decisionDate" },
        };
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        form.Add(content, "file", "danh-sach.xlsx");
        return await client.PostAsync($"/api/households/import?dryRun={(dryRun ? "true" : "false")}", form, Ct);
    }

    protected async Task<Guid> IdOf(Commune commune, string code) => await Scalar<Guid>("select id from households.household where unit_id = $1 and code = $2", commune.UnitId, code);

    /// <summary>Everything that the register holds of a commune, as one text: equal texts, equal registers.</summary>
    protected Task<string> Everything(Commune commune, int? year = null) => Scalar<string>(string.Create(CultureInfo.InvariantCulture, $"""
        select coalesce((select string_agg(h.code || h.hamlet_id || h.head_name || h.people || coalesce(h.ended, ''), '|' order by h.code) from households.household h where h.unit_id = $1), '')
          || coalesce((select string_agg(m.id || m.name || m.relation || m.place || coalesce(m.birth_year, 0) || coalesce(m.id_tail, '') || coalesce(m.left_on::text, ''), '|' order by m.id)
                       from households.member m where m.unit_id = $1), '')
          || coalesce((select string_agg(c.household_id || c.class || c.year || c.decision || c.standard || c.people, '|' order by c.household_id, c.year)
                       from households.classification c where c.unit_id = $1 and c.year = {year?.ToString(CultureInfo.InvariantCulture) ?? "c.year"}), '')
        """), commune.UnitId);

    protected async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }
}
