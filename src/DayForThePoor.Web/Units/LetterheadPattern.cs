namespace DayForThePoor.Web.Units;

/// <summary>The first two lines at the head of a voucher as most units write them; kept as the unit's own data from then on.</summary>
public static class LetterheadPattern
{
    public static (string UnitLine, string BoardLine) For(UnitVersion unit, string fundKind) => (
        unit.Kind == UnitKinds.Centre
            ? UnitTexts.OnPaper("letterhead.centre")
            : UnitTexts.OnPaper("letterhead.unit", unit.Name.ToUpperInvariant()),
        UnitTexts.OnPaper($"letterhead.board.{fundKind}"));
}
