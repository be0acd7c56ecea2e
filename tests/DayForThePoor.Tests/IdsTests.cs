using CsCheck;
using DayForThePoor.Core;

namespace DayForThePoor.Tests;

public class Ids_of_things
{
    private static readonly Guid Unit = Guid.Parse("018f6b1e-6c00-7000-8000-000000020641");

    /// <summary>Computed apart from the code under test; streams of years to come depend on them.</summary>
    [Theory]
    [InlineData("e2a20baa-d5c3-8136-9498-42cfd619ddc5", "donation", "20641", "tay-01")]
    [InlineData("c660a9f0-f1f3-8925-94d9-b39e42104b35", "fund")]
    [InlineData("978dd922-f864-8db9-9723-7597a287573d", "statement_day", "20641-VCB", "2024-09-10")]
    [InlineData("4e30bee6-2738-8532-8a0d-345acecc2a50", "donation", "20641", "Ủng hộ")]
    public void are_frozen(string expected, string domain, params string[] parts) =>
        Ids.Of(domain, parts).ShouldBe(Guid.Parse(expected));

    [Fact]
    public void of_an_owner_are_frozen() =>
        Ids.Of("donation", Unit, "tay-01").ShouldBe(Guid.Parse("235456d5-6c7c-8324-b010-a3f68bc845bb"));

    [Fact]
    public void are_version_8_of_the_rfc_variant() =>
        Gen.String.Sample(key =>
        {
            var id = Ids.Of("donation", key);
            id.Version.ShouldBe(8);
            (id.Variant & 0b1100).ShouldBe(0b1000);
        });

    [Fact]
    public void keep_the_borders_between_parts() =>
        Gen.Select(Gen.String[1, 12], Gen.Int[1, 11]).Where((text, at) => at < text.Length).Sample((text, at) =>
            Ids.Of("x", text[..at], text[at..]) != Ids.Of("x", text, "")
            && Ids.Of("x", text[..at], text[at..]) != Ids.Of("x", text)
            && Ids.Of("x", text) != Ids.Of("x" + text));
}
