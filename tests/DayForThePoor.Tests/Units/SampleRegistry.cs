using System.Collections.Frozen;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Units;

/// <summary>A registry in memory: thành phố Đà Nẵng with xã Quế Sơn and xã Xuân Phú, both funds of both communes, some accounts.</summary>
internal static class SampleRegistry
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly UnitVersion City = Unit("48", UnitKinds.Province, "Đà Nẵng", null);

    public static readonly UnitVersion QueSon = Unit("20641", UnitKinds.Commune, "Quế Sơn", City.UnitId);

    public static readonly UnitVersion XuanPhu = Unit("20650", UnitKinds.Commune, "Xuân Phú", City.UnitId);

    /// <param name="campaigns">Beside none.</param>
    /// <param name="accounts">Instead of <see cref="Accounts"/>.</param>
    public static RegistrySnapshot With(IReadOnlyList<Campaign>? campaigns = null, IReadOnlyList<BankAccount>? accounts = null)
    {
        UnitVersion[] units = [City, QueSon, XuanPhu];
        var funds = new[] { QueSon, XuanPhu }.SelectMany(u => FundKinds.All.Select(kind => FundOf(u, kind))).ToArray();
        accounts ??= Accounts;
        campaigns ??= [];
        return new()
        {
            Units = units,
            Letterheads = [],
            Charts = [],
            Funds = funds.ToFrozenDictionary(f => f.Id),
            Campaigns = campaigns.ToFrozenDictionary(c => c.Id),
            Accounts = accounts.ToFrozenDictionary(a => a.Id),
            FundsByCode = funds.ToFrozenDictionary(f => f.Code),
            AccountsByCode = accounts.ToFrozenDictionary(a => a.Code),
            UnitsNow = units.ToFrozenDictionary(u => u.UnitId),
            UnitsByCode = units.ToFrozenDictionary(u => u.Code),
        };
    }

    /// <summary>An account for each fund of Quế Sơn.</summary>
    public static IReadOnlyList<BankAccount> Accounts =>
    [
        Account("20641-VCB", FundKinds.ForThePoor, "970436", "0041000123456"),
        Account("20641-CTG", FundKinds.Relief, "970415", "113000456789"),
    ];

    public static Fund FundOf(UnitVersion unit, string kind) =>
        new(NationalUnits.IdOf($"{unit.Code}-{kind}", NationalUnits.Reform), unit.UnitId, kind, $"{unit.Code}-{kind}", new(2025, 7, 1));

    public static Campaign Drive(string code, string fundKind) => new(
        NationalUnits.IdOf(code, NationalUnits.Reform), QueSon.UnitId, FundOf(QueSon, fundKind).Id, code, "Đợt vận động", null, null, null, Today, null);

    private static BankAccount Account(string code, string fundKind, string bin, string number) => new(
        NationalUnits.IdOf(code, NationalUnits.Reform), QueSon.UnitId, code, AccountKinds.Bank, bin, "Ngân hàng", "", number, "BAN VAN DONG",
        new(2024, 1, 1), null, FundOf(QueSon, fundKind).Id, null);

    private static UnitVersion Unit(string code, string kind, string name, Guid? parent) =>
        new(NationalUnits.IdOf(code, NationalUnits.Reform), kind, code, name, name, parent, NationalUnits.Reform, null);
}
