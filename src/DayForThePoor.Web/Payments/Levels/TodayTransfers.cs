using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Chờ bên nhận xác nhận: money between levels that one of these units has to say something about.</summary>
public sealed class TodayTransfers(TransferQueries transfers, IStringLocalizer<LevelTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.RecordGifts;

    public int Order => 12;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var incoming = await transfers.List(new(units, Incoming: true, PageSize: 1), cancellation);
        var open = await transfers.List(new(units, TransferStates.Confirmed, TransferKinds.Allocation, PageSize: 1), cancellation);
        var sent = await transfers.List(new(units, Outgoing: true, PageSize: 1), cancellation);
        List<TaskItem> items = [];
        if (incoming.Total > 0) items.Add(new(texts["Today.Incoming"], "/chi/cap-tren?xem=cho-xac-nhan", MoneyText.Format(new Vnd(incoming.Total)), MoneyText.FormatWithUnit(new Vnd(incoming.SumVnd))));
        if (sent.Total > 0) items.Add(new(texts["Today.Outgoing"], "/chi/cap-tren?xem=dang-mo", MoneyText.Format(new Vnd(sent.Total)), MoneyText.FormatWithUnit(new Vnd(sent.SumVnd)), Calm: true));
        if (open.Total > 0) items.Add(new(texts["Today.Unsettled"], "/chi/cap-tren?xem=chua-quyet-toan", MoneyText.Format(new Vnd(open.Total)), MoneyText.FormatWithUnit(new Vnd(open.SumVnd)), Calm: true));
        return items;
    }
}

/// <summary>Chờ duyệt: transfers that wait for a signature.</summary>
public sealed class TodayTransfersToApprove(TransferQueries transfers, IStringLocalizer<LevelTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ApprovePayments;

    public int Order => 11;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var waiting = await transfers.List(new(units, TransferStates.Awaiting, PageSize: 1), cancellation);
        return waiting.Total == 0
            ? []
            : [new(texts["Today.ToApprove"], "/chi/cap-tren?xem=cho-duyet", MoneyText.Format(new Vnd(waiting.Total)), MoneyText.FormatWithUnit(new Vnd(waiting.SumVnd)))];
    }
}
