using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>Make BẢNG KÊ CHUYỂN TIỀN for the bank. It holds whole account numbers, so that it was made is written down for every household on it.</summary>
public sealed record MakeTransferList(Actor By, Guid UnitId, Guid PaymentId) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

/// <param name="Memo">Nội dung, ASCII.</param>
public sealed record TransferListMade(string Voucher, string Memo, IReadOnlyList<TransferLine> Lines);

public static class MakeTransferListHandler
{
    /// <summary>Banks cut what is longer.</summary>
    private const int LongestMemo = 140;

    /// <summary>Codes: payment.unknown, payee.not_by_bank, payee.not_posted, payee.account_missing with the number of lines.</summary>
    public static async Task<Outcome<TransferListMade>> Handle(
        MakeTransferList command, Sessions sessions, PaymentQueries payments, TimeProvider clock, CancellationToken cancellation)
    {
        if (await payments.ById(command.PaymentId, cancellation) is not { } payment || payment.Row.UnitId != command.UnitId) return Refusal.NotFound("payment.unknown");
        if (payment.Row.Channel != PaymentChannels.Bank) return Refusal.Conflict("payee.not_by_bank");
        if (payment.Row.State is not (PaymentStates.AwaitingPayment or PaymentStates.Paid)) return Refusal.Conflict("payee.not_posted");
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var lines = await RecipientAccounts.Of(connection, command.PaymentId, cancellation);
        if (lines.Count(line => line.Number is null) is > 0 and var missing) return Refusal.Conflict("payee.account_missing", null, $"{missing}");
        await using var log = new NpgsqlCommand("""
            insert into households.reading (at, person_id, household_id, unit_id, what, reason) select $1, $2, h, $3, 'bank_account', $4 from unnest($5::uuid[]) h
            """, connection)
        {
            Parameters =
            {
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = command.UnitId }, new() { Value = $"Bảng kê chuyển tiền {payment.Row.VoucherNumber}" },
                new() { Value = lines.Select(line => line.HouseholdId).OfType<Guid>().Distinct().ToArray() },
            },
        };
        await log.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var memo = Folding.WithoutMarks($"{payment.Row.VoucherNumber} {payment.Row.Narration}").ToUpperInvariant();
        return new TransferListMade(payment.Row.VoucherNumber!, memo.Length > LongestMemo ? memo[..LongestMemo] : memo, lines);
    }

    /// <summary>STT · Họ tên · Số tài khoản · Ngân hàng · Số tiền · Nội dung; text stays text, so that no bank's zero is lost.</summary>
    public static TableFile File(TransferListMade list) => new(
        $"bang-ke-chuyen-tien-{list.Voucher}",
        [
            new(PayeeTexts.OnPaper("List.Place"), Width: 6), TableColumn.Wide(PayeeTexts.OnPaper("List.Name")), new(PayeeTexts.OnPaper("List.Account"), Width: 24),
            new(PayeeTexts.OnPaper("List.Bank"), Width: 24), TableColumn.Amount(PayeeTexts.OnPaper("Paper.Amount")), TableColumn.Wide(PayeeTexts.OnPaper("List.Memo")),
        ],
        Rows(list));

    private static IEnumerable<IReadOnlyList<object?>> Rows(TransferListMade list) =>
        list.Lines.Select((line, i) => (IReadOnlyList<object?>)[i + 1L, line.Holder, line.Number, line.BankName, line.AmountVnd, list.Memo]);
}
