namespace DayForThePoor.Web.Access;

/// <summary>Two roles that one person may not hold in one unit; the order does not matter.</summary>
/// <param name="Source">The rule it comes from, as people read it: "Luật Kế toán, Điều 52".</param>
public sealed record RolePair(string RoleA, string RoleB, string Source)
{
    public bool Joins(string one, string other) => (RoleA == one && RoleB == other) || (RoleA == other && RoleB == one);
}

/// <summary>What stands against a role: one that is held already, and the rule.</summary>
public sealed record RoleConflict(string HeldRole, string Source);

/// <summary>The rule of incompatible roles over the rows of <c>identity.incompatible_roles</c>.</summary>
public static class RoleRules
{
    /// <summary>Null: <paramref name="wanted"/> may be given. Roles in other units never stand against it.</summary>
    public static RoleConflict? WhyNot(IEnumerable<RolePair> pairs, IEnumerable<RoleInUnit> held, RoleInUnit wanted) =>
        (from role in held
         where role.UnitId == wanted.UnitId
         from pair in pairs
         where pair.Joins(role.Role, wanted.Role)
         select new RoleConflict(role.Role, pair.Source)).FirstOrDefault();
}
