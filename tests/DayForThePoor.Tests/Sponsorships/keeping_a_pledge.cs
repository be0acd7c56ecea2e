using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

/// <summary>Where a payment goes, by clear rules, and that any course of a pledge keeps its figures together.</summary>
public class keeping_a_pledge
{
    private static readonly DateOnly Today = new(2026, 11, 23), Start = new(2026, 11, 1);
    private static readonly Guid By = Ids.Of("person", "1"), Slot = Ids.Of("slot", "1"), Child = Ids.Of("case", "1");

    private static PledgeStep Step(string name) => PledgeStep.Silent(Ids.Of("step", name), By);

    private static Guid Gift(string name) => Ids.Of("gift", name);

    private static PledgeState Offered(string channel = PledgeChannels.Fund, string rule = EndRules.Date, bool renews = false)
    {
        var terms = PledgeDecider.Terms(
            new(channel, channel == PledgeChannels.Goods ? null : 500_000, null, channel == PledgeChannels.Goods ? 10 : null, Frequencies.Monthly, Start, rule,
                rule == EndRules.Date ? new DateOnly(2027, 10, 31) : null, renews), Schooling.Unknown, Today).Value;
        return PledgeState.Evolve(null, PledgeDecider.Offer(Step("offer"), Ids.Of("pledge", "1"), Ids.Of("unit", "1"), Ids.Of("sponsor", "1"), terms, Child, Slot))!;
    }

    private static PledgeState After(PledgeState state, Outcome<IReadOnlyList<IPledgeEvent>> decided) => decided.Value.Aggregate(state, (s, e) => PledgeState.Evolve(s, e)!);

    private static PledgeState Held(string channel = PledgeChannels.Fund, string rule = EndRules.Date, bool renews = false)
    {
        var offered = Offered(channel, rule, renews);
        return After(offered, PledgeDecider.Hold(offered, Step("hold"), Today.AddDays(14), Today));
    }

    private static Outcome<IReadOnlyList<IPledgeEvent>> Pay(PledgeState state, long amount, string gift = "1", DateOnly? on = null) =>
        PledgeDecider.Receive(state, Step($"pay {gift}"), Gift(gift), amount, on ?? Today);

    private static string Parts(Outcome<IReadOnlyList<IPledgeEvent>> paid) =>
        string.Join(" ", paid.Value.OfType<PledgeReceived>().Single().Parts.Select(p => $"{p.Seq?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? p.Kind}:{p.AmountVnd / 1000}"));

    [Theory]
    [InlineData(500_000, "1:500")]
    [InlineData(1_500_000, "1:500 2:500 3:500")]
    [InlineData(250_000, "1:250")]
    [InlineData(1_750_000, "1:500 2:500 3:500 undecided:250")]
    [InlineData(7_000_000, "1:500 2:500 3:500 4:500 5:500 6:500 7:500 8:500 9:500 10:500 11:500 12:500 undecided:1000")]
    public void whole_instalments_are_paid_oldest_first_a_part_goes_to_the_oldest_and_the_rest_waits(long amount, string parts) => Parts(Pay(Held(), amount)).ShouldBe(parts);

    [Fact]
    public void two_halves_make_an_instalment()
    {
        var half = After(Held(), Pay(Held(), 250_000));
        Parts(Pay(half, 250_000, "2")).ShouldBe("1:250");
        Parts(Pay(half, 500_000, "2")).ShouldBe("1:250 undecided:250");
    }

