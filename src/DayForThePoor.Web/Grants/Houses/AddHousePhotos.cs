using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <param name="Phase">One of <see cref="PhotoPhases"/>.</param>
/// <param name="TakenOn">Today when null.</param>
public sealed record PhotoForm(string? Phase, DateOnly? TakenOn, string? Note);

/// <summary>Puts pictures to a house: all of them or, when one is unusable, none. The same picture sent again is there once.</summary>
/// <param name="Files">Read once each.</param>
public sealed record AddHousePhotos(Actor By, Guid UnitId, Guid HouseId, PhotoForm Form, IReadOnlyList<Stream> Files) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class AddHousePhotosHandler
{
    public const int MostFiles = 12, MostPhotos = 60;

    /// <returns>How many came to the house.</returns>
    public static async Task<Outcome<int>> Handle(AddHousePhotos command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var today = VietnamTime.TodayIn(clock);
        var note = CleanText.Check(form.Note, "note");
        List<Refusal> no = [.. note.Refusals];
        if (!PhotoPhases.All.Contains(form.Phase)) no.Add(Refusal.Invalid("house.phase", "phase"));
        if (form.TakenOn > today) no.Add(Refusal.Invalid("house.future", "takenOn"));
        if (command.Files.Count is 0 or > MostFiles) no.Add(Refusal.Invalid("house.photo_count", "photos", $"{MostFiles}"));
        if (no.Count > 0) return no;
        List<CleanPhoto> photos = [];
        foreach (var file in command.Files)
        {
            var photo = await Photo.Clean(file, "photos", cancellation);
            if (photo.IsRefused) return new(photo.Refusals);
            photos.Add(photo.Value);
        }

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Take(connection, command.UnitId, command.HouseId, cancellation) is null) return AccessPolicy.OtherUnit;
        if (await Count(connection, command.HouseId, cancellation) + photos.Count > MostPhotos) return Refusal.Conflict("house.photos_full", "photos", $"{MostPhotos}");
        var added = 0;
        foreach (var photo in photos) added += await Insert(connection, command, photo, note.Value, form.TakenOn ?? today, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return added;
    }

    private static async Task<long> Count(NpgsqlConnection connection, Guid house, CancellationToken cancellation)
    {
        await using var count = new NpgsqlCommand("select count(*) from grants.house_photo where house_id = $1 and removed_at is null", connection) { Parameters = { new() { Value = house } } };
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<int> Insert(
        NpgsqlConnection connection, AddHousePhotos command, CleanPhoto photo, string note, DateOnly on, DateTimeOffset at, CancellationToken cancellation)
    {
        using var large = new MemoryStream(photo.Jpeg);
        using var small = new MemoryStream(photo.Small);
        await using var insert = new NpgsqlCommand("""
            insert into grants.house_photo (id, house_id, phase, taken_on, note, sha256, small_sha256, width, height, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7() }, new() { Value = command.HouseId }, new() { Value = command.Form.Phase! }, new() { Value = on }, new() { Value = note },
                new() { Value = await AttachmentStore.Keep(connection, large, "image/jpeg", at, cancellation) },
                new() { Value = await AttachmentStore.Keep(connection, small, "image/jpeg", at, cancellation) },
                new() { Value = (short)photo.Width }, new() { Value = (short)photo.Height }, new() { Value = at.ToUniversalTime() }, new() { Value = command.By.PersonId },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation);
    }
}
