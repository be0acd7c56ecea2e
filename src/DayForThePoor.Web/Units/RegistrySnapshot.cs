using System.Collections.Frozen;

namespace DayForThePoor.Web.Units;

/// <summary>A unit as it is called on some dates.</summary>
/// <param name="Kind">centre, province, district or commune.</param>
public sealed record UnitVersion(Guid UnitId, string Kind, string Code, string Name, string ShortName, Guid? ParentId, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool StandsOn(DateOnly date) => ValidFrom <= date && (ValidTo is null || date <= ValidTo);
}

/// <param name="Kind">VNN (Quỹ "Vì người nghèo") or CT (Quỹ Cứu trợ).</param>
/// <param name="Code">"20641-VNN".</param>
/// <param name="HandedOverOn">Closing day of the minutes by which it went to successors; it takes no voucher any more.</param>
public sealed record Fund(Guid Id, Guid UnitId, string Kind, string Code, DateOnly OpenedOn, DateOnly? HandedOverOn = null);

/// <param name="EndsOn">Last day of reception; for relief at most 90 days from the start (NĐ 93/2021 Đ.8.2). Null: permanent.</param>
public sealed record Campaign(Guid Id, Guid UnitId, Guid FundId, string Code, string Name, string? AppealNumber, DateOnly? AppealDate, Guid? AppealUnitId, DateOnly StartsOn, DateOnly? EndsOn);

/// <param name="Bin">Six digits; null for the State Treasury, which has no VietQR.</param>
public sealed record BankAccount(Guid Id, Guid UnitId, string Code, string Kind, string? Bin, string BankName, string Branch, string Number, string Holder, DateOnly OpenedOn, DateOnly? ClosedOn, Guid DefaultFundId, Guid? CampaignId);

/// <summary>The issuer's block on vouchers, as it stands from a date.</summary>
public sealed record Letterhead(Guid Id, Guid FundId, DateOnly ValidFrom, string UnitLine, string BoardLine, string Address, string Phone, string Place, string RulesDecision);

/// <summary>One version of the chart of accounts: which number stands for which role.</summary>
public sealed record Chart(int Version, DateOnly ValidFrom, FrozenDictionary<string, string> NumberOfRole, FrozenDictionary<string, ChartAccount> Accounts);

public sealed record ChartAccount(string Number, string NameVi, string NameEn);

/// <summary>
/// Units, funds, accounts, campaigns and the chart as they are now: a few thousand rows that every request reads and
/// hardly anything changes, held in memory.
/// </summary>
public sealed class RegistrySnapshot
{
    public required IReadOnlyList<UnitVersion> Units { get; init; }

    public required IReadOnlyList<Letterhead> Letterheads { get; init; }

    public required IReadOnlyList<Chart> Charts { get; init; }

    public required FrozenDictionary<Guid, Fund> Funds { get; init; }

    public required FrozenDictionary<Guid, Campaign> Campaigns { get; init; }

    public required FrozenDictionary<Guid, BankAccount> Accounts { get; init; }

    public required FrozenDictionary<string, Fund> FundsByCode { get; init; }

    public required FrozenDictionary<string, BankAccount> AccountsByCode { get; init; }

    /// <summary>The version of each unit that stands today, else its last.</summary>
    public required FrozenDictionary<Guid, UnitVersion> UnitsNow { get; init; }

    /// <summary>Code → the unit that bears it today.</summary>
    public required FrozenDictionary<string, UnitVersion> UnitsByCode { get; init; }

    /// <summary>Whether <paramref name="unit"/> is <paramref name="ancestor"/> or lies under it today.</summary>
    public bool Contains(Guid ancestor, Guid unit)
    {
        for (Guid? at = unit; at is { } id; at = UnitsNow.TryGetValue(id, out var version) ? version.ParentId : null)
            if (id == ancestor) return true;
        return false;
    }

    /// <summary>The unit and everything under it.</summary>
    public IReadOnlyList<Guid> Under(Guid ancestor) => [.. UnitsNow.Keys.Where(unit => Contains(ancestor, unit))];

    /// <summary>The name that a unit bore on a date; its present one when it did not exist yet.</summary>
    public UnitVersion UnitOn(Guid unit, DateOnly date) =>
        Units.FirstOrDefault(v => v.UnitId == unit && v.StandsOn(date)) ?? UnitsNow[unit];

    /// <summary>The unit that bore a code on a date.</summary>
    public UnitVersion? UnitByCode(string code, DateOnly date) => Units.FirstOrDefault(v => v.Code == code && v.StandsOn(date));

    public Campaign? CampaignByCode(Guid unit, string code) =>
        Campaigns.Values.FirstOrDefault(c => c.UnitId == unit && string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));

    public Letterhead LetterheadOf(Guid fund, DateOnly date) =>
        Letterheads.Where(l => l.FundId == fund && l.ValidFrom <= date).MaxBy(l => l.ValidFrom) ?? Letterheads.Where(l => l.FundId == fund).MinBy(l => l.ValidFrom)!;

    public Chart ChartOn(DateOnly date) => Charts.Where(c => c.ValidFrom <= date).MaxBy(c => c.ValidFrom) ?? Charts[0];
}

/// <summary>The present snapshot, reloaded when it is older than some seconds or when someone changed something here.</summary>
public interface IRegistry
{
    ValueTask<RegistrySnapshot> Current(CancellationToken cancellation);

    /// <summary>Reads anew at the next call; after a change, and when a code is not found that another node may just have added.</summary>
    void Invalidate();
}
