using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Takes the money of gifts for pledges and gives it back, in the transaction of the gifts.</summary>
internal sealed class PledgedGifts(MoneyPledges pledges, IRegistry registry, TimeProvider clock) : IPledgedGifts
{
    /// <summary>Codes: access.unit, pledge.not_through_fund, pledge_payment.other_fund.</summary>
    public async Task<Outcome<GiftForm>> Complete(Guid unit, GiftForm form, CancellationToken cancellation)
    {
        if (await pledges.Find(form.Pledge!.Value, cancellation) is not { } pledge || pledge.UnitId != unit) return AccessPolicy.OtherUnit;
        if (pledge.Channel != PledgeChannels.Fund || pledge.FundId is not { } fund) return Refusal.Conflict("pledge.not_through_fund", "pledge");
        var known = await registry.Current(cancellation);
        if (known.Funds[fund].Code != form.Fund) return Refusal.Invalid("pledge_payment.other_fund", "fund", known.Funds[fund].Code);
        return form with
        {
            DonorName = string.IsNullOrWhiteSpace(form.DonorName) ? pledge.SponsorName : form.DonorName,
            DonorKind = string.IsNullOrWhiteSpace(form.DonorName) ? pledge.SponsorKind : form.DonorKind,
            DonorAddress = string.IsNullOrWhiteSpace(form.DonorAddress) && pledge.SponsorAddress.Length > 0 ? pledge.SponsorAddress : form.DonorAddress,
            MayBeNamed = form.MayBeNamed ?? pledge.MayBeNamed,
            // The receipt leaves the house: the code of the case stands for the person.
            Purpose = pledge.CaseCode is { } code ? MoneyTexts.OnPaper("Receipt.Purpose", code) : MoneyTexts.OnPaper("Receipt.Purpose.Unassigned"),
            Condition = null,
        };
    }

    /// <summary>Codes: pledge_payment.unknown, pledge_payment.twice, those of <see cref="PledgeDecider.Receive"/>.</summary>
    public async Task<Outcome<PledgedSteps>> Receive(NpgsqlConnection connection, Guid unit, IReadOnlyList<PledgedMoney> money, Guid by, CancellationToken cancellation)
    {
        if (money.DistinctBy(m => m.Pledge).Count() < money.Count) return Refusal.Invalid("pledge_payment.twice", "parts");
        var steps = new Steps(by);
        await HoldPersons(connection, money, cancellation);
        var held = await PledgeStreams.Lock(connection, unit, money.Select(m => m.Pledge), cancellation);
        foreach (var one in money)
            if (await Take(connection, held, one, steps, cancellation) is { } no) return no;
        await Alarms(connection, steps.Received, cancellation);
        return steps.All;
    }

    /// <summary>Codes: pledge_payment.unknown, those of <see cref="PledgeDecider.Receive"/> for the gift that follows.</summary>
    public async Task<Outcome<PledgedSteps>> TakeBack(NpgsqlConnection connection, Guid unit, PledgedEnd end, Guid by, CancellationToken cancellation)
    {
        var steps = new Steps(by);
        if (end.Successor is { } later) await HoldPersons(connection, [later], cancellation);
        var held = await PledgeStreams.Lock(connection, unit, end.Successor is { } to ? [end.Pledge, to.Pledge] : [end.Pledge], cancellation);
        if (!held.TryGetValue(end.Pledge, out var pledge)) return Refusal.NotFound("pledge_payment.unknown", "pledge");
        var was = pledge.Receipts.GetValueOrDefault(end.Gift);
        var back = PledgeDecider.TakeBackReceipt(pledge, PledgeStep.Silent(Ids.Of("pledge-receipt-taken-back", end.Gift), by), end.Gift);
        if (!back.TryGet(out var gone)) return new(back.Refusals);
        steps.Add(pledge, gone);
        var after = gone.Aggregate(pledge, (state, happened) => PledgeState.Evolve(state, happened)!);
        if (end.Successor is not { } successor) return steps.All;

        if (successor.Pledge == end.Pledge && was is not null && was.AmountVnd == successor.AmountVnd)
        {
            // Only the paper was wrong: what the money is for stands, whatever became of the pledge since.
            steps.Add(after, [new PledgeReceived(Steps.Of(successor.Gift), pledge.Id, successor.Gift, was.On, was.AmountVnd, was.Parts, new SortedDictionary<string, string>(), by)]);
            return steps.All;
        }
        var states = new Dictionary<Guid, PledgeState>(held) { [end.Pledge] = after };
        if (await Take(connection, states, successor, steps, cancellation) is { } no) return no;
        await Alarms(connection, steps.Received, cancellation);
        return steps.All;
    }

    private async Task<Refusal?> Take(
        NpgsqlConnection connection, IReadOnlyDictionary<Guid, PledgeState> held, PledgedMoney money, Steps steps, CancellationToken cancellation)
    {
        if (!held.TryGetValue(money.Pledge, out var pledge)) return Refusal.NotFound("pledge_payment.unknown", "pledge");
        var note = CleanText.Check(money.Note, "narration", 500);
        if (!note.TryGet(out var words)) return note.Refusals[0];
        var step = steps.Seal(Steps.Of(money.Gift), words);
        var limits = money.Occasion is null ? null : await Limits(connection, pledge, money, cancellation);
        var received = PledgeDecider.Receive(pledge, step, money.Gift, money.AmountVnd, money.On, money.Occasion, limits);
        if (!received.TryGet(out var happened)) return received.Refusals[0];
        steps.Add(pledge, happened);
        return null;
    }

