namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>Whoever was answered holds a receipt: no crash may lose or double that gift, or leave a gap in the numbers.</summary>
public sealed class killed_in_the_middle_of_gifts(RunningProduct product) : FaultTest(product)
{
    private const string Fund = "20641-VNN";
    private const int AnsweredBefore = 400;

    [Fact]
    public Task the_program_keeps_every_answered_gift_once() => KillAndCompare(Product.KillServer);

    [Fact]
    public Task the_database_keeps_every_answered_gift_once() => KillAndCompare(Product.KillDatabase);

    private async Task KillAndCompare(Action kill)
    {
        var burst = new GiftBurst(Product, Fund);
        await burst.SendUntil(AnsweredBefore, kill, Ct);
        await Product.Restart();
        await burst.EveryGiftShouldBeThereOnce(Ct);
        await Product.BooksShouldAgree();
    }
}
