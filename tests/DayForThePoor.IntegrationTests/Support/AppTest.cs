using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>What every test of the running program needs.</summary>
public abstract class AppTest(AppFixture app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected AppFixture App => app;

    /// <summary>Nobody signed in.</summary>
    protected HttpClient Anonymous { get; } = app.Client();

    /// <summary>Sends a command as a page or a verb does.</summary>
    protected async Task<T> Send<T>(object command)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, Ct);
    }
}
