using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>To whom a slot goes and from when.</summary>
/// <param name="Sponsor">Id or code of the one who takes over.</param>
/// <param name="On">Last day of the old pledge; null: the day before the next instalment that nobody has given for.</param>
/// <param name="StartsOn">First due day of the new one; null: the day after.</param>
/// <param name="Channel">As before when null; <paramref name="AmountVnd"/>, <paramref name="Quantity"/>, <paramref name="Frequency"/> too.</param>
public sealed record HandOverForm(
    string? Sponsor, DateOnly? On, DateOnly? StartsOn, string? Channel, long? AmountVnd, decimal? Quantity, string? Frequency, string? Reason);

/// <summary>A slot goes from one sponsor to another without a gap: the old pledge ends, the new one is held from the day after, in one transaction.</summary>
public sealed record HandOverPledge(Actor By, Guid UnitId, Guid PledgeId, HandOverForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="SuccessorId">The new pledge.</param>
/// <param name="On">Last day of the old one.</param>
public sealed record PledgeHandedOver(Guid PledgeId, Guid SuccessorId, DateOnly On, DateOnly StartsOn, DateOnly HeldUntil);

public static class HandOverPledgeHandler
{
    /// <summary>A pledge has one successor.</summary>
    public static Guid SuccessorOf(Guid pledge) => Ids.Of("pledge_successor", pledge);

    public static async Task<Outcome<PledgeHandedOver>> Handle(HandOverPledge command, PledgeSurroundings around, IRegistry registry, CancellationToken cancellation)
    {
        var (form, unit, today, next) = (command.Form, command.UnitId, around.Today, SuccessorOf(command.PledgeId));
        var reason = CleanText.Check(form.Reason, "reason", PledgeSurroundings.LongestText);
        if (!reason.TryGet(out var text)) return new Outcome<PledgeHandedOver>(reason.Refusals);
        await using var held = await around.Begin(unit, cancellation);
        if (await held.Claim(next, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), cancellation) != RequestClaim.New) return Refusal.Conflict("pledge.is_ended");
        if (await PledgeSurroundings.SlotOf(held.Connection, command.PledgeId, cancellation) is not { } wanted) return Refusal.Conflict("pledge.not_assigned");
        var slot = (await SlotRoom.Lock(held.Connection, unit, [wanted], cancellation)).GetValueOrDefault(wanted);
        if (slot is null || await held.Lock(command.PledgeId, cancellation) is not { } old) return AccessPolicy.OtherUnit;
        if (old.SlotId != wanted) return Refusal.Conflict("pledge.changed");
        if (form.Sponsor is not { Length: > 0 } named || await PledgedPerson.Sponsor(held.Connection, unit, named, cancellation) is not { } sponsor)
            return Refusal.Invalid("pledge.sponsor_unknown", "sponsor");
        if (sponsor == old.SponsorId) return Refusal.Invalid("pledge.same_sponsor", "sponsor");

        var on = form.On ?? PledgeDecider.NextHandOver(old, today) ?? today;
        var startsOn = form.StartsOn ?? on.AddDays(1);
        if (startsOn <= on) return Refusal.Invalid("pledge.successor_early", "startsOn", $"{on:dd/MM/yyyy}");
        var numbers = await SponsorshipSettings.Of(held.Connection, unit, cancellation);
        var ended = PledgeDecider.HandOver(old, held.Step(command.By.PersonId, ("reason", text)), on, numbers.GraceDays, today, next);
        if (!ended.TryGet(out var end)) return new Outcome<PledgeHandedOver>(ended.Refusals);

        var decided = PledgeDecider.Terms(Offer(old, form, startsOn), await PledgedPerson.Schooling(held.Connection, slot.BeneficiaryId, cancellation), today);
        if (!decided.TryGet(out var terms)) return new Outcome<PledgeHandedOver>(decided.Refusals);
        var fund = terms.Channel != PledgeChannels.Fund ? null : old.FundId
            ?? (await registry.Current(cancellation)).Funds.Values.FirstOrDefault(f => f.UnitId == unit && f.Kind == "VNN" && f.HandedOverOn is null)?.Id;
        if (terms.Channel == PledgeChannels.Fund && fund is null) return Refusal.Invalid("pledge.fund_unknown", "channel");
        var offered = PledgeDecider.Offer(held.Step(next, command.By.PersonId), next, unit, sponsor, terms, old.BeneficiaryId, wanted, fund, old.Id);
        if (await SlotRoom.WhyNot(
            held.Connection, slot, terms, Schedule.YearlyVnd(terms, offered.Instalments), terms.EndsOn, today, cancellation, new Dictionary<Guid, DateOnly> { [old.Id] = on }) is { } full) return full;
        var until = (startsOn > today ? startsOn : today).AddDays(numbers.HoldDays);
        var hold = PledgeDecider.Hold(PledgeState.Evolve(null, offered)!, held.Step(command.By.PersonId), until, today);
        if (!hold.TryGet(out var holding)) return new Outcome<PledgeHandedOver>(hold.Refusals);
        held.Append([.. end, offered, .. holding]);
        await held.Commit(cancellation);
        return new PledgeHandedOver(old.Id, next, on, startsOn, until);
    }

    private static PledgeOffer Offer(PledgeState old, HandOverForm form, DateOnly startsOn)
    {
        var channel = form.Channel ?? old.Terms.Channel;
        var goods = channel == PledgeChannels.Goods;
        return new(
            channel, goods ? null : form.AmountVnd ?? old.Terms.AmountVnd, null, goods ? form.Quantity ?? old.Terms.Quantity : null, form.Frequency ?? old.Terms.Frequency, startsOn,
            old.Terms.EndRule, old.Terms.EndRule == EndRules.Date ? old.EndsOn : null, old.Terms.Renews);
    }
}
