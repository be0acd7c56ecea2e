using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>A line of a payment and where its money is to be sent.</summary>
/// <param name="Bin">Null: no account is known of the household.</param>
/// <param name="Shared">Another household of the unit has the same account.</param>
public sealed record TransferLine(int Line, Guid? HouseholdId, string Name, long AmountVnd, string? Bin, string? Number, string? Holder, bool Shared)
{
    /// <summary>"•••• 1234": all that a page shows.</summary>
    public string? Masked => Number is null ? null : $"•••• {Number[^Math.Min(4, Number.Length)..]}";

    public string? BankName => Bin is null ? null : Banks.ByBin.GetValueOrDefault(Bin)?.ShortName ?? Bin;
}

/// <summary>Bank accounts of people who are helped. They stand in rows alone, never in events, logs or addresses.</summary>
public sealed class RecipientAccounts(Sessions sessions)
{
    /// <summary>The lines that were not returned.</summary>
    public async Task<IReadOnlyList<TransferLine>> Of(Guid unit, Guid payment, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        return await Of(connection, payment, cancellation);
    }

    public static async Task<IReadOnlyList<TransferLine>> Of(NpgsqlConnection connection, Guid payment, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select l.line, l.household_id, l.name, l.amount, a.bin, a.number, a.holder,
              exists (select from payments.recipient_account b where b.unit_id = a.unit_id and b.bin = a.bin and b.number = a.number and b.household_id <> a.household_id and b.ended_at is null)
            from payments.line l left join payments.recipient_account a on a.household_id = l.household_id and a.ended_at is null
            where l.payment_id = $1 and l.state <> 'returned' order by l.line
            """, connection) { Parameters = { new() { Value = payment } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TransferLine> lines = [];
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(new(
                row.GetInt32(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetBoolean(7)));
        }
        return lines;
    }
}

/// <summary>Write down or change the bank account of a household. The account before it ends and stays in the rows.</summary>
/// <param name="Bin">Six digits of a bank that NAPAS knows.</param>
/// <param name="Number">6 to 19 digits; spaces, dots and dashes are left out.</param>
/// <param name="Holder">As on the bank's papers; kept without marks, upper case.</param>
public sealed record SetRecipientAccount(Actor By, Guid UnitId, Guid HouseholdId, string? Bin, string? Number, string? Holder) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

/// <param name="Shared">Another household has the same account: allowed (a mother's and her son's), and shown.</param>
public sealed record RecipientAccountSet(bool Shared, bool AlreadyKnown);

public static class SetRecipientAccountHandler
{
    public static async Task<Outcome<RecipientAccountSet>> Handle(SetRecipientAccount command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var number = new string([.. (command.Number ?? "").Where(c => c is not (' ' or '.' or '-'))]);
        if (command.Bin is null || !Banks.ByBin.ContainsKey(command.Bin)) no.Add(Refusal.Invalid("payee.bank_unknown", "bin"));
        if (number.Length is < 6 or > 19 || !number.All(char.IsAsciiDigit)) no.Add(Refusal.Invalid("payee.account_number", "number"));
        var holder = CleanText.CheckRequired(command.Holder, "holder", 100);
        no.AddRange(holder.Refusals);
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var household = new NpgsqlCommand("select 1 from households.household where id = $1 and unit_id = $2 for no key update", connection)
        {
            Parameters = { new() { Value = command.HouseholdId }, new() { Value = command.UnitId } },
        })
            if (await household.ExecuteScalarAsync(cancellation) is null) return AccessPolicy.OtherUnit;
        var name = Folding.WithoutMarks(holder.Value).ToUpperInvariant();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update payments.recipient_account set ended_at = $2, ended_by = $3 where household_id = $1 and ended_at is null and (bin, number, holder) <> ($4, $5, $6)")
                {
                    Parameters = { new() { Value = command.HouseholdId }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = command.Bin! }, new() { Value = number }, new() { Value = name } },
                },
                new("""
                    insert into payments.recipient_account (id, unit_id, household_id, bin, number, holder, recorded_at, recorded_by)
                    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (household_id) where ended_at is null do nothing returning 1
                    """)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7(clock.GetUtcNow()) }, new() { Value = command.UnitId }, new() { Value = command.HouseholdId }, new() { Value = command.Bin! },
                        new() { Value = number }, new() { Value = name }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
                    },
                },
                new("select exists (select from payments.recipient_account where unit_id = $1 and bin = $2 and number = $3 and household_id <> $4 and ended_at is null)")
                {
                    Parameters = { new() { Value = command.UnitId }, new() { Value = command.Bin! }, new() { Value = number }, new() { Value = command.HouseholdId } },
                },
            },
        };
        bool isNew, shared;
        await using (var row = await batch.ExecuteReaderAsync(cancellation))
        {
            isNew = await row.ReadAsync(cancellation);
            await row.NextResultAsync(cancellation);
            await row.ReadAsync(cancellation);
            shared = row.GetBoolean(0);
        }
        await transaction.CommitAsync(cancellation);
        return new RecipientAccountSet(shared, !isNew);
    }
}
