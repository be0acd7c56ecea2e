using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>What somebody promises, as it is typed.</summary>
/// <param name="Sponsor">Id or code.</param>
/// <param name="Beneficiary">Id or code; null: whoever needs it most.</param>
/// <param name="Slot">Null: the only one of the person that fits.</param>
/// <param name="Fund">"20641-VNN", for the channel through the fund; null: the unit's fund for the poor.</param>
/// <param name="Hold">Keep the place at once.</param>
public sealed record PledgeForm(string? Sponsor, string? Beneficiary, Guid? Slot, string? Fund, PledgeOffer Offer, string? Note = null, bool Hold = true);

/// <summary>Write down a pledge (cam kết đỡ đầu).</summary>
/// <param name="Key">Idempotency key, unique in the unit: the same key is the same pledge.</param>
public sealed record OfferPledge(Actor By, Guid UnitId, string Key, PledgeForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="Id">Of the pledge.</param>
/// <param name="AlreadyKnown">An earlier request with the same key wrote it.</param>
public sealed record PledgeWritten(Guid Id, string State, DateOnly? HeldUntil, DateOnly? EndsOn, int Instalments, bool AlreadyKnown);

public static class OfferPledgeHandler
{
    public static Guid IdOf(Guid unit, string key) => Ids.Of("pledge", unit, key);

    public static async Task<Outcome<PledgeWritten>> Handle(OfferPledge command, PledgeSurroundings around, IRegistry registry, CancellationToken cancellation)
    {
        var (form, unit, today) = (command.Form, command.UnitId, around.Today);
        var id = IdOf(unit, command.Key);
        await using var held = await around.Begin(unit, cancellation);
        switch (await held.Claim(id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), cancellation))
        {
            case RequestClaim.Differs: return Refusal.Conflict("pledge.key_reused");
            case RequestClaim.Known:
                return await held.Lock(id, cancellation) is { } first ? Written(first, true) : Refusal.Conflict("pledge.key_reused");
        }

        List<Refusal> no = [];
        var note = CleanText.Check(form.Note, "note", PledgeSurroundings.LongestText);
        no.AddRange(note.Refusals);
        var sponsor = form.Sponsor is { Length: > 0 } named ? await PledgedPerson.Sponsor(held.Connection, unit, named, cancellation) : null;
        if (sponsor is null) no.Add(Refusal.Invalid("pledge.sponsor_unknown", "sponsor"));
        var fund = FundOf(await registry.Current(cancellation), unit, form, no);
        var (beneficiary, slot) = await Whom(held, unit, form, today, no, cancellation);
        var person = beneficiary is { } whose ? await PledgedPerson.Schooling(held.Connection, whose, cancellation) : Schooling.Unknown;
        var decided = PledgeDecider.Terms(form.Offer, person, today);
        no.AddRange(decided.Refusals);
        if (no.Count > 0) return no;

        var offered = PledgeDecider.Offer(held.Step(id, command.By.PersonId, ("note", note.Value)), id, unit, sponsor!.Value, decided.Value, beneficiary, slot?.Id, fund);
        var state = PledgeState.Evolve(null, offered)!;
        held.Append(offered);
        if (slot is not null && form.Hold)
        {
            if (await SlotRoom.WhyNot(held.Connection, slot, state, today, cancellation) is { } full) return full;
            var days = (await SponsorshipSettings.Of(held.Connection, unit, cancellation)).HoldDays;
            var hold = PledgeDecider.Hold(state, held.Step(command.By.PersonId), today.AddDays(days), today);
            if (!hold.TryGet(out var happened)) return new Outcome<PledgeWritten>(hold.Refusals);
            held.Append(happened);
            state = happened.Aggregate(state, (s, e) => PledgeState.Evolve(s, e)!);
        }
        await held.Commit(cancellation);
        return Written(state, false);
    }

    private static PledgeWritten Written(PledgeState state, bool known) => new(state.Id, state.State, state.HeldUntil, state.EndsOn, state.Instalments.Count, known);

    private static Guid? FundOf(RegistrySnapshot known, Guid unit, PledgeForm form, List<Refusal> no)
    {
        if (form.Offer.Channel != PledgeChannels.Fund) return null;
        var fund = form.Fund is { Length: > 0 } code
            ? known.FundsByCode.GetValueOrDefault(code)
            : known.Funds.Values.FirstOrDefault(f => f.UnitId == unit && f.Kind == "VNN" && f.HandedOverOn is null);
        if (fund is not null && fund.UnitId == unit) return fund.Id;
        no.Add(Refusal.Invalid("pledge.fund_unknown", "fund"));
        return null;
    }

    private static async Task<(Guid? Beneficiary, LockedSlot? Slot)> Whom(
        HeldPledges held, Guid unit, PledgeForm form, DateOnly today, List<Refusal> no, CancellationToken cancellation)
    {
        if (form.Beneficiary is not { Length: > 0 } named)
        {
            if (form.Slot is not null) no.Add(Refusal.Invalid("pledge.beneficiary_missing", "beneficiary"));
            return (null, null);
        }
        if (await PledgedPerson.Beneficiary(held.Connection, unit, named, cancellation) is not { } beneficiary)
        {
            no.Add(Refusal.Invalid("pledge.beneficiary_unknown", "beneficiary"));
            return (null, null);
        }
        if ((form.Slot ?? await PledgedPerson.OnlySlot(held.Connection, beneficiary, form.Offer.Channel == PledgeChannels.Goods, today, cancellation)) is not { } wanted)
        {
            no.Add(Refusal.Invalid("pledge.slot_missing", "slot"));
            return (beneficiary, null);
        }
        var slot = (await SlotRoom.Lock(held.Connection, unit, [wanted], cancellation)).GetValueOrDefault(wanted);
        if (slot is null || slot.BeneficiaryId != beneficiary) no.Add(Refusal.Invalid("pledge.slot_unknown", "slot"));
        return (beneficiary, slot);
    }
}
