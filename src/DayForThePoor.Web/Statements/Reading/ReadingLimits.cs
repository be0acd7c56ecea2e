namespace DayForThePoor.Web.Statements.Reading;

/// <param name="Bytes">Size after unpacking; counted while unpacking, so that a zip bomb never unfolds.</param>
/// <param name="Rows">Rows below the header.</param>
public sealed record ReadingLimits(long Bytes, int Rows)
{
    /// <summary>256 MiB and two million rows: ten times the largest public statement known (September 2024, 200,361 lines, 26 MB).</summary>
    public static readonly ReadingLimits Default = new(256L * 1024 * 1024, 2_000_000);
}
