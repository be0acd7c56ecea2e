using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Design;

/// <summary>The headings of the staff menu in their order on the screen. A heading without entries is not shown.</summary>
public enum MenuSection
{
    /// <summary>Thu.</summary>
    Receiving,

    /// <summary>Chi.</summary>
    Paying,

    /// <summary>Hộ và người được hỗ trợ.</summary>
    Households,

    /// <summary>Quỹ, ngân hàng.</summary>
    CashAndBank,

    /// <summary>Sổ sách, báo cáo.</summary>
    Books,

    /// <summary>Kế toán nâng cao, under the books.</summary>
    Advanced,

    /// <summary>Thiết lập.</summary>
    Settings,
}

/// <summary>One entry. Each module adds its own, so that the menu shows what is built and nothing else.</summary>
/// <param name="Order">Place under its heading; see the entries that are there.</param>
/// <param name="TextKey">Key in <see cref="DesignTexts"/>.</param>
/// <param name="Needs">Whoever holds this in any unit sees the entry; the page checks again.</param>
public sealed record MenuEntry(MenuSection Section, int Order, string Href, string TextKey, Permission Needs);

public sealed class Menu(IEnumerable<MenuEntry> entries)
{
    private readonly IReadOnlyList<MenuEntry> ordered = [.. entries.OrderBy(e => e.Section).ThenBy(e => e.Order)];

    public async Task<IReadOnlyList<IGrouping<MenuSection, MenuEntry>>> For(Viewer viewer, CancellationToken cancellation)
    {
        var shown = new List<MenuEntry>();
        foreach (var entry in ordered)
            if (await viewer.May(entry.Needs, cancellation)) shown.Add(entry);
        return [.. shown.GroupBy(e => e.Section)];
    }

    /// <summary>The entry that a path belongs to: the one with the longest address that the path starts with.</summary>
    public MenuEntry? At(string path) => ordered
        .Where(e => path == e.Href || path.StartsWith(e.Href + "/", StringComparison.Ordinal))
        .MaxBy(e => e.Href.Length);
}

public static class MenuRegistration
{
    public static void AddMenu(this IServiceCollection services, params ReadOnlySpan<MenuEntry> entries)
    {
        foreach (var entry in entries) services.AddSingleton(entry);
    }
}
