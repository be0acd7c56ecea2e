using System.Text.Json.Serialization;
using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Grants;

/// <summary>A file that was put to a step; the content is named by its hash, so that it cannot be exchanged.</summary>
/// <param name="Kind">One of <see cref="GrantFiles"/>.</param>
/// <param name="Sha256">Of the content, lower-case hex.</param>
public sealed record HeldFile(Guid Id, string Kind, string Sha256);

/// <summary>Something that happened to a grant; every event of its stream.</summary>
public interface IGrantEvent : ICarriesTexts
{
    /// <summary>The event's own id, and the owner of the texts sealed with it.</summary>
    Guid StepId { get; }

    Guid GrantId { get; }

    /// <summary>Opaque id of the person.</summary>
    Guid By { get; }

    /// <summary>Papers and pictures put to it.</summary>
    IReadOnlyList<HeldFile> Files { get; }
}

/// <summary>Somebody asked for support for a household. Starts the grant's stream; texts: reason, for a short one also damage and confirmed_by.</summary>
/// <param name="Kind">One of <see cref="GrantKinds"/>.</param>
/// <param name="WishedVnd">Đồng asked for; null where the meeting is to say.</param>
/// <param name="HappenedOn">Of a sudden hardship, the day it struck.</param>
/// <param name="WishId">The recorded wish (nguyện vọng) that it answers.</param>
/// <param name="EarmarkId">The addressed gift whose money it is to be.</param>
/// <param name="Confirmed">The household stands on no list; the hamlet confirmed its hardship (text confirmation).</param>
public sealed record GrantRequested(
    Guid StepId,
    Guid GrantId,
    Guid UnitId,
    Guid FundId,
    string Purpose,
    string Kind,
    Guid HouseholdId,
    DateOnly RequestedOn,
    bool Confirmed,
    IReadOnlyList<HeldFile> Files,
    IReadOnlyDictionary<string, string> Texts,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? MemberId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? WishedVnd = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? HappenedOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? WishId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? EarmarkId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CampaignId = null) : IGrantEvent;

/// <summary>A grant that was sent back is asked for again; its course begins anew. Texts: reason.</summary>
public sealed record GrantResubmitted(
    Guid StepId, Guid GrantId, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? WishedVnd = null) : IGrantEvent;

/// <summary>The hamlet's meeting spoke about the household. Without agreement the grant is rejected. Texts: opinion.</summary>
/// <param name="MeetingId">The minutes, in <c>grants.meeting</c>.</param>
/// <param name="ProposedVnd">Đồng; 0 where the meeting did not agree.</param>
/// <param name="VotesFor">Households; null where no vote was counted, both or none.</param>
public sealed record GrantMet(
    Guid StepId, Guid GrantId, Guid MeetingId, DateOnly On, bool Agreed, long ProposedVnd,
    IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? VotesFor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? VotesAgainst = null) : IGrantEvent;

/// <summary>The household's name went on the board. Texts: place.</summary>
/// <param name="Until">Last day of posting.</param>
public sealed record GrantPosted(
    Guid StepId, Guid GrantId, DateOnly From, DateOnly Until, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>Somebody objected while it was posted (ý kiến phản ánh); the step's id names the objection. Texts: objection, objector.</summary>
public sealed record GrantObjected(
    Guid StepId, Guid GrantId, DateOnly On, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>How an objection was resolved. Texts: answer.</summary>
/// <param name="Upheld">The objection was right: the grant cannot go on as it is.</param>
public sealed record GrantObjectionAnswered(
    Guid StepId, Guid GrantId, Guid ObjectionId, DateOnly On, bool Upheld, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>The notice came down after its days. Texts: note.</summary>
public sealed record GrantPostingEnded(
    Guid StepId, Guid GrantId, DateOnly On, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>What the household received before was looked up.</summary>
/// <param name="OverlapHash">SHA-256 over what was found, lower-case hex; empty when nothing was.</param>
/// <param name="Soft">Earlier supports to look at.</param>
/// <param name="Hard">Earlier supports that stand against it (không được chi trùng).</param>
public sealed record GrantChecked(
    Guid StepId, Guid GrantId, DateOnly On, string OverlapHash, int Soft, int Hard,
    IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>Somebody who may decide lets a hard conflict pass. Counts only beside the signature of somebody else. Texts: reason.</summary>
/// <param name="OverlapHash">Of what was seen; a later finding is not covered.</param>
public sealed record GrantOverlapOverridden(
    Guid StepId, Guid GrantId, string OverlapHash, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>The grant stands on a frozen list.</summary>
/// <param name="RuleId">The spending rule in force; null: the shipped one.</param>
public sealed record GrantProposed(
    Guid StepId, Guid GrantId, Guid ProposalId, long AmountVnd, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RuleId = null) : IGrantEvent;

/// <summary>Its list was sent back or taken back: the grant stands where it stood before.</summary>
/// <param name="State">That it goes back to.</param>
public sealed record GrantUnlisted(
    Guid StepId, Guid GrantId, Guid ProposalId, string State, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>One of the approvers signed a short grant.</summary>
public sealed record GrantSigned(
    Guid StepId, Guid GrantId, long AmountVnd, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>Decided: it may be paid. By is the last who signed.</summary>
/// <param name="ProposalId">Null for a short grant that went on no list.</param>
/// <param name="OverlapHash">What was found at this moment; see <see cref="GrantChecked"/>.</param>
public sealed record GrantApproved(
    Guid StepId, Guid GrantId, DateOnly On, long AmountVnd, string OverlapHash, int Soft, int Hard,
    IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? ProposalId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RuleId = null) : IGrantEvent;

/// <summary>Trả lại. Texts: reason.</summary>
public sealed record GrantSentBack(
    Guid StepId, Guid GrantId, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>Từ chối. Texts: reason.</summary>
/// <param name="ProposalId">The list that was refused with it.</param>
public sealed record GrantRejected(
    Guid StepId, Guid GrantId, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? ProposalId = null) : IGrantEvent;

/// <summary>Taken back by those who asked. Texts: reason.</summary>
public sealed record GrantWithdrawn(
    Guid StepId, Guid GrantId, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>The help reached the household (bàn giao). Texts: to_whom, note.</summary>
public sealed record GrantHandedOver(
    Guid StepId, Guid GrantId, DateOnly On, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>Nothing more will be paid or handed over. Texts: note.</summary>
public sealed record GrantClosed(
    Guid StepId, Guid GrantId, DateOnly On, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;

/// <summary>The board was told of an emergency that its head had decided alone.</summary>
/// <param name="MeetingOn">Day of the board's meeting.</param>
public sealed record GrantReportedToBoard(
    Guid StepId, Guid GrantId, DateOnly MeetingOn, IReadOnlyList<HeldFile> Files, IReadOnlyDictionary<string, string> Texts, Guid By) : IGrantEvent;
