namespace DayForThePoor.Core.Households;

/// <summary>Vietnamese names: family name first; people are sorted and called by the last word.</summary>
public static class PersonName
{
    /// <summary>"Nguyễn Thị Lựu" → "Lựu".</summary>
    /// <param name="name">Clean, with single spaces.</param>
    public static string Given(string name) => name[(name.LastIndexOf(' ') + 1)..];
}
