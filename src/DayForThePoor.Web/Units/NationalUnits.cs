using System.Globalization;
using DayForThePoor.Core;
using Sylvan.Data.Csv;

namespace DayForThePoor.Web.Units;

/// <summary>A unit whose tasks went to another one.</summary>
public sealed record UnitSuccession(Guid UnitId, Guid SuccessorId, DateOnly Since);

/// <summary>
/// The administrative units that the program ships: today's provinces and communes, the centre, and the former huyện Quế
/// Sơn with its wards as history. The two national levels below the centre stand since 2025-07-01, when districts were
/// abolished and provinces merged; older units are other units, also where code or name are the same.
/// </summary>
public sealed record NationalUnits(IReadOnlyList<UnitVersion> Versions, IReadOnlyList<UnitSuccession> Successions)
{
    /// <summary>First day of the two-level map (34 provinces, 3,321 communes).</summary>
    public static readonly DateOnly Reform = new(2025, 7, 1);

    public const string CentreCode = "TW";

    /// <summary>Founding day of the Front (18/11/1930).</summary>
    private static readonly DateOnly Founded = new(1930, 11, 18);

    /// <summary>Tỉnh Quảng Nam stood apart from Đà Nẵng since 1997-01-01.</summary>
    private static readonly DateOnly QuangNamSplit = new(1997, 1, 1);

    /// <summary>Đồng Nai is a city since this day (resolution 30/2026/QH16); until then its name began with Tỉnh.</summary>
    private static readonly DateOnly DongNaiCity = new(2026, 4, 30);

    private const string DongNai = "75";

    /// <summary>The id of a unit: a function of the code and the first day on which it bore it.</summary>
    public static Guid IdOf(string code, DateOnly since) => Ids.Of("unit", code, $"{since:yyyy-MM-dd}");

    public static NationalUnits Read()
    {
        List<UnitVersion> versions = [Centre()];
        List<UnitSuccession> successions = [];
        AddPresent(versions);
        AddQueSon(versions, successions);
        return new(versions, successions);
    }

    private static UnitVersion Centre() => new(IdOf(CentreCode, Founded), UnitKinds.Centre, CentreCode, "Trung ương", "Trung ương", null, Founded, null);

    private static void AddPresent(List<UnitVersion> versions)
    {
        var provinces = new HashSet<string>();
        foreach (var row in Rows("admin_units_vn_20260430.csv"))
        {
            if (provinces.Add(row["province_code"])) versions.AddRange(Province(row["province_code"], row["province"]));
            versions.Add(new(
                IdOf(row["ward_code"], Reform), UnitKinds.Commune, row["ward_code"], row["ward"], row["ward_short"],
                IdOf(row["province_code"], Reform), Reform, null));
        }
    }

    private static IEnumerable<UnitVersion> Province(string code, string name)
    {
        var now = new UnitVersion(IdOf(code, Reform), UnitKinds.Province, code, name, ShortName(name), IdOf(CentreCode, Founded), Reform, null);
        return code == DongNai
            ? [now with { Name = $"Tỉnh {now.ShortName}", ValidTo = DongNaiCity.AddDays(-1) }, now with { ValidFrom = DongNaiCity }]
            : [now];
    }

    private static void AddQueSon(List<UnitVersion> versions, List<UnitSuccession> successions)
    {
        var lastDay = Reform.AddDays(-1);
        var wards = Rows("admin_map_509_que_son.csv").ToList();
        var firstDay = wards.Min(w => DateOnly.ParseExact(w["old_valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture));

        var any = wards[0];
        var province = IdOf(any["old_province_code"], QuangNamSplit);
        var district = IdOf(any["old_district_code"], firstDay);
        versions.Add(new(province, UnitKinds.Province, any["old_province_code"], any["old_province"], ShortName(any["old_province"]), IdOf(CentreCode, Founded), QuangNamSplit, lastDay));
        versions.Add(new(district, UnitKinds.District, any["old_district_code"], any["old_district"], ShortName(any["old_district"]), province, firstDay, lastDay));
        successions.Add(new(province, IdOf(any["new_province_code"], Reform), Reform));

        foreach (var row in wards)
        {
            var since = DateOnly.ParseExact(row["old_valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ward = IdOf(row["old_ward_code"], since);
            var successor = IdOf(row["new_ward_code"], Reform);
            versions.Add(new(ward, UnitKinds.Commune, row["old_ward_code"], row["old_ward"], ShortName(row["old_ward"]), district, since, lastDay));
            successions.Add(new(ward, successor, Reform));
        }
        successions.AddRange(wards.Select(w => w["new_ward_code"]).Distinct().Select(code => new UnitSuccession(district, IdOf(code, Reform), Reform)));
    }

    /// <summary>"Thành phố Đà Nẵng" → "Đà Nẵng".</summary>
    private static string ShortName(string name)
    {
        foreach (var kind in (string[])["Thành phố ", "Tỉnh ", "Huyện ", "Thị trấn ", "Xã "])
            if (name.StartsWith(kind, StringComparison.Ordinal)) return name[kind.Length..];
        return name;
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var csv = CsvDataReader.Create(new StreamReader(UnitData.Open(file)));
        var columns = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToArray();
        while (csv.Read()) yield return columns.Select((name, i) => (name, Value: csv.GetString(i))).ToDictionary(c => c.name, c => c.Value);
    }
}
