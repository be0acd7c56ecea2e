using DayForThePoor.Core;

namespace DayForThePoor.Web.Access;

/// <summary>Who asks: an opaque id. The name stays in <c>identity.person</c> and in sealed texts.</summary>
public sealed record Actor(Guid PersonId)
{
    /// <summary>The program itself: migrations, demo data, operator verbs.</summary>
    public static readonly Actor System = new(Ids.Of("person", "system"));
}

/// <summary>
/// A command or query that concerns a unit. The middleware asks once, before the handler, whether the actor may; the
/// doors (page, API route, verb) only translate.
/// </summary>
public interface IUnitMessage
{
    Actor By { get; }

    /// <summary>The unit whose money or people it touches.</summary>
    Guid UnitId { get; }

    Permission Needs { get; }
}

/// <summary>Thrown by the middleware; the doors answer 403 in the caller's language and tell nothing else.</summary>
public sealed class AccessDenied(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Answers whether a person may do something in a unit or above it.</summary>
public interface IAccessPolicy
{
    /// <summary>Null when allowed; else <c>access.unit</c>, the same for a foreign unit and an unknown one.</summary>
    ValueTask<Refusal?> WhyNot(Actor actor, Permission permission, Guid unit, CancellationToken cancellation);

    /// <summary>The units in which the person holds the permission directly (each counts for what lies under it); empty: none.</summary>
    ValueTask<IReadOnlyList<Guid>> UnitsOf(Actor actor, Permission permission, CancellationToken cancellation);
}
