using DayForThePoor.Core;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Duyệt: the signature before the money leaves. It posts the transfer in both books, open until the other side confirms.</summary>
/// <param name="UnitId">The sender.</param>
public sealed record ApproveTransfer(Actor By, Guid UnitId, Guid TransferId) : IUnitMessage
{
    public Permission Needs => Permission.ApprovePayments;
}

public static class ApproveTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(ApproveTransfer command, TransferQueries transfers, TransferWriter writer, CancellationToken cancellation)
    {
        if (await transfers.Find(command.TransferId, cancellation) is not { } row || row.From?.UnitId != command.UnitId) return Refusal.NotFound("transfer.unknown");
        if (row.PreparedBy == command.By.PersonId) return Refusal.Conflict("transfer.own");
        return await writer.Send(command.By, row.Id, cancellation);
    }
}
