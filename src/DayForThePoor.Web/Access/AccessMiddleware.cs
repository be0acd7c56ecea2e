namespace DayForThePoor.Web.Access;

/// <summary>Runs before the handler of every <see cref="IUnitMessage"/>, whichever door it came through.</summary>
public static class AccessMiddleware
{
    public static async Task BeforeAsync(IUnitMessage message, IAccessPolicy policy, CancellationToken cancellation)
    {
        if (await policy.WhyNot(message.By, message.Needs, message.UnitId, cancellation) is { } refusal) throw new AccessDenied(refusal);
    }
}
