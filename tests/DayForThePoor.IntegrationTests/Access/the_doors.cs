using System.Net;
using DayForThePoor.IntegrationTests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Access;

public class the_doors(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task of_the_api_answer_401_and_those_of_pages_lead_to_the_sign_in()
    {
        var api = await Anonymous.GetAsync("/api/people", Ct);
        var page = await Anonymous.GetAsync("/thiet-lap/nguoi-dung", Ct);

        api.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.Json()).GetProperty("title").GetString().ShouldBe("Xin đăng nhập trước.");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.PathAndQuery.ShouldBe("/dang-nhap?ve=%2Fthiet-lap%2Fnguoi-dung");
    }

    [Fact]
    public void of_the_api_are_shut_to_strangers_unless_they_are_listed_here()
    {
        string[] open = ["/api/auth/login", "/api/public/sponsorship/summary", "/api/receipts/{code}", "/api/receipts/{code}/trace", "/api/vietqr", "/api/webhooks/bank/{account}"]; // the last by its signature

        var anonymous = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route.StartsWith("/api", StringComparison.Ordinal));

        anonymous.Except(open).ShouldBeEmpty();
    }

    [Theory, InlineData("/health/live"), InlineData("/health/ready"), InlineData("/openapi/v1.json"), InlineData("/scalar/")]
    public async Task that_everybody_may_use_are_open(string path) =>
        (await Anonymous.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task hold_a_browser_to_our_own_files()
    {
        var answer = await Anonymous.GetAsync("/dang-nhap", Ct);

        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }
}
