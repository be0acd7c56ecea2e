namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>What proves a direct hand-over.</summary>
public static class DeliveryKinds
{
    /// <summary>Danh sách ký nhận.</summary>
    public const string SignedList = "signed_list";

    /// <summary>Giấy nhận, biên nhận, ủy nhiệm chi.</summary>
    public const string Slip = "slip";

    /// <summary>Ảnh trao.</summary>
    public const string Photo = "photo";

    public static readonly IReadOnlyList<string> All = [SignedList, Slip, Photo];
}
