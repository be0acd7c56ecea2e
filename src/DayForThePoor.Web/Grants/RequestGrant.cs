using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants;

/// <summary>What somebody asks for a household.</summary>
/// <param name="Fund">"20641-VNN".</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="Household">Its id, or its code in the commune.</param>
/// <param name="AmountVnd">Đồng; may be left out where the hamlet's meeting is to say.</param>
/// <param name="Reason">Hoàn cảnh, nguyện vọng; of a sudden hardship what happened. Sealed.</param>
/// <param name="Kind">One of <see cref="GrantKinds"/>; regular when null.</param>
/// <param name="Member">The member it is for, where it is for one.</param>
/// <param name="RequestedOn">Today when null; not in the future.</param>
/// <param name="Earmark">Id of the addressed gift whose money it is to be.</param>
/// <param name="Campaign">Code of the campaign.</param>
/// <param name="Wish">Id of the recorded wish that it answers.</param>
/// <param name="Confirmation">The hamlet's confirmation of hardship, for a household that stands on no list. Sealed.</param>
/// <param name="HappenedOn">Of a sudden hardship, the day it struck.</param>
/// <param name="Damage">Thiệt hại, of a sudden hardship. Sealed.</param>
/// <param name="ConfirmedBy">Who signed the slip for the Ban công tác Mặt trận. Sealed.</param>
/// <param name="Files">Ids of files of the unit, such as the slip.</param>
public sealed record GrantForm(
    string Fund, string Purpose, string? Household, long? AmountVnd, string? Reason, string? Kind = null, Guid? Member = null, DateOnly? RequestedOn = null,
    Guid? Earmark = null, string? Campaign = null, Guid? Wish = null, string? Confirmation = null, DateOnly? HappenedOn = null, string? Damage = null,
    string? ConfirmedBy = null, IReadOnlyList<Guid>? Files = null);

/// <summary>Write down a request for support (đề nghị hỗ trợ).</summary>
/// <param name="Key">Idempotency key, unique in the unit: the same key is the same grant.</param>
public sealed record RequestGrant(Actor By, Guid UnitId, string Key, GrantForm Form) : IUnitMessage
{
    public const int LongestText = 1000, LongestName = 200;

    public Permission Needs => Permission.RequestGrants;
}

/// <param name="AlreadyKnown">An earlier request with the same key wrote it.</param>
public sealed record GrantWritten(Guid GrantId, string State, bool AlreadyKnown);

public static class RequestGrantHandler
{
    public static Guid IdOf(Guid unit, string key) => Ids.Of("grant", unit, key);

    public static async Task<Outcome<GrantWritten>> Handle(
        RequestGrant command, IRegistry registry, ISpendingRules rules, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund, out var fund) || fund.UnitId != command.UnitId) return AccessPolicy.OtherUnit;

        var id = IdOf(command.UnitId, command.Key);
        await using var grants = await HeldGrants.Begin(sessions, command.UnitId, cancellation);
        switch (await grants.Claim(id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), cancellation))
        {
            case RequestClaim.Differs: return Refusal.Conflict("grant.key_reused");
            case RequestClaim.Known:
                return await grants.Lock(id, cancellation) is { } first ? new GrantWritten(id, first.State, true) : Refusal.Conflict("grant.key_reused");
        }

        var today = VietnamTime.TodayIn(clock);
        var requestedOn = form.RequestedOn ?? today;
        var kind = form.Kind ?? GrantKinds.Regular;
        List<Refusal> no = [];
        var reason = GrantMove.Text(form.Reason, "reason", required: true, no);
        var isSudden = kind == GrantKinds.AtOnce && form.Purpose == Purposes.Hardship;
        var damage = GrantMove.Text(form.Damage, "damage", isSudden, no);
        var confirmedBy = GrantMove.Text(form.ConfirmedBy, "confirmedBy", isSudden, no);
        var confirmation = GrantMove.Text(form.Confirmation, "confirmation", required: false, no);
        if (requestedOn > today) no.Add(Refusal.Invalid("grant.future", "requestedOn"));
        if (form.HappenedOn > requestedOn) no.Add(Refusal.Invalid("grant.future", "happenedOn"));
        if (isSudden && form.HappenedOn is null) no.Add(Refusal.Invalid("grant.happened_missing", "happenedOn"));
        if (!GrantKinds.All.Contains(kind)) no.Add(Refusal.Invalid("grant.kind", "kind"));
        if (Purposes.All.Contains(form.Purpose))
        {
            var rule = await rules.On(command.UnitId, form.Purpose, today, cancellation);
            if (kind == GrantKinds.AtOnce && !rule.ShortAllowed) no.Add(Refusal.Conflict("grant.short_not_allowed", "kind"));
            if (form.AmountVnd is null && rule.DemandsMeeting(kind))
            {
                // The meeting names the sum.
            }
            else if (form.AmountVnd is not (> 0 and <= GrantDecider.MostVnd)) no.Add(Refusal.Invalid("grant.amount", "amountVnd"));
            else if (kind == GrantKinds.AtOnce && rule.WhyTooMuch(form.AmountVnd.Value, "amountVnd") is { } tooMuch) no.Add(tooMuch);
        }
        else
        {
            no.Add(Refusal.Invalid("grant.purpose", "purpose"));
        }
        Campaign? campaign = null;
        if (form.Campaign is { Length: > 0 } code)
        {
            campaign = known.CampaignByCode(command.UnitId, code);
            if (campaign is null || campaign.FundId != fund.Id) no.Add(Refusal.Invalid("grant.campaign_unknown", "campaign"));
        }
        var household = await RequestedHousehold.Find(grants.Connection, command.UnitId, form, cancellation);
        no.AddRange(household.WhyNot(form, confirmation.Length > 0));
        if (form.Earmark is { } earmark && !await RequestedHousehold.IsEarmark(grants.Connection, earmark, fund.Id, cancellation)) no.Add(Refusal.Invalid("grant.earmark_unknown", "earmark"));
        var files = await GrantPapers.Find(grants.Connection, command.UnitId, form.Files ?? [], cancellation);
        if (files is null) no.Add(Refusal.Invalid("grant.file_unknown", "files"));
        if (no.Count > 0) return no;

        grants.Append(new GrantRequested(
            id, id, command.UnitId, fund.Id, form.Purpose, kind, household.Id, requestedOn, confirmation.Length > 0, files!,
            grants.Seal(id, ("reason", reason), ("damage", damage), ("confirmed_by", confirmedBy), ("confirmation", confirmation)), command.By.PersonId,
            form.Member, form.AmountVnd, form.HappenedOn, form.Wish, form.Earmark, campaign?.Id));
        await grants.Commit(cancellation);
        return new GrantWritten(id, GrantStates.Requested, false);
    }
}
