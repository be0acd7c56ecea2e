namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Marks the texts of Nhà Đại đoàn kết (HouseTexts.resx).</summary>
public sealed class HouseTexts;
