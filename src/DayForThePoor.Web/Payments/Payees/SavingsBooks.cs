using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>Sổ tiết kiệm of one line of a payment.</summary>
/// <param name="Keeper">Người giữ sổ; the holder when nobody else.</param>
/// <param name="Withdrawal">Điều kiện rút.</param>
public sealed record SavingsBook(
    int Line, string Bank, string Number, string Term, string Holder, string Keeper, string KeeperRelation, string Withdrawal, string Sponsor, DateOnly? HandedOn);

/// <summary>Reads savings books.</summary>
public sealed class SavingsBooks(Sessions sessions)
{
    public async Task<IReadOnlyDictionary<int, SavingsBook>> Of(Guid unit, Guid payment, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand(
            "select line, bank, number, term, holder, keeper, keeper_relation, withdrawal, sponsor, handed_on from payments.savings_book where payment_id = $1", connection)
        {
            Parameters = { new() { Value = payment } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        Dictionary<int, SavingsBook> books = [];
        while (await row.ReadAsync(cancellation))
        {
            books[row.GetInt32(0)] = new(
                row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
                row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9));
        }
        return books;
    }
}

/// <summary>Write down the savings book that a line of a payment opened, or correct it. Holder, keeper and the rule of withdrawal are required.</summary>
public sealed record SetSavingsBook(Actor By, Guid UnitId, Guid PaymentId, SavingsBook Book) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class SetSavingsBookHandler
{
    /// <summary>Codes: payment.line_unknown, payee.savings_keeper, payee.savings_number_known, text.*.</summary>
    public static async Task<Outcome<SavingsBook>> Handle(SetSavingsBook command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var book = command.Book;
        List<Refusal> no = [];
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, text, required) in new[]
        {
            ("bank", book.Bank, true), ("number", book.Number, true), ("term", book.Term, true), ("holder", book.Holder, true), ("keeper", book.Keeper, true),
            ("keeperRelation", book.KeeperRelation, false), ("withdrawal", book.Withdrawal, true), ("sponsor", book.Sponsor, false),
        })
            EntryRules.Keep(texts, field, required ? CleanText.CheckRequired(text, field) : CleanText.Check(text, field), no);
        if (texts.TryGetValue("keeper", out var keeper) && keeper != texts.GetValueOrDefault("holder") && !texts.ContainsKey("keeperRelation"))
            no.Add(Refusal.Invalid("payee.savings_keeper", "keeperRelation"));
        if (book.HandedOn > VietnamTime.TodayIn(clock)) no.Add(Refusal.Invalid("donation.date_future", "handedOn", VietnamTime.Text(book.HandedOn.Value)));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into payments.savings_book (payment_id, line, unit_id, bank, number, term, holder, keeper, keeper_relation, withdrawal, sponsor, handed_on, recorded_at, recorded_by)
            select l.payment_id, l.line, l.unit_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 from payments.line l where l.payment_id = $1 and l.line = $2 and l.unit_id = $3
            on conflict (payment_id, line) do update set bank = excluded.bank, number = excluded.number, term = excluded.term, holder = excluded.holder, keeper = excluded.keeper,
              keeper_relation = excluded.keeper_relation, withdrawal = excluded.withdrawal, sponsor = excluded.sponsor, handed_on = excluded.handed_on,
              recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
            """, connection)
        {
            Parameters = { new() { Value = command.PaymentId }, new() { Value = book.Line }, new() { Value = command.UnitId } },
        };
        foreach (var field in new[] { "bank", "number", "term", "holder", "keeper", "keeperRelation", "withdrawal", "sponsor" })
            insert.Parameters.Add(new() { Value = texts.GetValueOrDefault(field, "") });
        insert.Parameters.Add(new() { Value = (object?)book.HandedOn ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        insert.Parameters.Add(new() { Value = clock.GetUtcNow() });
        insert.Parameters.Add(new() { Value = command.By.PersonId });
        try
        {
            return await insert.ExecuteNonQueryAsync(cancellation) == 1 ? book : Refusal.NotFound("payment.line_unknown");
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Refusal.Conflict("payee.savings_number_known", "number");
        }
    }
}
