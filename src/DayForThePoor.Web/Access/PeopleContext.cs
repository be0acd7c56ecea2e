using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace DayForThePoor.Web.Access;

/// <summary>Identity's store on the tables of <c>0006_identity.sql</c>; roles are our own (<c>identity.assignment</c>), since they have a unit.</summary>
public sealed partial class PeopleContext(DbContextOptions<PeopleContext> options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<RolePair> IncompatibleRoles => Set<RolePair>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("identity");
        builder.Entity<Person>().ToTable("person");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claim").Property(claim => claim.UserId).HasColumnName("person_id");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_login").Property(login => login.UserId).HasColumnName("person_id");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_token").Property(token => token.UserId).HasColumnName("person_id");
        builder.Entity<Assignment>().ToTable("assignment");
        builder.Entity<RolePair>().ToTable("incompatible_roles").HasKey(pair => new { pair.RoleA, pair.RoleB });
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(p => p.Name != "UserId"))
            property.SetColumnName(WordStart.Replace(property.Name, "_$0").ToLowerInvariant());
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart { get; }
}