    [Fact]
    public void the_first_money_makes_it_active_and_the_same_gift_counts_once()
    {
        var paid = Pay(Held(), 500_000);
        paid.Value[0].ShouldBeOfType<PledgeActivated>().CauseId.ShouldBe(Gift("1"));
        var active = After(Held(), paid);
        active.State.ShouldBe(PledgeStates.Active);
        Pay(active, 500_000).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.gift_known");
        Pay(active, 500_000, "2").Value.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1_000_000_000)]
    public void an_amount_that_nobody_means_is_refused(long amount) => Pay(Held(), amount).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.amount");

    [Fact]
    public void without_a_hold_or_after_it_ran_out_nothing_is_taken()
    {
        Pay(Offered(), 500_000).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.not_held");
        Pay(Held(), 500_000, on: Today.AddDays(14)).IsRefused.ShouldBeFalse();
        Pay(Held(), 500_000, on: Today.AddDays(15)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.hold_expired");
        PledgeDecider.ExpireHold(Held(), Step("expire"), Today.AddDays(14)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.hold_runs");
        var expired = After(Held(), PledgeDecider.ExpireHold(Held(), Step("expire"), Today.AddDays(15)));
        expired.State.ShouldBe(PledgeStates.Offered);
        Pay(expired, 500_000).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.hold_expired");
        PledgeDecider.ExtendHold(expired, Step("extend"), 14, 2, Today).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.hold_expired");
        PledgeDecider.Hold(expired, Step("again"), Today.AddDays(20), Today).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void a_hold_is_extended_a_limited_number_of_times()
    {
        var held = Held();
        foreach (var time in new[] { 1, 2 }) held = After(held, PledgeDecider.ExtendHold(held, Step($"extend {time}"), 14, 2, Today));
        held.HeldUntil.ShouldBe(Today.AddDays(42));
        PledgeDecider.ExtendHold(held, Step("extend 3"), 14, 2, Today).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.hold_extensions");
    }

    [Fact]
    public void money_for_an_ended_pledge_waits_for_a_person_in_its_days_of_grace_and_is_refused_after_them()
    {
        var active = After(Held(), Pay(Held(), 500_000));
        var ended = After(active, PledgeDecider.End(active, Step("end"), Today, PledgeEndReasons.SponsorStopped, 90, Today));
        Parts(Pay(ended, 500_000, "2", Today.AddDays(90))).ShouldBe("undecided:500");
        Pay(ended, 500_000, "2", Today.AddDays(91)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.ended");
        ended.Instalments.Count(i => !i.Dropped).ShouldBe(1);
    }

    [Fact]
    public void money_for_a_flagged_pledge_waits_until_somebody_decided()
    {
        var active = After(Held(), Pay(Held(), 500_000));
        var flagged = After(active, PledgeDecider.Flag(active, Step("flag"), LifeChanges.Moved, Today));
        Parts(Pay(flagged, 500_000, "2")).ShouldBe("undecided:500");
        var cleared = After(flagged, PledgeDecider.Clear(flagged, Step("clear")));
        Parts(Pay(cleared, 500_000, "2")).ShouldBe("2:500");
    }

    [Theory]
    [InlineData(50_000, 0, "extra:50")]
    [InlineData(2_000_000, 3_000_000, "extra:2000")]
    [InlineData(49_000, 0, "undecided:49")]
    [InlineData(2_001_000, 0, "undecided:2001")]
    [InlineData(1_000_000, 4_500_000, "undecided:1000")]
    public void an_extra_gift_out_of_range_goes_to_a_person(long amount, long thisYear, string parts) =>
        Parts(PledgeDecider.Receive(Held(), Step("extra"), Gift("extra"), amount, Today, Occasions.Tet, new(50_000, 2_000_000, 5_000_000, thisYear))).ShouldBe(parts);

    [Fact]
    public void a_person_says_what_waits_and_never_more_than_waits()
    {
        var paid = After(Held(), Pay(Held(), 1_750_000));
        PledgeDecider.DecideReceipt(paid, Step("d"), Gift("1"), [new(PartKinds.Instalment, 300_000, 4)]).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.parts_too_much");
        PledgeDecider.DecideReceipt(paid, Step("d"), Gift("1"), [new(PartKinds.Instalment, 250_000, 3)]).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.part_above");
        PledgeDecider.DecideReceipt(paid, Step("d"), Gift("1"), [new(PartKinds.Instalment, 250_000, 44)]).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.part_seq");
        var decided = After(paid, PledgeDecider.DecideReceipt(paid, Step("d"), Gift("1"), [new(PartKinds.Instalment, 100_000, 4), new(PartKinds.Extra, 50_000, null, Occasions.Tet)]));
        decided.UndecidedVnd.ShouldBe(100_000);
        decided.ReceivedVnd.ShouldBe(1_750_000);
        decided.Instalments[3].ReceivedVnd.ShouldBe(100_000);
    }

    [Fact]
    public void what_fell_into_a_pause_is_not_promised_but_what_was_paid_ahead_is()
    {
        var active = After(Held(), Pay(Held(), 1_500_000)); // November to January
        var paused = After(active, PledgeDecider.Pause(active, Step("pause"), new(2027, 1, 1)));
        Parts(Pay(paused, 500_000, "2")).ShouldBe("undecided:500");
        var resumed = After(paused, PledgeDecider.Resume(paused, Step("resume"), new(2027, 4, 1)));
        resumed.Instalments.Where(i => i.Dropped).Select(i => i.Planned.Seq).ShouldBe([4, 5]);
        Parts(Pay(resumed, 500_000, "2")).ShouldBe("6:500");
    }

    [Fact]
    public void goods_and_money_handed_over_directly_fill_the_oldest_and_never_more_than_is_open()
    {
        var rice = Held(PledgeChannels.Goods);
        var delivered = PledgeDecider.Deliver(rice, Step("deliver"), Gift("paper"), Today, new('a', 64), 0, 25);
        delivered.Value.OfType<PledgeDelivered>().Single().Parts.ShouldBe([new(1, 0, 10), new(2, 0, 10), new(3, 0, 5)]);
        var after = After(rice, delivered);
        after.State.ShouldBe(PledgeStates.Active);
        PledgeDecider.Deliver(after, Step("more"), Gift("paper 2"), Today, new('a', 64), 0, 96).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.delivered_too_much");
        PledgeDecider.Deliver(Held(), Step("x"), Gift("paper"), Today, new('a', 64), 500_000, 0).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.not_direct");
        PledgeDecider.Receive(rice, Step("x"), Gift("1"), 500_000, Today).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.not_through_fund");
    }

    [Fact]
    public void a_hand_over_leaves_no_gap_and_no_month_twice()
    {
        var active = After(Held(), Pay(Held(), 1_000_000)); // November, December
        var on = PledgeDecider.NextHandOver(active, Today);
        on.ShouldBe(new DateOnly(2026, 12, 31));
        PledgeDecider.HandOver(active, Step("early"), Today, 90, Today, Ids.Of("pledge", "2")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("pledge.paid_beyond");
        var ended = After(active, PledgeDecider.HandOver(active, Step("over"), on!.Value, 90, Today, Ids.Of("pledge", "2")));
        ended.SuccessorId.ShouldBe(Ids.Of("pledge", "2"));
        ended.Instalments.Where(i => !i.Dropped).Select(i => i.Planned.DueOn).ShouldBe([Start, new(2026, 12, 1)]);
    }

    /// <summary>One attempt: which step, with which sum or day.</summary>
    private readonly record struct Attempt(int Kind, int Size, int Day);

    private static readonly Gen<Attempt> Attempts =
        from kind in Gen.Int[0, 15]
        from size in Gen.Int[1, 40]
        from day in Gen.Int[0, 900]
        select new Attempt(kind, size, day);

    [Fact]
    public void any_order_of_payments_reversals_pauses_and_ends_keeps_what_was_promised_received_and_waits_together() =>
        Gen.Select(Attempts.Array[5, 40], Gen.Bool, Gen.Bool).Sample((attempts, direct, open) =>
        {
            var state = Held(direct ? PledgeChannels.Direct : PledgeChannels.Fund, open ? EndRules.Lifetime : EndRules.Date, renews: !open);
            var came = new Dictionary<Guid, long>();
            var given = new Dictionary<Guid, long>();
            foreach (var (attempt, i) in attempts.OrderBy(a => a.Day).Select((a, i) => (a, i)))
            {
                var before = state;
                var decided = Try(state, attempt, i);
                if (!decided.TryGet(out var happened)) continue;
                foreach (var e in happened)
                {
                    state = PledgeState.Evolve(state, e)!;
                    switch (e)
                    {
                        case PledgeReceived r: came[r.GiftId] = r.AmountVnd; break;
                        case PledgeReceiptTakenBack t: came.Remove(t.GiftId); break;
                        case PledgeDelivered d: given[d.DeliveryId] = d.Parts.Sum(p => p.AmountVnd); break;
                        case PledgeDeliveryTakenBack b: given.Remove(b.DeliveryId); break;
                    }
                }
                state.ReceivedVnd.ShouldBe(came.Values.Sum());
                state.DeliveredDirectlyVnd.ShouldBe(given.Values.Sum());
                var extra = state.Receipts.Values.Sum(r => r.Parts.Where(p => p.Kind == PartKinds.Extra).Sum(p => p.AmountVnd));
                state.Instalments.Sum(s => s.ReceivedVnd).ShouldBe(state.ReceivedVnd - state.UndecidedVnd - extra);
                state.Instalments.Sum(s => s.DeliveredVnd).ShouldBe(state.DeliveredDirectlyVnd);
                state.Instalments.ShouldAllBe(s => s.ReceivedVnd >= 0 && s.DeliveredVnd >= 0 && s.ReceivedVnd + s.DeliveredVnd <= s.Planned.AmountVnd);
                state.Instalments.Select(s => s.Planned).Take(before.Instalments.Count).ShouldBe(before.Instalments.Select(s => s.Planned));
                if (happened.Any(e => e is PledgeNoted)) (state with { Version = before.Version }).ShouldBe(before);
            }
        }, iter: 400);

    private static Outcome<IReadOnlyList<IPledgeEvent>> Try(PledgeState s, Attempt a, int i)
    {
        var (step, on) = (Step($"{i}"), Today.AddDays(a.Day));
        var gift = s.Receipts.Keys.Order().ElementAtOrDefault(a.Size % Math.Max(1, s.Receipts.Count));
        return a.Kind switch
        {
            0 or 1 or 2 => PledgeDecider.Receive(s, step, Gift($"{i}"), a.Size * 125_000, on),
            3 => PledgeDecider.Receive(s, step, Gift($"{i}"), a.Size * 50_000, on, Occasions.Birthday, new(50_000, 1_000_000, 3_000_000, 0)),
            4 => PledgeDecider.DecideReceipt(s, step, gift, [new(PartKinds.Instalment, a.Size * 50_000, a.Size)]),
            5 => PledgeDecider.TakeBackReceipt(s, step, gift),
            6 or 7 => PledgeDecider.Deliver(s, step, Gift($"{i}"), on, new('a', 64), a.Size * 125_000, 0),
            8 => PledgeDecider.TakeBackDelivery(s, step, s.Deliveries.Keys.Order().FirstOrDefault()),
            9 => PledgeDecider.Pause(s, step, on),
            10 => PledgeDecider.Resume(s, step, on),
            11 => PledgeDecider.ExtendSchedule(s, step, on.AddYears(2)),
            12 => PledgeDecider.Renew(s, step, null, on),
            13 => a.Size % 2 == 0 ? PledgeDecider.Flag(s, step, LifeChanges.LeftSchool, on) : PledgeDecider.Clear(s, step),
            14 => PledgeDecider.Note(s, step),
            _ => a.Size > 35 ? PledgeDecider.End(s, step, on, PledgeEndReasons.Other, 90, on) : PledgeDecider.ExpireHold(s, step, on),
        };
    }
}
