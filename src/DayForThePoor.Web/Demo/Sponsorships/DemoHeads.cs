using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>The head of a household of the sample.</summary>
internal sealed record DemoHead(Guid Household, string Name, bool Female, DateOnly Born, bool IsDisabled, int People)
{
    /// <summary>"Nguyễn".</summary>
    public string Family => Name.Split(' ')[0];
}

/// <summary>Heads of a commune's households, each taken once, so that no two cases of the sample share a house by accident.</summary>
internal sealed class DemoHeads(IReadOnlyList<DemoHead> all, DateOnly today)
{
    private const int OldFrom = 66, MotherUntil = 56;

    private readonly HashSet<Guid> taken = [];

    public static async Task<DemoHeads> Of(Sessions sessions, Guid unit, DateOnly today, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("""
            select h.id, m.name, m.sex = 'female', m.birth_date, m.disability in ('severe', 'very_severe'), h.people
            from households.household h join households.member m on m.household_id = h.id and m.place = 1
            where h.unit_id = $1 and h.ended is null and m.birth_date is not null and m.sex is not null order by h.code
            """, connection) { Parameters = { new() { Value = unit } } };
        List<DemoHead> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found.Add(new(row.GetGuid(0), row.GetString(1), row.GetBoolean(2), row.GetFieldValue<DateOnly>(3), !row.IsDBNull(4) && row.GetBoolean(4), row.GetInt32(5)));
        return new(found, today);
    }

    /// <summary>Who lives alone, or with as few as there are.</summary>
    public DemoHead Old() => Take(head => Age(head) >= OldFrom && !head.IsDisabled, head => head.People);

    public DemoHead Disabled() => Take(head => head.IsDisabled, head => head.People);

    public DemoHead Mother() => Take(head => head.Female && Age(head) <= MotherUntil, _ => 0);

    public DemoHead Grandparent() => Take(head => Age(head) > MotherUntil && head.People > 1, _ => 0);

    private DemoHead Take(Func<DemoHead, bool> fits, Func<DemoHead, int> order)
    {
        var head = all.Where(h => fits(h) && !taken.Contains(h.Household)).OrderBy(order).First();
        taken.Add(head.Household);
        return head;
    }

    private int Age(DemoHead head) => today.Year - head.Born.Year;
}
