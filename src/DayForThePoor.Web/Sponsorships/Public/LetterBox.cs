using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Takes letters from sponsors' pages. No sign-in: the link is the key, and nothing is passed on before an officer has read it.</summary>
public sealed class LetterBox(Sessions sessions, TimeProvider time)
{
    /// <summary>Letters of one sponsor that may wait at once.</summary>
    public const int MostWaiting = 5;

    /// <summary>
    /// Keeps the letter. A letter that was sent twice is kept once. Codes: those of <see cref="SponsorLetter"/>, letter.too_many,
    /// letter.pledge (not one of the sponsor's that lives).
    /// </summary>
    /// <param name="id">Of the form that was sent, so that a repeat is the same letter.</param>
    public async Task<Outcome<bool>> Put(PageOwner owner, Guid id, Guid pledge, string? typed, CancellationToken cancellation)
    {
        var text = SponsorLetter.Check(typed, "text");
        if (text.IsRefused) return text.Refusals.ToList();
        await using var connection = await sessions.Connect(owner.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Scalar("select count(*) from sponsorships.letter where id = $1 and sponsor_id = $2", id, owner.SponsorId) is > 0) return true;
        // Forms sent side by side would each count the others out.
        await using (var hold = new NpgsqlCommand("select id from sponsorships.sponsor where id = $1 for update", connection, transaction) { Parameters = { new() { Value = owner.SponsorId } } })
            await hold.ExecuteScalarAsync(cancellation);
        if (await Scalar("select count(*) from sponsorships.letter where sponsor_id = $1 and state = 'waiting'", owner.SponsorId) >= MostWaiting)
            return Refusal.Conflict("letter.too_many", "text", $"{MostWaiting}");
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.letter (id, unit_id, sponsor_id, pledge_id, beneficiary_id, text, sent_at)
            select $1, p.unit_id, p.sponsor_id, p.id, p.beneficiary_id, $4, $5 from sponsorships.pledge p
            where p.id = $2 and p.sponsor_id = $3 and p.state in ('active', 'paused') and p.beneficiary_id is not null
            on conflict do nothing
            """, connection, transaction)
        {
            Parameters = { new() { Value = id }, new() { Value = pledge }, new() { Value = owner.SponsorId }, new() { Value = text.Value }, new() { Value = time.GetUtcNow() } },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Invalid("letter.pledge", "pledge");
        await transaction.CommitAsync(cancellation);
        return true;

        async Task<long?> Scalar(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return (long?)await command.ExecuteScalarAsync(cancellation);
        }
    }
}
