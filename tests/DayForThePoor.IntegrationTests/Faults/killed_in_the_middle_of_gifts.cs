namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>Whoever was answered holds a receipt: no crash may lose or double that gift, or leave a gap in the numbers.</summary>
public sealed class killed_in_the_middle_of_gifts : IClassFixture<RunningProduct>
{
    private const string Fund = "20641-VNN";
    private const int AnsweredBefore = 400;

    private readonly RunningProduct product;

    public killed_in_the_middle_of_gifts(RunningProduct product)
    {
        Assert.SkipUnless(RunningProduct.IsPublished, "There is no published program (DFTP_PROGRAM).");
        this.product = product;
    }

    [Fact]
    public Task the_program_keeps_every_answered_gift_once() => KillAndCompare(product.KillServer);

    [Fact]
    public Task the_database_keeps_every_answered_gift_once() => KillAndCompare(product.KillDatabase);

    private async Task KillAndCompare(Action kill)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var burst = new GiftBurst(product, Fund);
        await burst.SendUntil(AnsweredBefore, kill, cancellation);
        await product.Restart();
        await burst.EveryGiftShouldBeThereOnce(cancellation);
        await product.BooksShouldAgree();
    }
}
