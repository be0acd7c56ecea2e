using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;

namespace DayForThePoor.Web.Donations;

/// <summary>Registers gifts: their queries and the radar for double entries.</summary>
public static class DonationsModule
{
    public static void AddDonations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new ReadModel("dftp", ["gift", "gift_goods"], () => new GiftRows()));
        builder.Services.AddRefusalTexts<DonationTexts>();
        builder.Services.AddSingleton<GiftQueries>();
        builder.Services.AddSingleton<LikelyDuplicates>();
    }
}
