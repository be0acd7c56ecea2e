using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Payments.Levels;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>Money between the sample's communes and their city: paid up and not confirmed yet, and an allocation that waits for its settlement.</summary>
internal static class DemoLevels
{
    private const string CityFund = $"{DemoUnits.City}-{FundKinds.ForThePoor}", CityAccount = $"{DemoUnits.City}-KB";

    public static async Task Send(DemoDesk desk, UnitVersion city, DemoStaff above)
    {
        switch (desk.Unit.Code)
        {
            case "20641":
                DemoClock.Stand(desk.Today.AddDays(-4));
                var up = await desk.Ask<TransferStep>(new PrepareTransfer(desk.Staff.Accountant, desk.Unit.UnitId, "demo-nop-cap-tren", new(
                    desk.Fund, TransferKinds.PaidUp, Channels.Transfer, 15_000_000, "Nộp Quỹ \"Vì người nghèo\" thành phố", desk.Account, CityFund, CityAccount)));
                await desk.Ask<TransferStep>(new ApproveTransfer(desk.Staff.Head, desk.Unit.UnitId, up.Id));
                break;
            case "20650":
                DemoClock.Stand(desk.Today.AddDays(-25));
                var down = await desk.Ask<TransferStep>(new PrepareTransfer(above.Accountant, city.UnitId, "demo-phan-bo", new(
                    CityFund, TransferKinds.Allocation, Channels.Transfer, 40_000_000, "Phân bổ kinh phí xây nhà Đại đoàn kết", CityAccount, desk.Fund, desk.Account,
                    DecisionNumber: "118/QĐ-BVĐ", DecisionDate: desk.Today.AddDays(-27), Programme: "Xây nhà Đại đoàn kết")));
                await desk.Ask<TransferStep>(new ApproveTransfer(above.Head, city.UnitId, down.Id));
                DemoClock.Stand(desk.Today.AddDays(-23));
                await desk.Ask<TransferStep>(new ConfirmTransfer(desk.Staff.Accountant, desk.Unit.UnitId, down.Id, new()));
                break;
        }
    }
}
