using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>A program with a database of its own, because these tests damage books and rebuild them; with a gift of every kind.</summary>
public sealed class BooksFixture : AppFixture, IAsyncLifetime
{
    public Commune Commune { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Commune = await this.NewCommune();
        using var accountant = await Commune.SignedIn(PersonRoles.Accountant);
        for (var i = 1; i <= 5; i++) await accountant.Given(Commune.Cash(100_000 * i));
        var voided = await accountant.Given(Commune.Cash(70_000));
        await accountant.Void(voided.GetProperty("donationId").GetGuid());
        var valued = await accountant.Given(Commune.Goods(null));
        await accountant.Given(Commune.Goods(900_000));
        var confirmed = await accountant.Given(Commune.Cash(55_000));

        var treasurer = await Commune.Person(PersonRoles.Treasurer);
        await Send<Outcome<GoodsAreValued>>(new ValueGoods(
            treasurer.Actor, Commune.UnitId, valued.GetProperty("donationId").GetGuid(), [450_000], "Hóa đơn"));
        await Send<Outcome<CashConfirmed>>(new ConfirmCash(treasurer.Actor, Commune.UnitId, [confirmed.GetProperty("donationId").GetGuid()]));
        await Grants();
    }

    /// <summary>One of each way that a grant goes: decided at once and reported, by list, listed and let go, sent back and asked for anew, withdrawn.</summary>
    private async Task Grants()
    {
        var desk = await GrantDesk.Open(this);
        var emergency = await desk.Asked(await desk.Emergency());
        await desk.Done(emergency, "approve", by: desk.Approves);
        await desk.Done(emergency, "report", by: desk.Approves);
        var listed = await desk.Ready();
        (await desk.List(await desk.Proposed(listed), "send-back", new { reason = "Thiếu một hộ" })).EnsureSuccessStatusCode();
        (await desk.List(await desk.Proposed(listed), "approve")).EnsureSuccessStatusCode();
        await desk.Done(listed, "hand-over", new { toWhom = "Chủ hộ", files = new[] { await desk.File(Core.Grants.GrantFiles.HandOver) } });
        var again = await desk.Ready();
        var objection = (await desk.Done(again, "objection", new { text = "Hộ này vừa mua xe" })).GetProperty("objectionId").GetGuid();
        await desk.Done(again, "objection", new { objection, upheld = true, answer = "Đúng như phản ánh" });
        await desk.Done(again, "send-back", new { reason = "Chưa rõ" }, desk.Approves);
        await desk.Done(again, "resubmit", new { reason = "Đã rõ" });
        await desk.Done(await desk.Asked(await desk.Regular()), "withdraw", new { reason = "Hộ xin rút" });
    }

    public async Task<object?> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Owner);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task Send<T>(object command)
    {
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, TestContext.Current.CancellationToken);
        outcome!.ToString()!.ShouldNotStartWith("Refused");
    }
}
