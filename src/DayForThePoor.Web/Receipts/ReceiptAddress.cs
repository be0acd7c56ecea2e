using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Receipts;

/// <summary>Where a receipt is checked: the address in its QR. It must hold for as long as the paper does.</summary>
public static class ReceiptAddress
{
    /// <summary>"https://host/r/7K3M9PQAX2YZ".</summary>
    public static string Of(Installation installation, ReceiptCode code) => $"{installation.PublicUrl}/r/{code.Value}";

    /// <summary>"https://host/kiem-tra", to be typed by people who cannot scan.</summary>
    public static string Typing(Installation installation) => $"{installation.PublicUrl}/kiem-tra";
}
