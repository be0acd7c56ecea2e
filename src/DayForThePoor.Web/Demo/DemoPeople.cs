using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo;

/// <summary>The made-up people who sign in to sample data: one for each role in two communes, all with one password.</summary>
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
    ];

    private static readonly (string Code, string Domain)[] Communes = [("20641", "queson.demo"), ("20650", "xuanphu.demo")];

    /// <summary>Adds whoever is missing and gives everybody <paramref name="password"/>; a second run changes nothing.</summary>
    /// <param name="password">Any: it is the operator's, so the rules for people's own passwords do not apply.</param>
    public static async Task Seed(IServiceProvider services, string password, CancellationToken cancellation)
    {
        var (people, units) = (services.GetRequiredService<People>(), await services.GetRequiredService<IRegistry>().Current(cancellation));
        foreach (var (code, domain) in Communes)
            foreach (var (name, role, displayName) in Roles)
            {
                var person = new NewPerson(displayName, $"{name}@{domain}", password);
                _ = (await people.Ensure(person, new(role, units.UnitsByCode[code].UnitId), cancellation)).Value;
            }
    }
}
