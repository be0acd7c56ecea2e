namespace DayForThePoor.Web.Design;

/// <summary>Places of the document that a layout or a page fills.</summary>
public static class Sections
{
    /// <summary>Style sheets and scripts: the staff pages' for staff, a small one for the public.</summary>
    public const string Head = "head";
}
