namespace DayForThePoor.Web.Access;

/// <summary>A role that a person holds, or once held, in a unit. Never deleted: who could act when is asked years later.</summary>
public sealed class Assignment
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>One of <see cref="PersonRoles.All"/>.</summary>
    public required string Role { get; init; }

    public required Guid UnitId { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    /// <summary>Null: set up by the operator.</summary>
    public Guid? AssignedBy { get; init; }

    /// <summary>Null while held.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
