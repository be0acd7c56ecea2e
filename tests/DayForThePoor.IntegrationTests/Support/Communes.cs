using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>A commune that only one test uses, with its books open.</summary>
/// <param name="Code">"20641"; the funds are <see cref="Fund"/> and <see cref="ReliefFund"/>.</param>
public sealed record Commune(AppFixture App, Guid UnitId, string Code, string Name, Guid ParentId)
{
    public const string Password = "mot mat khau dai";

    public string Fund => $"{Code}-VNN";

    public string ReliefFund => $"{Code}-CT";

    /// <summary>Someone new with this role here, not signed in yet.</summary>
    public Task<TestPerson> Person(string role) => App.NewPerson(role, UnitId);

    /// <summary>A client of the API, signed in as someone new with this role here.</summary>
    public async Task<HttpClient> SignedIn(string role) => await App.SignIn((await Person(role)).Email);
}

public sealed record TestPerson(Guid PersonId, string Email)
{
    public Actor Actor => new(PersonId);
}

/// <summary>Takes communes from the national list, one after the other.</summary>
public static class Communes
{
    private static int taken;

    public static async Task<Commune> NewCommune(this AppFixture app)
    {
        var ct = TestContext.Current.CancellationToken;
        var units = await app.Services.GetRequiredService<IRegistry>().Current(ct);
        var unit = units.UnitsNow.Values.Where(u => u.Kind == "commune").OrderBy(u => u.Code, StringComparer.Ordinal)
            .ElementAt(Interlocked.Increment(ref taken));
        var opening = new UnitOpening("Thôn Một", "0236 000 0000", new DateOnly(2024, 1, 1));
        await using var scope = app.Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeAsync<Outcome<UnitOpened>>(new OpenUnit(Actor.System, unit.UnitId, opening), ct);
        opened.IsRefused.ShouldBeFalse(opened.ToString());
        return new Commune(app, unit.UnitId, unit.Code, unit.Name, unit.ParentId!.Value);
    }

    public static async Task<TestPerson> NewPerson(this AppFixture app, string role, Guid unit)
    {
        var email = $"{role.ToLowerInvariant()}.{Guid.NewGuid():N}@example.vn";
        var added = await app.Services.GetRequiredService<People>().Add(
            Actor.System, new NewPerson("Nguyễn Thị Cúc", email, Commune.Password), new RoleInUnit(role, unit), TestContext.Current.CancellationToken);
        return new TestPerson(added.Value, email);
    }

    /// <summary>A client that carries the token of this person.</summary>
    public static async Task<HttpClient> SignIn(this AppFixture app, string email, string password = Commune.Password)
    {
        var client = app.Client();
        var answer = await client.PostAsJsonAsync("/api/auth/login", new { email, password }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Json();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
        return client;
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static Task<string> Text(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
