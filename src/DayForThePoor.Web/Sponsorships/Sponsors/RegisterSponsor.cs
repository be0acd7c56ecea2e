using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>One of a group that sponsors together.</summary>
/// <param name="ShareVnd">Đồng a month that the member gives of the group's part.</param>
public sealed record MemberShare(string? Name, long? ShareVnd);

/// <summary>Who wants to sponsor (người đỡ đầu).</summary>
/// <param name="Kind">One of <see cref="SponsorKinds"/>.</param>
/// <param name="ContactName">Of an organisation or a group, the person to speak with.</param>
/// <param name="MayBeNamed">In public; null: not asked.</param>
/// <param name="Members">Of a group.</param>
public sealed record SponsorForm(
    string? Kind, string? Name, string? ContactName, string? Phone, string? Email, string? Address, bool? MayBeNamed, IReadOnlyList<MemberShare>? Members = null);

/// <summary>Kinds of sponsors.</summary>
public static class SponsorKinds
{
    public const string Person = "person";
    public const string Organisation = "organisation";

    /// <summary>Nhóm: its members share one slot.</summary>
    public const string Group = "group";

    public static readonly IReadOnlyList<string> All = [Person, Organisation, Group];
}

/// <param name="Key">Idempotency key, unique in the unit; null: none.</param>
public sealed record RegisterSponsor(Actor By, Guid UnitId, SponsorForm Form, string? Key = null) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="Code">"NĐĐ-0007".</param>
/// <param name="FollowCode">Opens the sponsor's own page.</param>
public sealed record SponsorWritten(Guid Id, string Code, string FollowCode, bool AlreadyKnown);

public static class RegisterSponsorHandler
{
    public static async Task<Outcome<SponsorWritten>> Handle(RegisterSponsor command, Sessions sessions, Installation installation, TimeProvider clock, CancellationToken cancellation)
    {
        var checkedForm = SponsorAsTyped.Check(command.Form);
        if (!checkedForm.TryGet(out var sponsor)) return new Outcome<SponsorWritten>(checkedForm.Refusals);
        var id = command.Key is { } key ? Ids.Of("sponsor", command.UnitId, key) : Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var lockUnit = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('sponsors:' || $1::text, 0))", connection) { Parameters = { new() { Value = command.UnitId } } })
            await lockUnit.ExecuteNonQueryAsync(cancellation);
        if (command.Key is not null && await Known(connection, id, cancellation) is { } known) return known;

        var code = $"NĐĐ-{await NextNumber(connection, command.UnitId, cancellation):D4}";
        var follow = FollowCode.New(SealedTexts.RandomNumber(), installation.DatabaseCode).Value;
        await using (var insert = new NpgsqlCommand("""
            insert into sponsorships.sponsor (id, unit_id, code, kind, name, contact_name, phone, email, address, may_be_named, follow_code, folded, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, new() { Value = code }, new() { Value = sponsor.Kind }, new() { Value = sponsor.Name },
                new() { Value = sponsor.ContactName }, new() { Value = sponsor.Phone }, new() { Value = sponsor.Email }, new() { Value = sponsor.Address },
                new() { Value = (object?)sponsor.MayBeNamed ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Boolean }, new() { Value = follow },
                new() { Value = sponsor.Folded(code) }, new() { Value = now }, new() { Value = command.By.PersonId },
            },
        })
            await insert.ExecuteNonQueryAsync(cancellation);
        foreach (var member in sponsor.Members)
        {
            await using var add = new NpgsqlCommand("insert into sponsorships.sponsor_member (id, sponsor_id, name, share, joined_on) values ($1, $2, $3, $4, $5)", connection)
            {
                Parameters =
                {
                    new() { Value = Guid.CreateVersion7() }, new() { Value = id }, new() { Value = member.Name }, new() { Value = member.ShareVnd }, new() { Value = VietnamTime.TodayIn(clock) },
                },
            };
            await add.ExecuteNonQueryAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return new SponsorWritten(id, code, follow, false);
    }

    private static async Task<SponsorWritten?> Known(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select code, follow_code from sponsorships.sponsor where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(id, row.GetString(0), row.GetString(1), true) : null;
    }

    private static async Task<int> NextNumber(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select coalesce(max(substring(code from '[0-9]+$')::int), 0) + 1 from sponsorships.sponsor where unit_id = $1", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        return (int)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
