namespace DayForThePoor.Core.Text;
public static class Folding { public static string Fold(string s) => s.ToLowerInvariant(); }
