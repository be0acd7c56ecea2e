using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Sponsorships.Pledges;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>What the paper says of one pledge.</summary>
/// <param name="AmountVnd">Đồng; null for goods.</param>
/// <param name="Quantity">Of goods, in the slot's unit; null for money.</param>
/// <param name="Seq">The instalment; null: the oldest that are open.</param>
public sealed record DeliveryLine(Guid Pledge, long? AmountVnd, decimal? Quantity = null, int? Seq = null);

/// <summary>Record what was handed over directly, as one paper proves for one pledge or many. All lines or none; nothing is posted.</summary>
/// <param name="Key">Idempotency key, unique in the unit: the same key is the same paper.</param>
/// <param name="On">Day of the hand-over, today or before.</param>
/// <param name="Kind">One of <see cref="DeliveryKinds"/>.</param>
/// <param name="File">Kept before, see <see cref="KeepDeliveryPaper"/>.</param>
/// <param name="Note">Sealed.</param>
public sealed record RecordDeliveries(Actor By, Guid UnitId, string Key, DateOnly? On, string? Kind, Guid? File, IReadOnlyList<DeliveryLine> Lines, string? Note = null) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="DeliveryId">Of the paper; bears what it proves.</param>
public sealed record DeliveriesRecorded(Guid DeliveryId, int Pledges, bool AlreadyKnown);

public static class RecordDeliveriesHandler
{
    /// <summary>A longer list is kept by hamlet.</summary>
    public const int MostLines = 2000;

    private const int LongestNote = 500;

    public static Guid IdOf(Guid unit, string key) => Ids.Of("sponsorship-delivery", unit, key);

    /// <summary>Codes: those of <see cref="WhyNot"/> and of <see cref="PledgeDecider"/> behind delivery.line, delivery.file_unknown, delivery.pledge_unknown, delivery.key_reused.</summary>
    public static async Task<Outcome<DeliveriesRecorded>> Handle(RecordDeliveries command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var note = CleanText.Check(command.Note, "note", LongestNote);
        List<Refusal> no = [.. note.Refusals, .. WhyNot(command, VietnamTime.TodayIn(clock))];
        if (no.Count > 0) return no;

        var (unit, id, on) = (command.UnitId, IdOf(command.UnitId, command.Key), command.On!.Value);
        await using var held = await HeldPledges.Begin(sessions, unit, cancellation);
        switch (await held.Claim(id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command with { By = Actor.System })), cancellation))
        {
            case RequestClaim.Known: return new DeliveriesRecorded(id, command.Lines.Select(l => l.Pledge).Distinct().Count(), true);
            case RequestClaim.Differs: return Refusal.Conflict("delivery.key_reused");
        }
        if (await HashOf(held.Connection, unit, command.File!.Value, cancellation) is not { } paper) return Refusal.NotFound("delivery.file_unknown", "file");
        var pledges = await held.Lock(command.Lines.Select(l => l.Pledge), cancellation);
        foreach (var lines in command.Lines.Select((line, i) => (Line: line, At: i)).GroupBy(l => l.Line.Pledge))
        {
            var at = lines.First().At;
            if (!pledges.TryGetValue(lines.Key, out var pledge)) return Refusal.NotFound("delivery.pledge_unknown", $"lines[{at}].pledge", $"{at + 1}");
            var decided = Decide(pledge, held.Step(command.By.PersonId, ("note", note.Value)), id, on, paper, [.. lines.Select(l => l.Line)]);
            if (!decided.TryGet(out var happened))
                return new([Refusal.Conflict("delivery.line", $"lines[{at}]", $"{at + 1}"), .. decided.Refusals.Select(why => why with { Field = $"lines[{at}]" })]);
            held.Append(happened);
        }
        await Keep(held.Connection, command, id, clock.GetUtcNow(), cancellation);
        await held.Commit(cancellation);
        return new DeliveriesRecorded(id, pledges.Count, false);
    }

    /// <summary>Codes: delivery.on_missing, delivery.on_future, delivery.kind, delivery.file_missing, delivery.no_lines, delivery.too_many_lines, delivery.amount, delivery.line_twice.</summary>
    private static IEnumerable<Refusal> WhyNot(RecordDeliveries command, DateOnly today)
    {
        if (command.On is not { } on) yield return Refusal.Invalid("delivery.on_missing", "on");
        else if (on > today) yield return Refusal.Invalid("delivery.on_future", "on");
        if (!DeliveryKinds.All.Contains(command.Kind)) yield return Refusal.Invalid("delivery.kind", "kind");
        if (command.File is null) yield return Refusal.Invalid("delivery.file_missing", "file");
        if (command.Lines.Count == 0) yield return Refusal.Invalid("delivery.no_lines", "lines");
        if (command.Lines.Count > MostLines) yield return Refusal.Invalid("delivery.too_many_lines", "lines", $"{MostLines}");
        for (var i = 0; i < command.Lines.Count; i++)
        {
            var line = command.Lines[i];
            if ((line.AmountVnd is null) == (line.Quantity is null) || line.AmountVnd is < 1 or > PledgeDecider.MostVnd || line.Quantity is <= 0 or > PledgeDecider.MostQuantity)
                yield return Refusal.Invalid("delivery.amount", $"lines[{i}].{(line.Quantity is null ? "amountVnd" : "quantity")}", $"{i + 1}");
        }
        // Named and unnamed instalments of one pledge could mean the same one.
        foreach (var twice in command.Lines.Select((line, i) => (Line: line, At: i)).GroupBy(l => l.Line.Pledge)
            .Where(same => same.Count() > 1 && (same.Any(l => l.Line.Seq is null) || same.Select(l => l.Line.Seq).Distinct().Count() < same.Count())))
            yield return Refusal.Invalid("delivery.line_twice", $"lines[{twice.Last().At}].pledge", $"{twice.Last().At + 1}");
    }

    private static Outcome<IReadOnlyList<IPledgeEvent>> Decide(PledgeState pledge, PledgeStep step, Guid delivery, DateOnly on, string paper, IReadOnlyList<DeliveryLine> lines) =>
        lines is [{ Seq: null } oldest]
            ? PledgeDecider.Deliver(pledge, step, delivery, on, paper, oldest.AmountVnd ?? 0, oldest.Quantity ?? 0)
            : PledgeDecider.Deliver(pledge, step, delivery, on, paper, [.. lines.Select(line => new DeliveredPart(line.Seq!.Value, line.AmountVnd ?? 0, line.Quantity))]);

    private static async Task<string?> HashOf(NpgsqlConnection connection, Guid unit, Guid file, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select encode(sha256, 'hex') from sponsorships.file where id = $1 and unit_id = $2", connection)
        {
            Parameters = { new() { Value = file }, new() { Value = unit } },
        };
        return (string?)await select.ExecuteScalarAsync(cancellation);
    }

    private static async Task Keep(NpgsqlConnection connection, RecordDeliveries command, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand(
            "insert into sponsorships.delivery_paper (id, unit_id, kind, file_id, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6)", connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, new() { Value = command.Kind! }, new() { Value = command.File!.Value }, new() { Value = now.ToUniversalTime() },
                new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
