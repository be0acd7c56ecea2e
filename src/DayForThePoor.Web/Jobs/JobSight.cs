using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// Who sees what the product does by itself: whoever reads the books of a unit, with the figures of that unit; and
/// administrators, who see that it runs.
/// </summary>
public sealed class JobSight(IAccessPolicy access)
{
    public async ValueTask<bool> May(Actor actor, CancellationToken cancellation) =>
        (await access.UnitsOf(actor, Permission.ReadLedger, cancellation)).Count > 0 || await MaySeeAll(actor, cancellation);

    /// <summary>Hangfire's own pages.</summary>
    public async ValueTask<bool> MaySeeAll(Actor actor, CancellationToken cancellation) =>
        (await access.UnitsOf(actor, Permission.ManageSettings, cancellation)).Count > 0;
}
