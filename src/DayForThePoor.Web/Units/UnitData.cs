using System.Reflection;

namespace DayForThePoor.Web.Units;

/// <summary>The files of <c>Units/Data</c>, carried inside the program.</summary>
internal static class UnitData
{
    public static Stream Open(string file) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"DayForThePoor.Web.Units.Data.{file}")
        ?? throw new InvalidOperationException($"The program was built without {file}.");
}
