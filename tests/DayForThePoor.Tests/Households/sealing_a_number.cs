using System.Security.Cryptography;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.Configuration;

namespace DayForThePoor.Tests.Households;

public class sealing_a_number
{
    private static PersonalKey Key(string? secret, bool demo = false) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("DFTP_PERSONAL_KEY", secret)]).Build(), new Installation(demo, "https://quy.example.vn", CheckCode.DefaultIssuer));

    private readonly PersonalKey key = Key("a key that is only of the tests");

    [Fact]
    public void gives_it_back_and_looks_different_every_time()
    {
        var (one, other) = (key.Seal("049150000001"), key.Seal("049150000001"));
        key.OpenText(one).ShouldBe("049150000001");
        one.ShouldNotBe(other);
    }

    [Fact]
    public void refuses_what_was_changed_or_sealed_with_another_key()
    {
        var whole = key.Seal("049150000001");
        Should.Throw<CryptographicException>(() => Key("another key that is only of the tests").Open(whole));
        whole[^1] ^= 1;
        Should.Throw<CryptographicException>(() => key.Open(whole));
        Should.Throw<CryptographicException>(() => key.Open([1, 2, 3]));
    }

    [Fact]
    public void prints_equal_numbers_alike_and_only_under_one_key()
    {
        key.Print("049150000001").ShouldBe(key.Print("049150000001"));
        key.Print("049150000001").ShouldNotBe(key.Print("049150000002"));
        key.Print("049150000001").ShouldNotBe(Key("another key that is only of the tests").Print("049150000001"));
    }

    [Fact]
    public void needs_a_key_outside_the_demo()
    {
        Should.Throw<InvalidOperationException>(() => Key(null).Seal("1")).Message.ShouldContain("DFTP_PERSONAL_KEY");
        Should.Throw<InvalidOperationException>(() => Key("short"));
        Key(null, demo: true).OpenText(Key(null, demo: true).Seal("1")).ShouldBe("1");
    }
}
