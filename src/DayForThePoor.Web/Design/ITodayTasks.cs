using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Design;

/// <summary>What a module has to say on the first page ("Việc hôm nay"). Each module registers its own.</summary>
public interface ITodayTasks
{
    /// <summary>Who sees it; asked for the units where that permission is held.</summary>
    Permission Needs { get; }

    /// <summary>Place on the page: what waits for a person stands before what is good to know.</summary>
    int Order { get; }

    /// <param name="units">Units whose tasks are meant, with all that lies under them.</param>
    Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation);
}
