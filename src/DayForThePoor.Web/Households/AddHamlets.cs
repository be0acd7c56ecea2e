using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>Adds hamlets to a commune's list; those that it has already are passed over.</summary>
/// <param name="Names">As people write them: "Thôn Phú Trung (Quế Xuân 2 cũ)".</param>
/// <param name="Since">First day; today when null.</param>
public sealed record AddHamlets(Actor By, Guid UnitId, IReadOnlyList<string> Names, DateOnly? Since) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public sealed record HamletsAdded(int Count);

public static class AddHamletsHandler
{
    private const int LongestName = 80;

    public static async Task<Outcome<HamletsAdded>> Handle(AddHamlets command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        List<HamletName> names = [];
        foreach (var typed in command.Names.Where(name => !string.IsNullOrWhiteSpace(name)))
        {
            var clean = CleanText.CheckRequired(typed, "hamlets", LongestName);
            no.AddRange(clean.Refusals);
            if (!clean.TryGet(out var text)) continue;
            if (HamletName.Parse(text) is { Name: { Length: > 0 } } name && name.Name.Any(char.IsLetterOrDigit)) names.Add(name);
            else no.Add(Refusal.Invalid("hamlet.no_name", "hamlets", text));
        }
        if (no.Count == 0 && names.Count == 0) no.Add(Refusal.Invalid("text.empty", "hamlets"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into households.hamlet (id, unit_id, kind, name, former, folded, valid_from)
            select id, $1, kind, name, former, folded, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) h(id, kind, name, former, folded)
            on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.UnitId },
                new() { Value = command.Since ?? VietnamTime.TodayIn(clock) },
                new() { Value = names.Select(_ => Guid.CreateVersion7()).ToArray() },
                new() { Value = names.Select(name => name.Kind).ToArray() },
                new() { Value = names.Select(name => name.Name).ToArray() },
                new() { Value = names.Select(name => name.Former).ToArray() },
                new() { Value = names.Select(name => name.Folded).ToArray() },
            },
        };
        return new HamletsAdded(await insert.ExecuteNonQueryAsync(cancellation));
    }
}
