using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Ledger;

/// <summary>A voucher was to be written into the book of a fund that went to successors. Thrown under the lock of its series.</summary>
/// <param name="fund">Code, "509-VNN".</param>
/// <param name="closedOn">Closing day of the minutes.</param>
public sealed class VoucherAfterHandOver(string fund, DateOnly closedOn) : Exception($"The fund {fund} was handed over on {closedOn:O}.")
{
    public Refusal Refusal { get; } = Refusal.Conflict("ledger.fund_handed_over", "fund", fund, VietnamTime.Text(closedOn));
}
