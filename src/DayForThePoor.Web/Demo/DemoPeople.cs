using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo;

/// <summary>
/// The made-up people who sign in to sample data, all with one password: one for each role and a deputy who approves too in
/// two communes, and in the others those whom a grant and its payment need.
/// </summary>
public static class DemoPeople
{
    private static readonly (string Name, string Role, string DisplayName)[] Roles =
    [
        ("accountant", PersonRoles.Accountant, "Phan Thị Thu Hà"),
        ("treasurer", PersonRoles.Treasurer, "Võ Thị Lựu"),
        ("storekeeper", PersonRoles.Storekeeper, "Huỳnh Văn Điểu"),
        ("approver", PersonRoles.Approver, "Nguyễn Đình Xuân"),
        ("officer", PersonRoles.FieldOfficer, "Trần Minh Tám"),
        ("auditor", PersonRoles.Auditor, "Lê Quang Chín"),
        ("admin", PersonRoles.Administrator, "Đinh Ngọc Thừa"),
        ("deputy", PersonRoles.Approver, "Hồ Thị Kim Liên"),
    ];

    private static readonly (string Name, string Role, string DisplayName)[] Fewer =
    [
        ("accountant", PersonRoles.Accountant, "Đỗ Thanh Hiền"),
        ("treasurer", PersonRoles.Treasurer, "Lương Thị Sương"),
        ("approver", PersonRoles.Approver, "Dương Hữu Phước"),
        ("officer", PersonRoles.FieldOfficer, "Ngô Văn Vinh"),
    ];

    private static readonly (string Name, string Role, string DisplayName)[] Former =
    [
        ("accountant", PersonRoles.Accountant, "Tào Thị Cúc"),
        ("treasurer", PersonRoles.Treasurer, "Tăng Minh Bảy"),
        ("approver", PersonRoles.Approver, "Đoàn Quang Trung"),
        ("officer", PersonRoles.FieldOfficer, "Phạm Văn Lành"),
    ];

    /// <summary>Communes of the sample and how the addresses of their people end.</summary>
    public static readonly IReadOnlyList<(string Code, string Domain)> Communes =
        [("20641", "queson.demo"), ("20650", "xuanphu.demo"), ("20662", "quesontrung.demo"), ("20656", "nongson.demo"), ("20669", "quephuoc.demo")];

    /// <summary>The city above them, whose people send and take money between levels.</summary>
    public const string CityDomain = "danang.demo";

    /// <summary>The former huyện Quế Sơn, whose people still sign its last paper.</summary>
    public const string District = "509", DistrictDomain = "huyenqueson.demo";

    public static readonly DateOnly DistrictLastDay = NationalUnits.Reform.AddDays(-1);

    private const int WithEveryRole = 2;

    /// <summary>Adds whoever is missing and gives everybody <paramref name="password"/>; a second run changes nothing.</summary>
    /// <param name="password">Any: it is the operator's, so the rules for people's own passwords do not apply.</param>
    public static async Task Seed(IServiceProvider services, string password, CancellationToken cancellation)
    {
        var (people, units) = (services.GetRequiredService<People>(), await services.GetRequiredService<IRegistry>().Current(cancellation));
        var district = units.UnitByCode(District, DistrictLastDay)!;
        foreach (var (name, role, displayName) in Former)
            _ = (await people.Ensure(new NewPerson(displayName, $"{name}@{DistrictDomain}", password), new(role, district.UnitId), cancellation)).Value;
        foreach (var (i, (code, domain)) in Communes.Append((DemoUnits.City, CityDomain)).Index())
            foreach (var (name, role, displayName) in i < WithEveryRole ? Roles : Fewer)
            {
                var person = new NewPerson(displayName, $"{name}@{domain}", password);
                _ = (await people.Ensure(person, new(role, units.UnitsByCode[code].UnitId), cancellation)).Value;
            }
    }
}