    private static async Task<ExtraLimits> Limits(NpgsqlConnection connection, PledgeState pledge, PledgedMoney money, CancellationToken cancellation)
    {
        var numbers = await SponsorshipSettings.Of(connection, pledge.UnitId, cancellation);
        await using var select = new NpgsqlCommand("""
            select coalesce(sum(r.amount), 0)::bigint from sponsorships.received_part r join sponsorships.pledge p on p.id = r.pledge_id
            where r.kind = 'extra' and r.on_date >= $3 and r.on_date <= $4 and r.gift_id <> $5 and (p.id = $1 or p.beneficiary_id = $2)
            """, connection)
        {
            Parameters =
            {
                new() { Value = pledge.Id }, new() { Value = (object?)pledge.BeneficiaryId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new() { Value = new DateOnly(money.On.Year, 1, 1) }, new() { Value = new DateOnly(money.On.Year, 12, 31) }, new() { Value = money.Gift },
            },
        };
        return new(numbers.ExtraLeast, numbers.ExtraMost, numbers.ExtraYearly, (long)(await select.ExecuteScalarAsync(cancellation))!);
    }

    /// <summary>The yearly cap of extra gifts is the person's, whoever gives: their cases are held before the pledges.</summary>
    private static async Task HoldPersons(NpgsqlConnection connection, IReadOnlyList<PledgedMoney> money, CancellationToken cancellation)
    {
        Guid[] extra = [.. money.Where(m => m.Occasion is not null).Select(m => m.Pledge)];
        if (extra.Length == 0) return;
        await using var hold = new NpgsqlCommand("""
            select 1 from sponsorships.case_state where beneficiary_id in (select p.beneficiary_id from sponsorships.pledge p where p.id = any($1)) order by beneficiary_id for update
            """, connection) { Parameters = { new() { Value = extra } } };
        await hold.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What waits for a person is shown at once, not only after the next daily run.</summary>
    private async Task Alarms(NpgsqlConnection connection, IReadOnlyList<(PledgeState Pledge, PledgeReceived Received)> received, CancellationToken cancellation)
    {
        foreach (var (pledge, happened) in received)
        {
            if (happened.Parts.FirstOrDefault(part => part.Kind == PartKinds.Undecided) is not { } part) continue;
            await using var raise = new NpgsqlCommand("""
                insert into sponsorships.alarm (id, unit_id, kind, beneficiary_id, pledge_id, sponsor_id, since, detail, raised_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, '', $7)
                on conflict do nothing
                """, connection)
            {
                Parameters =
                {
                    new() { Value = pledge.UnitId }, new() { Value = part.Occasion is null ? "undecided" : "extra_to_check" },
                    new() { Value = (object?)pledge.BeneficiaryId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, new() { Value = pledge.Id }, new() { Value = pledge.SponsorId },
                    new() { Value = happened.On }, new() { Value = clock.GetUtcNow().ToUniversalTime() },
                },
            };
            await raise.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Codes: pledge_payment.code_unknown, pledge_payment.several.</summary>
    public async Task<Outcome<Guid>> Find(Guid unit, string typed, CancellationToken cancellation)
    {
        var plain = TransferCode.TryParse(typed, out var code) == CodeReading.Ok ? code.Value.ToLowerInvariant() : Folding.Fold(typed).Trim();
        var found = (await pledges.Search([unit], plain, cancellation)).Where(p => p.State != PledgeStates.Ended || p.Code?.ToLowerInvariant() == plain).ToList();
        return found switch
        {
            [var one] => one.Id,
            [] => Refusal.Invalid("pledge_payment.code_unknown", "pledge"),
            _ => Refusal.Invalid("pledge_payment.several", "pledge"),
        };
    }

    /// <summary>Events and texts of several pledges, one append a stream.</summary>
    private sealed class Steps(Guid by)
    {
        private readonly Dictionary<Guid, (long Version, List<object> Events)> streams = [];
        private readonly List<SealedText> texts = [];

        public List<(PledgeState Pledge, PledgeReceived Received)> Received { get; } = [];

        public PledgedSteps All => new([.. streams.Select(s => StreamAppend.Next(s.Key, s.Value.Version, [.. s.Value.Events]))], texts);

        public static Guid Of(Guid gift) => Ids.Of("pledge-received", gift);

        public PledgeStep Seal(Guid step, string note)
        {
            var (rows, commitments) = SealedTexts.Of(step, note.Length == 0 ? new Dictionary<string, string>() : new() { ["note"] = note });
            texts.AddRange(rows);
            return new(step, by, commitments);
        }

        public void Add(PledgeState before, IReadOnlyList<IPledgeEvent> happened)
        {
            if (!streams.TryGetValue(before.Id, out var stream)) streams[before.Id] = stream = (before.Version, []);
            stream.Events.AddRange(happened);
            Received.AddRange(happened.OfType<PledgeReceived>().Select(received => (before, received)));
        }
    }
}
