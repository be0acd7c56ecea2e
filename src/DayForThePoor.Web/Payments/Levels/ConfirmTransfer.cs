using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments.Levels;

/// <param name="ReceivedOn">Today when null; not before the transfer's own date.</param>
/// <param name="Number">Of the other side's paper; required with its date where that side keeps no books here.</param>
/// <param name="Paper">SHA-256 of its scan in hex, kept before.</param>
public sealed record ConfirmTransferForm(DateOnly? ReceivedOn = null, string? Number = null, DateOnly? Date = null, string? Paper = null);

/// <summary>
/// The receiver has the money. Where one side is outside, its decision or receipt and the line of the bank's statement stand
/// for its word, and the inside side confirms with them.
/// </summary>
/// <param name="UnitId">The receiver; of money that went outside, the sender.</param>
public sealed record ConfirmTransfer(Actor By, Guid UnitId, Guid TransferId, ConfirmTransferForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class ConfirmTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(
        ConfirmTransfer command, Sessions sessions, TransferQueries transfers, TransferWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        if (await transfers.Find(command.TransferId, cancellation) is not { } row || row.ConfirmingUnit != command.UnitId) return Refusal.NotFound("transfer.unknown");
        var today = VietnamTime.TodayIn(clock);
        var date = command.Form.ReceivedOn ?? today;
        List<Refusal> no = [];
        if (date > today) no.Add(Refusal.Invalid("donation.date_future", "receivedOn", VietnamTime.Text(date)));
        if (date < row.DocumentDate) no.Add(Refusal.Invalid("transfer.received_before_sent", "receivedOn", VietnamTime.Text(row.DocumentDate)));
        var number = CleanText.Check(command.Form.Number, "number", 80);
        no.AddRange(number.Refusals);
        if (command.Form.Date > today) no.Add(Refusal.Invalid("transfer.decision_future", "date", VietnamTime.Text(command.Form.Date.Value)));
        if (!row.IsBetweenInside)
        {
            if (number.TryGet(out var written) && written.Length == 0) no.Add(Refusal.Invalid("transfer.paper_missing", "number"));
            if (command.Form.Date is null) no.Add(Refusal.Invalid("transfer.paper_date_missing", "date"));
        }
        var paper = await KeptScan.Known(sessions, command.Form.Paper, "paper", no, cancellation);
        if (no.Count > 0) return no;
        return await writer.Confirm(command.By, row, date, new TransferPaper(number.Value, command.Form.Date, paper), cancellation);
    }
}
