using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Households;

/// <summary>What a line of the timeline is about; the filter of the page.</summary>
public enum TimelineGroup
{
    /// <summary>Đề nghị, bình xét, quyết định.</summary>
    Grants,

    /// <summary>Chi tiền, bàn giao.</summary>
    Payments,

    /// <summary>Hỗ trợ từ chương trình khác.</summary>
    Outside,

    /// <summary>Nguyện vọng, thăm hộ, giới thiệu.</summary>
    Care,

    /// <summary>Biến động, đính chính, phân loại.</summary>
    Life,
}

/// <summary>One thing that happened to a household or for it.</summary>
/// <param name="At">When it was written down; orders what happened on one day.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Text">Further words; null for none.</param>
/// <param name="Amount">Đồng; null for none.</param>
/// <param name="Href">Where more of it stands; null for nowhere.</param>
/// <param name="By">Name of the person who wrote it down, or empty.</param>
/// <param name="Happening">Of the household's own happenings: with it stands the form for its outcome.</param>
public sealed record TimelineEntry(
    DateOnly On, DateTimeOffset At, TimelineGroup Group, string Title, string? Text = null, long? Amount = null, string? Href = null, string By = "", HappeningView? Happening = null);

/// <summary>What a module has to say on the page of a household. Each module registers its own.</summary>
public interface IHouseholdTimeline
{
    /// <summary>Who sees it; asked for the units where that permission is held.</summary>
    Permission Needs { get; }

    /// <param name="units">Units whose doings the reader may see.</param>
    Task<IReadOnlyList<TimelineEntry>> Of(Guid household, IReadOnlySet<Guid> units, CancellationToken cancellation);
}
