using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>The household that a request names, as far as the request needs to know it.</summary>
/// <param name="Id">Empty when the unit has no such household.</param>
/// <param name="Ended">moved, died or merged.</param>
/// <param name="Class">As last recognised; null: on no list.</param>
/// <param name="MemberKnown">No member was named, or one that lives in it.</param>
/// <param name="WishOpen">No wish was named, or an open one of this household.</param>
internal sealed record RequestedHousehold(Guid Id, string? Ended, string? Class, bool MemberKnown, bool WishOpen)
{
    public static async Task<RequestedHousehold> Find(NpgsqlConnection connection, Guid unit, GrantForm form, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select h.id, h.ended, (select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1),
              $3::uuid is null or exists (select from households.member m where m.id = $3 and m.household_id = h.id and m.left_on is null),
              $4::uuid is null or exists (select from households.happening p where p.id = $4 and p.household_id = h.id and p.kind = 'wish' and p.outcome is null)
            from households.household h where h.unit_id = $1 and (h.id::text = lower($2) or h.code = $2)
            """, connection)
        {
            Parameters =
            {
                new() { Value = unit }, new() { Value = form.Household?.Trim() ?? "" },
                new() { Value = form.Member ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = form.Wish ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBoolean(3), row.GetBoolean(4))
            : new(Guid.Empty, null, null, true, true);
    }

    /// <summary>Households on the list and those whose hardship the hamlet confirmed, in the register or with the request itself.</summary>
    public IEnumerable<Refusal> WhyNot(GrantForm form, bool confirmed)
    {
        if (Id == Guid.Empty)
        {
            yield return Refusal.Invalid("grant.household_unknown", "household");
            yield break;
        }
        if (Ended is not null) yield return Refusal.Conflict("grant.household_ended", "household");
        else if (!confirmed && Class is not (HouseholdClasses.Poor or HouseholdClasses.NearPoor or HouseholdClasses.LeftPoverty or HouseholdClasses.Difficult))
            yield return Refusal.Invalid("grant.not_listed", "confirmation");
        if (!MemberKnown) yield return Refusal.Invalid("grant.member_unknown", "member");
        if (!WishOpen) yield return Refusal.Invalid("grant.wish_unknown", "wish");
    }

    /// <summary>An addressed gift of the fund that stands.</summary>
    public static async Task<bool> IsEarmark(NpgsqlConnection connection, Guid gift, Guid fund, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select exists (select from dftp.gift where id = $1 and fund_id = $2 and earmarked and pledge_id is null and status = 'recorded')
              or exists (select from payments.unit_transfer t where t.id = $1 and t.to_fund_id = $2 and t.kind = 'allocation' and t.state = 'confirmed'
                and (t.programme <> '' or exists (select from payments.unit_transfer_line l where l.transfer_id = t.id)))
            """, connection)
        {
            Parameters = { new() { Value = gift }, new() { Value = fund } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
