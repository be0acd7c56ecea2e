using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Payments.Levels;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>A row of <c>payments.unit_transfer</c>: what was prepared, and how far it is.</summary>
/// <param name="Paper">SHA-256 of the decision's scan in hex; null for none.</param>
/// <param name="SpentVnd">Of a settled allocation.</param>
public sealed record TransferRow(
    Guid Id, string Kind, TransferSide? From, TransferSide? To, string OtherName, string Channel, long AmountVnd, DateOnly DocumentDate,
    string DecisionNumber, DateOnly? DecisionDate, string? Paper, string Programme, string Narration, Guid? AllocationId, string FactsHash, string State,
    DateTimeOffset PreparedAt, Guid PreparedBy, DateTimeOffset? SentAt, Guid? SentBy, DateOnly? ConfirmedOn, DateTimeOffset? ConfirmedAt, Guid? ConfirmedBy,
    string ConfirmNumber, DateOnly? ConfirmDate, string? ConfirmPaper, DateTimeOffset? EndedAt, string EndReason, DateTimeOffset? SettledAt, long? SpentVnd, string SettlePapers,
    bool HasLines)
{
    public const string Columns = """
        t.id, t.kind, t.from_unit_id, t.from_fund_id, t.from_account_id, t.to_unit_id, t.to_fund_id, t.to_account_id, t.other_name, t.channel, t.amount, t.document_date,
        t.decision_number, t.decision_date, encode(t.decision_paper, 'hex'), t.programme, t.narration, t.allocation_id, t.facts_hash, t.state, t.prepared_at, t.prepared_by, t.sent_at, t.sent_by,
        t.confirmed_on, t.confirmed_at, t.confirmed_by, t.confirm_number, t.confirm_date, encode(t.confirm_paper, 'hex'), t.ended_at, t.end_reason, t.settled_at, t.spent, t.settle_papers,
        exists (select from payments.unit_transfer_line l where l.transfer_id = t.id)
        """;

    /// <summary>It names households or a programme, so that its money is kept apart until it is spent on them.</summary>
    public bool Addressed => HasLines || Programme.Length > 0;

    /// <summary>The unit that prepared it: the sender, else the receiver of money from outside.</summary>
    public Guid OwnUnit => (From ?? To)!.UnitId;

    /// <summary>Who says that it arrived: the receiver, else the sender with the other side's paper.</summary>
    public Guid ConfirmingUnit => (To ?? From)!.UnitId;

    public bool IsBetweenInside => From is not null && To is not null;

    /// <summary>The money's way; the earmark of an addressed return is its allocation's.</summary>
    public Transfer Transfer(bool allocationIsAddressed) => new(
        Id, Kind, AmountVnd, From, To,
        Kind switch { TransferKinds.Allocation when Addressed => Id, TransferKinds.Return when allocationIsAddressed => AllocationId, _ => null });

    public static TransferRow Read(NpgsqlDataReader row)
    {
        var at = 0;
        Guid? Id() => row.IsDBNull(at++) ? null : row.GetGuid(at - 1);
        DateOnly? Day() => row.IsDBNull(at++) ? null : row.GetFieldValue<DateOnly>(at - 1);
        DateTimeOffset? Instant() => row.IsDBNull(at++) ? null : row.GetFieldValue<DateTimeOffset>(at - 1);
        string? Word() => row.IsDBNull(at++) ? null : row.GetString(at - 1);
        long? Amount() => row.IsDBNull(at++) ? null : row.GetInt64(at - 1);
        TransferSide? Side() => (Id(), Id(), Id()) is ({ } unit, { } fund, var account) ? new TransferSide(unit, fund, account) : null;
        return new TransferRow(
            Id()!.Value, Word()!, Side(), Side(), Word()!, Word()!, Amount()!.Value, Day()!.Value, Word()!, Day(), Word(), Word()!, Word()!, Id(), Word()!, Word()!,
            Instant()!.Value, Id()!.Value, Instant(), Id(), Day(), Instant(), Id(), Word()!, Day(), Word(), Instant(), Word()!, Instant(), Amount(), Word()!, row.GetBoolean(at));
    }

    /// <summary>The commitment over everything that was prepared. The form is frozen: events hold it.</summary>
    /// <param name="lines">Household and đồng, in their order.</param>
    public static string HashOfFacts(
        string kind, TransferSide? from, TransferSide? to, string otherName, string channel, long amount, DateOnly date, string decisionNumber, DateOnly? decisionDate, string? paper,
        string programme, string narration, Guid? allocation, IEnumerable<(Guid Household, long Amount)> lines) => Hash(
        new object?[] { kind, from, to, otherName, channel, amount, date, decisionNumber, decisionDate, paper, programme, narration, allocation, lines.Select(l => new { l.Household, l.Amount }) });

    public string HashOfFacts(IEnumerable<(Guid Household, long Amount)> lines) =>
        HashOfFacts(Kind, From, To, OtherName, Channel, AmountVnd, DocumentDate, DecisionNumber, DecisionDate, Paper, Programme, Narration, AllocationId, lines);

    public static string Hash(params object?[] facts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts)));

    public bool IsCash => Channel == Channels.Cash;
}
