using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>
/// Sign minutes for one side. The last signature posts them: every book, the shares, the accounts and the end of the giver's
/// fund in one transaction, or nothing of it.
/// </summary>
/// <param name="UnitId">The side that is signed for: the giver or one of the receivers.</param>
public sealed record SignHandOver(Actor By, Guid UnitId, Guid Id) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

/// <param name="State">"posted" after the last signature.</param>
/// <param name="AlreadyKnown">This person had signed for this side.</param>
public sealed record HandOverSigned(Guid Id, string State, bool AlreadyKnown);

public static class SignHandOverHandler
{
    public static async Task<Outcome<HandOverSigned>> Handle(
        SignHandOver command, Sessions sessions, IRegistry registry, LedgerWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        HandOverRecord record;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            var held = await HandOverSigning.Hold(connection, command, cancellation);
            if (!held.TryGet(out var found)) return new(held.Refusals);
            record = found;
            if (record.SideOf(command.UnitId)!.SignedById == command.By.PersonId) return new HandOverSigned(record.Id, record.State, true);
            var balances = await FundBalances.Read(connection, record.FundId, null, cancellation);
            if (!record.Minute.StandsOn(balances.Holdings, balances.Earmarks)) return Refusal.Conflict("handover.balances_changed");
            if (record.Sides.Any(side => side.SignedById is null && side.UnitId != command.UnitId))
            {
                await HandOverSigning.Sign(connection, command, clock.GetUtcNow(), cancellation);
                await transaction.CommitAsync(cancellation);
                return new HandOverSigned(record.Id, HandOverStates.Waiting, false);
            }
        }
        return await Post(command, record, connection, await registry.Current(cancellation), registry, writer, clock, cancellation);
    }

    private static async Task<Outcome<HandOverSigned>> Post(
        SignHandOver command, HandOverRecord record, NpgsqlConnection connection, RegistrySnapshot known, IRegistry registry, LedgerWriter writer, TimeProvider clock,
        CancellationToken cancellation)
    {
        var minute = record.Minute;
        var vouchers = HandOverPosting.Vouchers(record.Id, minute);
        var date = await DateFor(connection, minute, VietnamTime.TodayIn(clock), cancellation);
        var (texts, commitments) = SealedTexts.Of(record.Id, new Dictionary<string, string> { ["minute"] = minute.ToJson() });
        var answer = await writer.Post(
            new LedgerCommand(
                record.Id, SHA256.HashData(Encoding.UTF8.GetBytes(minute.ToJson())), minute.UnitId, [date],
                [.. vouchers.Select(v => new NumberNeed(v.FundId, date.Year, VoucherKinds.General, date))],
                numbers => HandOverPosting.Write(record.Id, minute, vouchers, numbers, date, commitments, texts, command.By.PersonId))
            {
                ElsewhereDates = [.. minute.Receivers.Select(r => (r.UnitId, date))],
                Accounts = [.. minute.Accounts.Select(a => a.AccountId), .. minute.Accounts.Select(a => a.NewAccountId).OfType<Guid>(), .. minute.Receivers.Select(r => r.AccountId).OfType<Guid>()],
                GuardedFunds = [minute.FundId, .. minute.Receivers.Select(r => r.FundId)],
                EndingFunds = [minute.FundId],
                Guard = async (inside, stop) =>
                {
                    var held = await HandOverSigning.Hold(inside, command, stop);
                    if (held.IsRefused) return held.Refusals[0];
                    var balances = await FundBalances.Read(inside, minute.FundId, null, stop);
                    if (!minute.StandsOn(balances.Holdings, balances.Earmarks)) return Refusal.Conflict("handover.balances_changed");
                    await HandOverSigning.Sign(inside, command, clock.GetUtcNow(), stop);
                    return await HandOverSigning.End(inside, record, date, command.By, known, clock.GetUtcNow(), stop);
                },
            },
            cancellation);
        if (answer.Result == PostResult.Refused) return answer.Refusal!;
        registry.Invalidate();
        // The minutes are frozen, so their request can never differ: what was not written now was written before.
        return new HandOverSigned(record.Id, HandOverStates.Posted, answer.Result != PostResult.Written);
    }

    /// <summary>The day after the moment of closing, on which the successors take over; today when a month is closed, or the
    /// giver's book has younger vouchers: nothing may stand behind its last one.</summary>
    private static async Task<DateOnly> DateFor(NpgsqlConnection connection, HandOverMinute minute, DateOnly today, CancellationToken cancellation)
    {
        var day = minute.ClosingOn.AddDays(1);
        if (day >= today) return today;
        await using var query = new NpgsqlCommand("""
            select exists (select from ledger.period where unit_id = any($1) and month = $2 and closed_at is not null)
              or exists (select from ledger.entry where fund_id = $3 and document_date > $4)
            """, connection)
        {
            Parameters =
            {
                new() { Value = (Guid[])[minute.UnitId, .. minute.Receivers.Select(r => r.UnitId)] }, new() { Value = PeriodLock.MonthOf(day) },
                new() { Value = minute.FundId }, new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date },
            },
        };
        return (bool)(await query.ExecuteScalarAsync(cancellation))! ? today : day;
    }
}
