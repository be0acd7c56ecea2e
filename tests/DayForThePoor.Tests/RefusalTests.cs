using DayForThePoor.Core;

namespace DayForThePoor.Tests;

public class A_refusal
{
    [Fact]
    public void equals_another_with_the_same_code_kind_field_and_arguments()
    {
        var one = Refusal.Invalid("donation.amount_over_limit", "amountVnd", "1.000.000");
        var same = Refusal.Invalid("donation.amount_over_limit", "amountVnd", "1.000.000");

        one.ShouldBe(same);
        one.GetHashCode().ShouldBe(same.GetHashCode());
    }

    [Fact]
    public void differs_when_any_of_them_differs()
    {
        var refusal = Refusal.Invalid("period.closed", "documentDate", "2026-10");

        refusal.ShouldNotBe(refusal with { Code = "period.unknown" });
        refusal.ShouldNotBe(refusal with { Kind = RefusalKind.Conflict });
        refusal.ShouldNotBe(refusal with { Field = null });
        refusal.ShouldNotBe(refusal with { Args = ["2026-11"] });
        refusal.ShouldNotBe(refusal with { Args = [] });
    }

    [Fact]
    public void reads_well_in_a_log()
    {
        Refusal.Invalid("period.closed", "documentDate", "2026-10").ToString().ShouldBe("period.closed(2026-10) at documentDate");
        Refusal.Conflict("gift.reversed").ToString().ShouldBe("gift.reversed");
    }

    [Fact]
    public void of_a_foreign_thing_names_no_field_and_no_argument() =>
        Refusal.Forbidden("access.denied").ShouldBe(new Refusal("access.denied", RefusalKind.Forbidden));
}

public class An_outcome
{
    private static readonly Refusal Empty = Refusal.Invalid("text.empty", "reason");
    private static readonly Refusal Late = Refusal.Conflict("period.closed");

    [Fact]
    public void with_a_value_gives_it_back()
    {
        Outcome<int> outcome = 7;

        outcome.IsRefused.ShouldBeFalse();
        outcome.Value.ShouldBe(7);
        outcome.TryGet(out var got).ShouldBeTrue();
        got.ShouldBe(7);
        outcome.Match(value => $"{value}", _ => "no").ShouldBe("7");
    }

    [Fact]
    public void keeps_every_refusal_in_order()
    {
        Outcome<int> outcome = new[] { Empty, Late };

        outcome.IsRefused.ShouldBeTrue();
        outcome.Refusals.ShouldBe([Empty, Late]);
        outcome.TryGet(out _).ShouldBeFalse();
        outcome.Match(_ => 0, refusals => refusals.Count).ShouldBe(2);
        Should.Throw<InvalidOperationException>(() => outcome.Value).Message.ShouldContain("text.empty, period.closed");
    }

    [Fact]
    public void cannot_be_refused_without_a_reason() =>
        Should.Throw<ArgumentException>(() => new Outcome<int>(Array.Empty<Refusal>()));

    [Fact]
    public void goes_on_with_a_value_and_passes_a_refusal_through()
    {
        Outcome<int> done = 20, refused = Empty;

        done.Then<int>(value => value + 1).ShouldBe(21);
        done.Then<int>(_ => Late).ShouldBe(Late);
        refused.Then<int>(value => value + 1).ShouldBe(Empty);
    }
}
