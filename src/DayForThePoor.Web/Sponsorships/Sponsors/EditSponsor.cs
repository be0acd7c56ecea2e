using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>
/// Writes anew what is written of a sponsor, with the checks of a new one. What stood before is kept beside it. Receipts that
/// exist keep the name they were written with.
/// </summary>
public sealed record EditSponsor(Actor By, Guid UnitId, Guid SponsorId, SponsorForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class EditSponsorHandler
{
    /// <summary>The sponsor's id. An edit that changes nothing leaves no trace.</summary>
    public static async Task<Outcome<Guid>> Handle(EditSponsor command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var checkedForm = SponsorAsTyped.Check(command.Form);
        if (!checkedForm.TryGet(out var anew)) return new Outcome<Guid>(checkedForm.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Stored(connection, command, cancellation) is not var (code, was)) return AccessPolicy.OtherUnit;
        var were = await Members(connection, command.SponsorId, cancellation);
        var members = MembersAnew.Of(were, anew.Members);
        var changes = Changes(was with { Members = [.. were.Select(m => (m.Name, m.ShareVnd))] }, anew, members).ToList();
        if (changes.Count == 0) return command.SponsorId;

        await using var batch = new NpgsqlBatch(connection);
        Add("""
            update sponsorships.sponsor set kind = $2, name = $3, contact_name = $4, phone = $5, email = $6, address = $7, may_be_named = $8, folded = $9 where id = $1
            """, command.SponsorId, anew.Kind, anew.Name, anew.ContactName, anew.Phone, anew.Email, anew.Address, anew.MayBeNamed, anew.Folded(code));
        var today = VietnamTime.TodayIn(clock);
        foreach (var left in members.Left) Add("update sponsorships.sponsor_member set left_on = $2 where id = $1", left, today);
        foreach (var stays in members.Changed) Add("update sponsorships.sponsor_member set name = $2, share = $3 where id = $1", stays.Id, stays.Name, stays.ShareVnd);
        foreach (var (name, share) in members.Joined)
            Add("insert into sponsorships.sponsor_member (id, sponsor_id, name, share, joined_on) values ($1, $2, $3, $4, $5)", Guid.CreateVersion7(), command.SponsorId, name, share, today);
        var edit = Guid.CreateVersion7();
        foreach (var (field, before, after) in changes)
            Add("insert into sponsorships.sponsor_change (edit_id, sponsor_id, field, was, became, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6, $7)",
                edit, command.SponsorId, field, before, after, clock.GetUtcNow(), command.By.PersonId);
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return command.SponsorId;

        void Add(string sql, params object?[] values)
        {
            var one = new NpgsqlBatchCommand(sql);
            foreach (var value in values) one.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean } : new() { Value = value });
            batch.BatchCommands.Add(one);
        }
    }

    private static IEnumerable<(string Field, string Was, string Became)> Changes(SponsorAsTyped was, SponsorAsTyped anew, MembersAnew members)
    {
        if (was.Kind != anew.Kind) yield return ("kind", was.Kind, anew.Kind);
        if (was.Name != anew.Name) yield return ("name", was.Name, anew.Name);
        if (was.ContactName != anew.ContactName) yield return ("contactName", was.ContactName, anew.ContactName);
        if (was.Phone != anew.Phone) yield return ("phone", was.Phone, anew.Phone);
        if (was.Email != anew.Email) yield return ("email", was.Email, anew.Email);
        if (was.Address != anew.Address) yield return ("address", was.Address, anew.Address);
        if (was.MayBeNamed != anew.MayBeNamed) yield return ("mayBeNamed", NamingAnswers.Of(was.MayBeNamed), NamingAnswers.Of(anew.MayBeNamed));
        if (members.Any) yield return ("members", MemberLines.Of(was.Members), MemberLines.Of(anew.Members));
    }

    /// <summary>Locks the sponsor, so that two who write at once follow each other.</summary>
    private static async Task<(string Code, SponsorAsTyped Was)?> Stored(NpgsqlConnection connection, EditSponsor command, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select code, kind, name, contact_name, phone, email, address, may_be_named from sponsorships.sponsor where id = $1 and unit_id = $2 for update", connection)
        {
            Parameters = { new() { Value = command.SponsorId }, new() { Value = command.UnitId } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return (row.GetString(0), new(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetBoolean(7), []));
    }

    private static async Task<IReadOnlyList<GroupMember>> Members(NpgsqlConnection connection, Guid sponsor, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select id, name, share from sponsorships.sponsor_member where sponsor_id = $1 and left_on is null order by id", connection)
        {
            Parameters = { new() { Value = sponsor } },
        };
        List<GroupMember> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt64(2)));
        return found;
    }
}
