using DayForThePoor.Core.Payments;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments;

/// <summary>Writes the lines of an order.</summary>
internal static class LineRows
{
    public static async Task Insert(
        NpgsqlConnection connection, Guid payment, Guid unit, IReadOnlyList<(PrintedLine Printed, string Born, string? Class)> lines, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into payments.line (payment_id, unit_id, line, support_id, household_id, member_id, purpose, earmark_id, campaign_id, amount, name, address, born, class, salt, slot_id)
            select $1, $2, l.* from unnest($3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bytea[], $16::uuid[]) l
            """, connection)
        {
            Parameters =
            {
                new() { Value = payment },
                new() { Value = unit },
                Column(l => l.Printed.Line.Line, NpgsqlDbType.Integer),
                Column(l => l.Printed.Line.SupportId, NpgsqlDbType.Uuid),
                Column(l => l.Printed.Line.HouseholdId, NpgsqlDbType.Uuid),
                Column(l => l.Printed.Line.MemberId, NpgsqlDbType.Uuid),
                Column(l => l.Printed.Line.Purpose, NpgsqlDbType.Text),
                Column(l => l.Printed.Line.EarmarkId, NpgsqlDbType.Uuid),
                Column(l => l.Printed.Line.CampaignId, NpgsqlDbType.Uuid),
                Column(l => l.Printed.Line.Amount, NpgsqlDbType.Bigint),
                Column(l => l.Printed.Name, NpgsqlDbType.Text),
                Column(l => l.Printed.Address, NpgsqlDbType.Text),
                Column(l => l.Born, NpgsqlDbType.Text),
                Column(l => l.Class, NpgsqlDbType.Text),
                Column(l => l.Printed.Salt, NpgsqlDbType.Bytea),
                Column(l => l.Printed.Line.SlotId, NpgsqlDbType.Uuid),
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);

        NpgsqlParameter Column<T>(Func<(PrintedLine Printed, string Born, string? Class), T> value, NpgsqlDbType type) => Ledger.UnnestInsert.Column(lines, value, type);
    }
}
