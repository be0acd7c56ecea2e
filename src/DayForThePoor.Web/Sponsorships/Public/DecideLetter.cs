using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>An officer read a sponsor's letter and passed it on, or not.</summary>
/// <param name="Reason">Why not, in words that the sponsor reads; null when it was passed on.</param>
public sealed record DecideLetter(Actor By, Guid UnitId, Guid LetterId, bool PassOn, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class DecideLetterHandler
{
    private const int LongestReason = 500;

    /// <summary>Codes: letter.decided (also of a foreign letter), text.empty and the others of <see cref="CleanText"/>.</summary>
    public static async Task<Outcome<bool>> Handle(DecideLetter command, Sessions sessions, TimeProvider time, CancellationToken cancellation)
    {
        var reason = command.PassOn ? new Outcome<string>("") : CleanText.CheckRequired(command.Reason, "reason", LongestReason);
        if (reason.IsRefused) return reason.Refusals.ToList();
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update sponsorships.letter set state = $1, reason = $2, decided_at = $3, decided_by = $4 where id = $5 and unit_id = $6 and state = 'waiting'
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.PassOn ? "passed_on" : "refused" }, new() { Value = command.PassOn ? DBNull.Value : reason.Value }, new() { Value = time.GetUtcNow() },
                new() { Value = command.By.PersonId }, new() { Value = command.LetterId }, new() { Value = command.UnitId },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? true : Refusal.Conflict("letter.decided");
    }
}
