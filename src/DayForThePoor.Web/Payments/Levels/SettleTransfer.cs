using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Payments.Levels;

/// <param name="SpentVnd">Of a general allocation, đồng; an addressed one is told by the vouchers that name it.</param>
/// <param name="Papers">What is handed in with it: decisions, lists, vouchers, minutes.</param>
public sealed record SettleTransferForm(long? SpentVnd, string? Papers);

/// <summary>Quyết toán với cấp trên: nothing of the allocation is left, neither unspent nor unreturned.</summary>
/// <param name="UnitId">The receiver; of an allocation to outside, the sender.</param>
public sealed record SettleTransfer(Actor By, Guid UnitId, Guid TransferId, SettleTransferForm Form) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class SettleTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(SettleTransfer command, TransferQueries transfers, TransferWriter writer, CancellationToken cancellation)
    {
        if (await transfers.Find(command.TransferId, cancellation) is not { Kind: TransferKinds.Allocation } row || row.ConfirmingUnit != command.UnitId)
            return Refusal.NotFound("transfer.unknown");
        var papers = CleanText.CheckRequired(command.Form.Papers, "papers", 500);
        List<Refusal> no = [.. papers.Refusals];
        if (command.Form.SpentVnd is < 0 or > GiftRules.Greatest) no.Add(Refusal.Invalid("transfer.spent_amount", "spentVnd"));
        if (!row.Addressed && command.Form.SpentVnd is null) no.Add(Refusal.Invalid("transfer.spent_missing", "spentVnd"));
        if (no.Count > 0) return no;
        return await writer.Settle(command.By, row, command.Form.SpentVnd, papers.Value, cancellation);
    }
}
