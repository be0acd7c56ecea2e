using System.Security.Cryptography;
using DayForThePoor.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DayForThePoor.Web.Access;

/// <summary>Checks and changes passwords. Five wrong ones in a row close the sign-in for a quarter of an hour.</summary>
public sealed class Passwords(UserManager<Person> people, PeopleContext context, IPasswordHasher<Person> hasher, Standings standings, TimeProvider time)
{
    public const int Shortest = 10;

    public const int FailuresAllowed = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>One sentence for a wrong password, an unknown e-mail, a locked and a disabled person: none can be told from another.</summary>
    public static readonly Refusal Wrong = new("access.sign_in_wrong", RefusalKind.Forbidden, null, "5", "15");

    /// <summary>Stands in for the password of an e-mail that nobody has, so that the answer takes as long.</summary>
    private static readonly string Nobodys = new PasswordHasher<Person>().HashPassword(null!, Guid.NewGuid().ToString("N"));

    /// <summary>A password to be handed over. Without l, 1, O and 0: it is read from a screen and typed.</summary>
    public static string New() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);

    /// <summary>Null: <see cref="Wrong"/>. Who is already signed in stays so during a lock: a stranger who guesses shall not stop the office's work.</summary>
    public async Task<SignedIn?> Check(string? email, string? password, CancellationToken cancellation)
    {
        var person = await people.FindByNameAsync(email ?? "");
        if (person?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(null!, Nobodys, password ?? "");
            return null;
        }
        var right = await IsRight(person, password, cancellation);
        return right && person.DisabledAt is null ? new SignedIn(person.Id, Guid.NewGuid(), person.SecurityStamp!) : null;
    }

    /// <summary>Ends every sign-in of the person, also the one that asked.</summary>
    public async Task<Outcome<SignedIn>> Change(Actor actor, string? present, string? wanted, CancellationToken cancellation)
    {
        if (await people.FindByIdAsync(actor.PersonId.ToString("D")) is not { } person) return AccessPolicy.OtherUnit;
        if (!await IsRight(person, present, cancellation)) return Refusal.Invalid("access.password_wrong", "currentPassword");
        await context.Entry(person).ReloadAsync(cancellation); // the check may have reset the count
        var changed = await people.ChangePasswordAsync(person, present ?? "", wanted ?? "");
        if (!changed.Succeeded) return RefusalsOf(changed, "newPassword");
        standings.Forget(person.Id);
        return new SignedIn(person.Id, Guid.NewGuid(), person.SecurityStamp!);
    }

    /// <param name="field">What the caller called the password.</param>
    public static Refusal[] RefusalsOf(IdentityResult refused, string field) =>
        [.. refused.Errors.Select(error => error.Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) or nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) =>
                Refusal.Invalid("access.password_weak", field, Shortest.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
                Refusal.Conflict("access.email_taken", "email"),
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) =>
                Refusal.Invalid("access.email_invalid", "email"),
            _ => Refusal.Conflict("access.changed_meanwhile"),
        }).Distinct()];

    private async Task<bool> IsRight(Person person, string? password, CancellationToken cancellation)
    {
        // The hash is computed in any case: a quick "no" would tell that the e-mail exists and is locked.
        var right = await people.CheckPasswordAsync(person, password ?? "");
        if (person.LockoutEnd > time.GetUtcNow()) return false;
        var self = context.Users.Where(p => p.Id == person.Id);
        if (!right) await CountFailure(self, cancellation);
        else if (person.AccessFailedCount > 0) await self.ExecuteUpdateAsync(set => set.SetProperty(p => p.AccessFailedCount, 0), cancellation);
        return right;
    }

    /// <summary>In one statement: guesses that arrive together are all counted.</summary>
    private Task<int> CountFailure(IQueryable<Person> self, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + LockedFor;
        return self.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.LockoutEnd, p => p.AccessFailedCount + 1 >= FailuresAllowed ? until : p.LockoutEnd)
            .SetProperty(p => p.AccessFailedCount, p => p.AccessFailedCount + 1 >= FailuresAllowed ? 0 : p.AccessFailedCount + 1), cancellation);
    }
}
