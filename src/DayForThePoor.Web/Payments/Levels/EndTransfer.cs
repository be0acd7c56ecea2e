using DayForThePoor.Core;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Từ chối: the approver does not let it leave. Nothing was posted.</summary>
/// <param name="UnitId">The sender.</param>
public sealed record RejectTransfer(Actor By, Guid UnitId, Guid TransferId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ApprovePayments;
}

/// <summary>The receiver says that it did not get the money, or not this money; both books take it back.</summary>
/// <param name="UnitId">The receiver.</param>
public sealed record RefuseTransfer(Actor By, Guid UnitId, Guid TransferId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

/// <summary>Whoever prepared or announced it takes it back before it is confirmed.</summary>
/// <param name="UnitId">The sender; of money from outside, the receiver.</param>
/// <param name="FromOutside">Whether the sender keeps no books here; announcing needs less than sending.</param>
public sealed record WithdrawTransfer(Actor By, Guid UnitId, Guid TransferId, string? Reason, bool FromOutside) : IUnitMessage
{
    public Permission Needs => FromOutside ? Permission.RecordGifts : Permission.PreparePayments;
}

public static class RejectTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(RejectTransfer command, TransferQueries transfers, EndAwaiting ending, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", 500);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        if (await transfers.Find(command.TransferId, cancellation) is not { } row || row.From?.UnitId != command.UnitId) return Refusal.NotFound("transfer.unknown");
        if (row.PreparedBy == command.By.PersonId) return Refusal.Conflict("transfer.own");
        return await ending.End(command.By, row, TransferStates.Rejected, words, cancellation);
    }
}

public static class RefuseTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(RefuseTransfer command, TransferQueries transfers, TransferWriter writer, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", 500);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        if (await transfers.Find(command.TransferId, cancellation) is not { } row || row.To?.UnitId != command.UnitId || row.From is null) return Refusal.NotFound("transfer.unknown");
        if (row.State == TransferStates.Awaiting) return Refusal.Conflict("transfer.not_sent");
        return await writer.End(command.By, row, TransferStates.Refused, words, cancellation);
    }
}

public static class WithdrawTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(
        WithdrawTransfer command, TransferQueries transfers, TransferWriter writer, EndAwaiting ending, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", 500);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        if (await transfers.Find(command.TransferId, cancellation) is not { } row || row.OwnUnit != command.UnitId || row.From is null != command.FromOutside)
            return Refusal.NotFound("transfer.unknown");
        return row.State == TransferStates.Awaiting
            ? await ending.End(command.By, row, TransferStates.Withdrawn, words, cancellation)
            : await writer.End(command.By, row, TransferStates.Withdrawn, words, cancellation);
    }
}

/// <summary>Ends a transfer that nobody approved; no book knows of it.</summary>
public sealed class EndAwaiting(Sessions sessions, TimeProvider clock)
{
    public async Task<Outcome<TransferStep>> End(Actor by, TransferRow row, string state, string reason, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(row.OwnUnit, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var now = (await TransferQueries.Find(connection, row.Id, locked: true, cancellation))!;
        if (now.State == state) return new TransferStep(row.Id, state, [], AlreadyKnown: true);
        if (now.State != TransferStates.Awaiting) return Refusal.Conflict("transfer.not_awaiting");
        await TransferWriter.Set(connection, row.Id, "state = $2, ended_at = $3, ended_by = $4, end_reason = $5", cancellation, state, clock.GetUtcNow(), by.PersonId, reason);
        await transaction.CommitAsync(cancellation);
        return new TransferStep(row.Id, state, []);
    }
}
