using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>Keep the scan of a signed list, a slip or a photo, so that hand-overs can name it.</summary>
/// <param name="Name">As the sender calls it; only shown.</param>
public sealed record KeepDeliveryPaper(Actor By, Guid UnitId, string? Name, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="File">Names the paper when hand-overs are recorded.</param>
/// <param name="Sha256">Of what is kept, lower-case hex.</param>
public sealed record DeliveryPaperKept(Guid File, string Sha256);

public static class KeepDeliveryPaperHandler
{
    private const int LongestName = 120;

    /// <summary>Codes: those of <see cref="Papers.Take"/>.</summary>
    public static async Task<Outcome<DeliveryPaperKept>> Handle(KeepDeliveryPaper command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var taken = await Papers.Take(command.Content, "file", cancellation);
        if (!taken.TryGet(out var paper)) return new(taken.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        using var content = new MemoryStream(paper.Content);
        var sha256 = await AttachmentStore.Keep(connection, content, paper.MediaType, now, cancellation);
        var id = Guid.CreateVersion7(now);
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.file (id, unit_id, kind, name, media_type, sha256, bytes, on_date, added_at, added_by) values ($1, $2, 'delivery', $3, $4, $5, $6, $7, $8, $9)
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, new() { Value = NameOf(command.Name) }, new() { Value = paper.MediaType }, new() { Value = sha256 },
                new() { Value = (long)paper.Content.Length }, new() { Value = VietnamTime.DateOf(now) }, new() { Value = now.ToUniversalTime() }, new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeliveryPaperKept(id, Convert.ToHexStringLower(sha256));
    }

    private static string NameOf(string? given) =>
        new string([.. Path.GetFileName((given ?? "").Replace('\\', '/')).Where(c => !char.IsControl(c)).Take(LongestName)]).Trim() is { Length: > 0 } name ? name : "van-ban";
}
