using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Trả lại tiền chưa trao: what nobody collected goes back into the fund by a voucher of its own, and the grants are free again.</summary>
/// <param name="Lines">Numbers of lines that nobody collected; null: all of them.</param>
/// <param name="Reason">Why they were not collected; required, sealed.</param>
public sealed record ReturnLines(Actor By, Guid UnitId, Guid PaymentId, IReadOnlyList<int>? Lines, string? Reason, DateOnly? DocumentDate = null) : IUnitMessage
{
    public Permission Needs => Permission.PayOut;
}

/// <param name="VoucherNumber">PT for cash; by bank a PKT that the statement's line will prove.</param>
public sealed record LinesReturned(Guid PaymentId, Guid ReturnId, int Part, string VoucherNumber, bool AlreadyKnown);

public static class ReturnLinesHandler
{
    /// <summary>Codes: payment.unknown, payment.not_paid_out, payment.line_unknown, payment.line_collected, payment.line_returned, payment.nothing_to_return, payment.changed_meanwhile.</summary>
    public static async Task<Outcome<LinesReturned>> Handle(
        ReturnLines command, Sessions sessions, IRegistry registry, LedgerWriter writer, EntryQueries entries, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", CancelPaymentHandler.LongestReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        var (unit, id, today) = (command.UnitId, command.PaymentId, VietnamTime.TodayIn(clock));
        PaymentFacts facts;
        Outcome<IReadOnlyList<PaymentLine>> asked;
        await using (var connection = await sessions.Connect(unit, cancellation))
        {
            if (await StoredPayments.Find(connection, unit, id, cancellation) is not { } found) return Refusal.NotFound("payment.unknown");
            facts = found;
            asked = await Open(connection, facts, command.Lines, cancellation);
        }
        if (!asked.TryGet(out var lines)) return new(asked.Refusals);
        var fund = (await registry.Current(cancellation)).Funds[facts.FundId];
        var (amount, date) = (lines.Sum(l => l.Amount), command.DocumentDate ?? today);
        List<Refusal> no = [.. EntryRules.WhyNot(amount, date, today, fund)];
        if (date < facts.DocumentDate) no.Add(Refusal.Invalid("payment.return_before", "documentDate", VietnamTime.Text(facts.DocumentDate!.Value)));
        if (no.Count > 0) return no;

        var part = facts.Returns + 1;
        var back = PaymentIds.OfReturn(id, part);
        var kind = PaymentEntries.ReturnKind(facts.Channel);
        var slices = "";
        var answer = await writer.Post(
            new LedgerCommand(
                back, SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', lines.Select(l => l.Line)) + '|' + words)), unit, [date], [new NumberNeed(fund.Id, date.Year, kind, date)],
                numbers =>
                {
                    var (texts, commitments) = SealedTexts.Of(back, new Dictionary<string, string> { ["reason"] = words });
                    var entry = new JournalEntry(
                        EntryQueries.EntryIdOf(back), unit, fund.Id, new VoucherNumber(kind, date.Year, numbers[0]), date,
                        PaymentEntries.Back(facts.Kind, facts.Channel, facts.AccountId, lines));
                    var returned = new PaymentReturned(
                        back, id, part, amount, [.. lines.Select(l => l.Line)], date, commitments, [entry], command.By.PersonId, slices);
                    return new Draft([StreamAppend.Start(back, returned)], texts);
                })
            {
                Accounts = facts.AccountId is { } account ? [account] : [],
                GuardedFunds = [fund.Id],
                Guard = async (posting, stop) =>
                {
                    var now = (await StoredPayments.Lock(posting, unit, id, stop))!;
                    if (now.Returns != facts.Returns) return Refusal.Conflict("payment.changed_meanwhile");
                    var still = await Open(posting, now, [.. lines.Select(l => l.Line)], stop);
                    if (still.IsRefused) return still.Refusals[0];
                    await Mark(posting, id, part, lines, clock.GetUtcNow(), stop);
                    slices = await Slices.GiveBack(posting, id, fund.Id, part, lines, stop);
                    return null;
                },
            },
            cancellation);
        var posted = await entries.Answer(back, fund, answer, cancellation);
        return posted.TryGet(out var voucher) ? new LinesReturned(id, back, part, voucher.VoucherNumber, voucher.AlreadyKnown) : new Outcome<LinesReturned>(posted.Refusals);
    }

    /// <summary>The lines that are asked for, each open.</summary>
    private static async Task<Outcome<IReadOnlyList<PaymentLine>>> Open(
        NpgsqlConnection connection, PaymentFacts facts, IReadOnlyList<int>? chosen, CancellationToken cancellation)
    {
        if (facts.WhyNotReturn() is { } early) return early;
        var lines = await StoredPayments.Lines(connection, facts.Id, chosen, cancellation);
        if (chosen is null) lines = [.. lines.Where(l => l.State == LineStates.NotCollected)];
        else if (lines.Count != chosen.Distinct().Count()) return Refusal.NotFound("payment.line_unknown", "lines", $"{chosen.Except(lines.Select(l => l.Line.Line)).First()}");
        if (lines.Count == 0) return Refusal.Conflict("payment.nothing_to_return", "lines");
        foreach (var line in lines)
        {
            if (line.State == LineStates.Collected) return Refusal.Conflict("payment.line_collected", "lines", $"{line.Line.Line}");
            if (line.State == LineStates.Returned) return Refusal.Conflict("payment.line_returned", "lines", $"{line.Line.Line}");
        }
        return new Outcome<IReadOnlyList<PaymentLine>>([.. lines.Select(l => l.Line)]);
    }

    private static async Task Mark(NpgsqlConnection connection, Guid payment, int part, IReadOnlyList<PaymentLine> lines, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update payments.line set state = 'returned', return_part = $3, changed_at = $4 where payment_id = $1 and line = any($2)", connection)
        {
            Parameters = { new() { Value = payment }, new() { Value = lines.Select(l => l.Line).ToArray() }, new() { Value = (short)part }, new() { Value = at.ToUniversalTime() } },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }
}
