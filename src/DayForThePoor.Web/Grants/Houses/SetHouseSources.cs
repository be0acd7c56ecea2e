using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Houses;

/// <param name="Kind">One of <see cref="HouseSources"/>.</param>
/// <param name="Name">Of the sponsor or programme; required there.</param>
/// <param name="AmountVnd">Above 0; of days of work their value.</param>
/// <param name="Days">Of work, at most one decimal; only for these.</param>
public sealed record SourceForm(string? Kind, string? Name, long? AmountVnd, decimal? Days = null);

/// <summary>Says where the value of a house comes from: the whole list, in place of the one before, which stays on record.</summary>
public sealed record SetHouseSources(Actor By, Guid UnitId, Guid HouseId, string Key, IReadOnlyList<SourceForm> Sources) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class SetHouseSourcesHandler
{
    private const int MostLines = 20, MostDays = 2000;

    public static async Task<Outcome<bool>> Handle(SetHouseSources command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var names = command.Sources.Select((source, i) => CleanText.Check(source.Name, $"sources[{i}].name")).ToArray();
        List<Refusal> no = [.. names.SelectMany(name => name.Refusals), .. command.Sources.SelectMany(WhyNot)];
        if (command.Sources.Count is 0 or > MostLines) no.Add(Refusal.Invalid("house.source_count", "sources", $"{MostLines}"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Take(connection, command.UnitId, command.HouseId, cancellation) is not { } house) return AccessPolicy.OtherUnit;
        if (await HouseLog.Knows(connection, house.Id, command.Key, cancellation)) return true;

        await using var write = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update grants.house set sources = sources + 1 where id = $1") { Parameters = { new() { Value = house.Id } } },
                new("""
                    insert into grants.house_source select $1, $2, (s.place - 1)::smallint, s.kind, s.name, s.amount, s.days
                    from unnest($3::text[], $4::text[], $5::bigint[], $6::numeric[]) with ordinality s(kind, name, amount, days, place)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = house.Id }, new() { Value = house.SourcesVersion + 1 },
                        new() { Value = command.Sources.Select(s => s.Kind!).ToArray() }, new() { Value = names.Select(name => name.Value).ToArray() },
                        new() { Value = command.Sources.Select(s => s.AmountVnd!.Value).ToArray() },
                        new() { Value = command.Sources.Select(s => s.Days).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Numeric },
                    },
                },
            },
        };
        await write.ExecuteNonQueryAsync(cancellation);
        await new HouseLog(house.Id, command.Key, HouseLog.Sources, VietnamTime.TodayIn(clock), "", house.State).Insert(connection, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static IEnumerable<Refusal> WhyNot(SourceForm source, int at)
    {
        if (!HouseSources.All.Contains(source.Kind)) yield return Refusal.Invalid("house.source_kind", $"sources[{at}].kind");
        if (source.AmountVnd is not (> 0 and <= MostAmount)) yield return Refusal.Invalid("house.source_amount", $"sources[{at}].amountVnd");
        if (source.Kind == HouseSources.Workdays ? source.Days is not (> 0 and <= MostDays) || decimal.Round(source.Days.Value, 1) != source.Days : source.Days is not null)
            yield return Refusal.Invalid("house.source_days", $"sources[{at}].days", $"{MostDays}");
        if (source.Kind is HouseSources.Sponsor or HouseSources.Programme && string.IsNullOrWhiteSpace(source.Name))
            yield return Refusal.Invalid("house.source_name", $"sources[{at}].name");
    }

    /// <summary>Đồng; no house of the fund comes near it.</summary>
    private const long MostAmount = 10_000_000_000;
}
