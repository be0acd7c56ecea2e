using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Donations;

/// <summary>An accountant at the counter of a commune of their own.</summary>
public sealed class GiftDesk
{
    private GiftDesk(Commune commune, HttpClient http) => (Commune, Http) = (commune, http);

    public Commune Commune { get; }

    public HttpClient Http { get; }

    public static async Task<GiftDesk> Open(AppFixture app)
    {
        var commune = await app.NewCommune();
        return new GiftDesk(commune, await commune.SignedIn(PersonRoles.Accountant));
    }

    public Dictionary<string, object?> Cash(long amount = 500_000, string donor = "Nguyễn Thị Hồng") => new()
    {
        ["fund"] = Commune.Fund,
        ["channel"] = "cash",
        ["amountVnd"] = amount,
        ["donorName"] = donor,
    };

    public Task<HttpResponseMessage> Post(object gift, string? key = null) => PostText(JsonSerializer.Serialize(gift), key ?? Guid.NewGuid().ToString());

    public async Task<HttpResponseMessage> PostText(string json, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> Recorded(object gift)
    {
        var answer = await Post(gift);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return await answer.Json();
    }

    public Task<HttpResponseMessage> Send(string path, object body) => Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    /// <summary>A Vietcombank account for the permanent fund; its code.</summary>
    public async Task<string> NewAccount()
    {
        var form = new BankAccountForm($"{Commune.Code}-VCB", "bank", "970436", "0071000123456", "BVD QUY VI NGUOI NGHEO", Commune.Fund, "Quế Sơn", new DateOnly(2024, 1, 1));
        return (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, Commune.UnitId, form))).Value.Code;
    }

    public Task<Outcome<EntryPosted>> MoveToBank(string account, long amount) => Send<Outcome<EntryPosted>>(
        new MoveCash(Actor.System, Commune.UnitId, Guid.NewGuid().ToString(), new MoveCashForm(Commune.Fund, MoveCashHandler.Deposit, account, amount)));

    private async Task<T> Send<T>(object command)
    {
        await using var scope = Commune.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, TestContext.Current.CancellationToken);
    }

    public async Task<T> Sql<T>(string sql)
    {
        await using var connection = await Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Commune.UnitId } } };
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
