using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DayForThePoor.Tests.Hosting;

/// <summary>Settings that would spoil paper receipts stop the program at its start.</summary>
public sealed class InstallationTests
{
    private static Installation From(params (string Name, string Value)[] settings) => Installation.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build(), needsPublicUrl: true);

    [Fact]
    public void the_public_address_is_required_outside_the_demo()
    {
        Should.Throw<InvalidOperationException>(() => From()).Message.ShouldStartWith("DFTP_PUBLIC_URL is not set.");
        From(("DFTP_DEMO", "1")).Demo.ShouldBeTrue();
        From(("DFTP_PUBLIC_URL", "https://quy.example.vn/")).PublicUrl.ShouldBe("https://quy.example.vn");
    }

    [Theory]
    [InlineData("quy.example.vn")]
    [InlineData("ftp://quy.example.vn")]
    [InlineData("https://quy.example.vn/?a=b")]
    public void the_public_address_is_one_that_a_telephone_can_open(string url) =>
        Should.Throw<InvalidOperationException>(() => From(("DFTP_PUBLIC_URL", url)));

    [Theory]
    [InlineData("D0")]
    [InlineData("DNX")]
    [InlineData("dn")]
    public void the_code_of_the_database_is_two_characters_of_the_codes_alphabet(string code) =>
        Should.Throw<InvalidOperationException>(() => From(("DFTP_DEMO", "1"), ("DFTP_DATABASE_CODE", code)));

    [Fact]
    public void without_a_code_the_database_is_the_only_one() => From(("DFTP_DEMO", "1")).DatabaseCode.ShouldBe("DN");
}
