using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

/// <summary>Whatever is under these addresses, also what is built later, is for the staff of the unit alone.</summary>
[Collection(nameof(UnprovedBooks))]
public partial class sight_of_staff(UnprovedBooks app) : AppTest(app)
{
    private static readonly string[] Doors = ["/do-dau", "/thiet-lap/do-dau", "/api/beneficiaries", "/api/pledges", "/api/sponsors", "/api/sponsorship"];

    private sealed record Door(string Method, string Route)
    {
        public bool IsApi => Route.StartsWith("/api", StringComparison.Ordinal);

        public bool Names => Route.Contains('{', StringComparison.Ordinal);

        public string With(Guid id) => Places.Replace(Route, place => place.Value.Contains(":guid", StringComparison.OrdinalIgnoreCase) || place.Value == "{id}" ? $"{id}" : "hold");
    }

    private List<Door> All => [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => Doors.Any(door => Route(endpoint) == door || Route(endpoint).StartsWith(door + "/", StringComparison.Ordinal)))
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Door(method, Route(endpoint)))).Distinct()];

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    [Fact]
    public void needs_a_sign_in_at_every_door()
    {
        var open = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Route);

        All.Count.ShouldBeGreaterThan(1);
        All.Select(door => door.Route).Intersect(open).ShouldBeEmpty();
    }

    [Fact]
    public async Task is_asked_for_before_anything_is_answered()
    {
        foreach (var door in All)
        {
            var answer = await Send(Anonymous, door, Guid.NewGuid());
            (answer.StatusCode is HttpStatusCode.Unauthorized || (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/dang-nhap", StringComparison.Ordinal)))
                .ShouldBeTrue($"{door}: {answer.StatusCode}");
        }
    }

    [Theory, InlineData(PersonRoles.Storekeeper), InlineData(PersonRoles.Administrator)]
    public async Task is_refused_to_roles_that_have_no_part_in_it(string role)
    {
        var person = await (await App.NewCommune()).Person(role);
        var (api, pages) = (await App.SignIn(person.Email), await App.SignInByPage(person.Email));
        foreach (var door in All.Where(door => door is { Method: "GET", Names: false } && !SettingsOf(door, role)))
            // A door that misses a value of its address says so before it looks who asks, and tells nothing by it.
            (await Send(door.IsApi ? api : pages, door, Guid.Empty)).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ends_at_the_border_of_the_unit()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var stranger = await (await App.NewCommune()).Person(PersonRoles.Approver);
        var (api, pages) = (await App.SignIn(stranger.Email), await App.SignInByPage(stranger.Email));
        Guid[] named = [placed.Id, placed.Sponsor, placed.Pledge, placed.Slot, placed.Files[ConsentItems.Photo]];
        foreach (var door in All)
            foreach (var id in door.Names ? named : [Guid.Empty])
            {
                var answer = await Send(door.IsApi ? api : pages, door, id);
                var text = await answer.Text();
                foreach (var word in (string[])[.. SponsoredCase.NeverShown, SponsoredCase.FirstName, placed.FollowCode]) text.ShouldNotContain(word, Case.Insensitive, $"{door}");
                if (door.Names) answer.IsSuccessStatusCode.ShouldBeFalse($"{door} {id}: {answer.StatusCode}");
            }
    }

    /// <summary>The numbers of a unit are an administrator's to set.</summary>
    private static bool SettingsOf(Door door, string role) => role == PersonRoles.Administrator && door.Route.StartsWith("/thiet-lap", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> Send(HttpClient client, Door door, Guid id)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.With(id));
        if (door.Method is "POST" or "PUT" or "PATCH") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Ct);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Places { get; }
}
