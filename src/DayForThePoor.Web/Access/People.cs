using DayForThePoor.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Access;

/// <summary>
/// Adds people, gives and takes their roles, closes their sign-in. Identity's managers live for a scope, which command
/// handlers do not have; so each call opens its own, and one transaction in it.
/// </summary>
public sealed class People(IServiceScopeFactory scopes, Standings standings, IStringLocalizer<AccessTexts> texts, TimeProvider time)
{
    public async Task<Outcome<Guid>> Add(Actor by, NewPerson added, RoleInUnit first, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var person = new Person { Id = Guid.CreateVersion7(time.GetUtcNow()), DisplayName = added.DisplayName, UserName = added.Email, Email = added.Email };
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, added.Password);
        if (!created.Succeeded) return Passwords.RefusalsOf(created, "password");
        context.Assignments.Add(Given(by, person.Id, first));
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person.Id;
    }

    /// <summary>
    /// The operator's way: the person and the role are there afterwards, with this password, which no rule checks. Ends the
    /// person's sign-ins when the password is another one.
    /// </summary>
    public async Task<Outcome<Guid>> Ensure(NewPerson wanted, RoleInUnit role, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await manager.FindByNameAsync(wanted.Email);
        if (person is null)
        {
            person = new Person { Id = Guid.CreateVersion7(time.GetUtcNow()), DisplayName = wanted.DisplayName, UserName = wanted.Email, Email = wanted.Email };
            person.PasswordHash = manager.PasswordHasher.HashPassword(person, wanted.Password);
            var created = await manager.CreateAsync(person);
            if (!created.Succeeded) return Passwords.RefusalsOf(created, "password");
        }
        else if (manager.PasswordHasher.VerifyHashedPassword(person, person.PasswordHash ?? "", wanted.Password) == PasswordVerificationResult.Failed)
        {
            await SetPassword(manager, person, wanted.Password);
        }
        return await Assign(Actor.System, person.Id, role, cancellation);
    }

    /// <summary>Ends the person's sign-ins and opens a locked one. False: nobody of that id, or the sign-in is closed for good.</summary>
    public async Task<bool> SetPassword(Guid personId, string password, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await manager.FindByIdAsync(personId.ToString("D")) is not { DisabledAt: null } person) return false;
        cancellation.ThrowIfCancellationRequested();
        (person.LockoutEnd, person.AccessFailedCount) = (null, 0);
        await SetPassword(manager, person, password);
        return true;
    }

    private async Task SetPassword(UserManager<Person> manager, Person person, string password)
    {
        person.PasswordHash = manager.PasswordHasher.HashPassword(person, password);
        await manager.UpdateSecurityStampAsync(person);
        standings.Forget(person.Id);
    }

    /// <summary>The id of the assignment. Giving a role that is held already changes nothing and answers the same.</summary>
    public async Task<Outcome<Guid>> Assign(Actor by, Guid personId, RoleInUnit wanted, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        // Two roles given at the same instant must see each other, or both of an incompatible pair would be held.
        await context.Database.ExecuteSqlAsync($"select 1 from identity.person where id = {personId} for update", cancellation);
        var held = await context.Assignments.AsNoTracking().Where(a => a.PersonId == personId && a.EndedAt == null).ToListAsync(cancellation);
        if (held.Find(a => a.Role == wanted.Role && a.UnitId == wanted.UnitId) is { } same) return same.Id;
        var pairs = await context.IncompatibleRoles.AsNoTracking().ToListAsync(cancellation);
        if (RoleRules.WhyNot(pairs, held.Select(a => new RoleInUnit(a.Role, a.UnitId)), wanted) is { } conflict)
            return Refusal.Conflict("access.incompatible_roles", "role", RoleName(conflict.HeldRole), RoleName(wanted.Role), conflict.Source);

        var given = Given(by, personId, wanted);
        context.Assignments.Add(given);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        standings.Forget(personId);
        return given.Id;
    }

    /// <summary>False: it was ended before.</summary>
    public async Task<bool> End(Guid assignmentId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleContext>();
        var now = time.GetUtcNow();
        var open = context.Assignments.Where(a => a.Id == assignmentId && a.EndedAt == null);
        var person = await open.Select(a => a.PersonId).SingleOrDefaultAsync(cancellation);
        var ended = await open.ExecuteUpdateAsync(set => set.SetProperty(a => a.EndedAt, now), cancellation);
        standings.Forget(person);
        return ended == 1;
    }

    /// <summary>Closes the sign-in for good; what the person recorded keeps their id.</summary>
    public async Task Disable(Guid personId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<PeopleContext>().Users.Where(p => p.Id == personId && p.DisabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, now), cancellation);
        standings.Forget(personId);
    }

    private string RoleName(string role) => texts[$"role.{role}"];

    private Assignment Given(Actor by, Guid personId, RoleInUnit wanted)
    {
        var now = time.GetUtcNow();
        return new Assignment
        {
            Id = Guid.CreateVersion7(now),
            PersonId = personId,
            Role = wanted.Role,
            UnitId = wanted.UnitId,
            AssignedAt = now,
            AssignedBy = by == Actor.System ? null : by.PersonId,
        };
    }
}
