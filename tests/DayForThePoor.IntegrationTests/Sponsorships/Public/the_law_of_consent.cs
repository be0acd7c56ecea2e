using System.Collections.Concurrent;
using System.Net;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

/// <summary>Five items, each given, not given, withdrawn or run out, to the sponsor or to everybody: nothing outside the staff ever says more.</summary>
[Collection(nameof(UnprovedBooks))]
public class the_law_of_consent(UnprovedBooks app) : AppTest(app)
{
    public static TheoryData<bool> Publicly => [false, true];

    [Theory, MemberData(nameof(Publicly))]
    public async Task holds_for_every_combination_in_every_answer_and_log_line(bool publicly)
    {
        using var log = new LogCapture();
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var told = new ConcurrentBag<string>();
        for (var given = 0; given < 1 << ConsentItems.All.Count; given++)
        {
            await Give(placed, given, publicly);
            bool Has(string item) => (given & 1 << ConsentItems.All.ToList().IndexOf(item)) != 0;
            var client = App.Client(); // rates are counted by address

            var page = await Get(client, placed.Page, told);
            page.Contains(SponsoredCase.FirstName, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.FirstName), $"first name, {given}");
            page.Contains("11 tuổi", StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Age), $"age, {given}");
            page.Contains(SponsoredCase.PhotoText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Photo), $"photo, {given}");
            page.Contains(SponsoredCase.ResultText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.SchoolResult), $"school result, {given}");
            page.Contains(SponsoredCase.LetterText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Letter), $"letter, {given}");
            foreach (var item in placed.Files.Keys)
                (await client.GetAsync(placed.File(item), Ct)).StatusCode.ShouldBe(Has(item) ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"file of {item}, {given}");

            // For everybody there is nothing but the age, as a band.
            var summary = await Waiting(client, placed, told);
            summary.ShouldBe(Has(ConsentItems.Age) && publicly ? "11_14" : null, $"age band, {given}");
            var everybody = await Get(client, "/nhan-do-dau?xa=khac", told);
            foreach (var word in (string[])[SponsoredCase.FirstName, SponsoredCase.PhotoText, SponsoredCase.ResultText, SponsoredCase.LetterText]) everybody.ShouldNotContain(word);
        }
        told.Count.ShouldBe(32 * 3);
        foreach (var answer in told) foreach (var word in SponsoredCase.NeverShown) answer.ShouldNotContain(word, Case.Insensitive, $"among {placed.Code}");
        foreach (var line in log.Lines)
            foreach (var word in (string[])[.. SponsoredCase.NeverShown, SponsoredCase.FirstName, SponsoredCase.PhotoText, SponsoredCase.ResultText, SponsoredCase.LetterText, placed.FollowCode])
                line.ShouldNotContain(word, Case.Insensitive, "in the log");
    }

    /// <summary>What is not given is at times withdrawn, at times out of date, at times was never asked for.</summary>
    private static async Task Give(SponsoredCase placed, int given, bool publicly)
    {
        await placed.ForgetConsents();
        var items = ConsentItems.All.Select((item, place) => (Item: item, Place: place)).ToList();
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) == 0 && (given + item.Place) % 3 == 0)) await placed.Consent(item, publicly);
        await placed.Withdraw();
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) == 0 && (given + item.Place) % 3 == 1)) await placed.Consent(item, publicly, SponsoredCase.Today.AddDays(-1));
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) != 0)) await placed.Consent(item, publicly);
    }

    private static async Task<string> Get(HttpClient client, string address, ConcurrentBag<string> told)
    {
        var answer = await client.GetAsync(address, Ct);
        var text = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        told.Add(text);
        return text;
    }

    /// <summary>The age band that the API tells of the case; it has to be listed, as it needs a sponsor.</summary>
    private static async Task<string?> Waiting(HttpClient client, SponsoredCase placed, ConcurrentBag<string> told)
    {
        await Get(client, "/api/public/sponsorship/summary", told);
        for (var page = 1; ; page++)
        {
            var answer = await (await client.GetAsync($"/api/public/sponsorship/summary?unit={placed.Commune.Code}&page={page}", Ct)).Json();
            var cases = answer.GetProperty("waiting").EnumerateArray().Where(waits => waits.GetProperty("case").GetString() == placed.Code && waits.GetProperty("ageBand").ValueKind != System.Text.Json.JsonValueKind.Null).ToList();
            if (cases.Count > 0) return cases[0].GetProperty("ageBand").GetString();
            answer.GetProperty("waitingTotal").GetInt32().ShouldBeGreaterThan(0);
            if (page * answer.GetProperty("pageSize").GetInt32() >= answer.GetProperty("waitingTotal").GetInt32()) return null;
        }
    }

    /// <summary>Everything that the program writes while the test runs.</summary>
    private sealed class LogCapture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        void IDisposable.Dispose()
        {
        }
    }
}
