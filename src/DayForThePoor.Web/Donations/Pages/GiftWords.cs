using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>How a gift's codes and states are said on pages.</summary>
public static class GiftWords
{
    /// <summary>Stored in <c>dftp.gift.status</c>.</summary>
    public const string Recorded = "recorded", Void = "void", Replaced = "replaced";

    public static StatusWord StatusOf(GiftRow gift) => StatusOf(gift.Status, gift.Channel, gift.CashConfirmedAt is not null);

    public static StatusWord StatusOf(string status, string channel, bool cashConfirmed) => status switch
    {
        Void => StatusWord.Void,
        Replaced => StatusWord.Replaced,
        _ when channel != Channels.Cash => StatusWord.Posted,
        _ => cashConfirmed ? StatusWord.Received : StatusWord.AwaitingCash,
    };

    /// <summary>In groups of four, as printed.</summary>
    public static string Code(string stored) => ReceiptCode.TryParse(stored, out var code) == CodeReading.Ok ? code.Format() : stored;
}
