namespace DayForThePoor.Web.Http;

/// <summary>Where to go back to, from an address that anybody could have written into a link.</summary>
public static class LocalAddress
{
    /// <summary>The address when it lies on this site, else the first page: "//elsewhere" and "/\elsewhere" lead away.</summary>
    public static string Of(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && !asked.Any(char.IsControl) ? asked : "/";
}
