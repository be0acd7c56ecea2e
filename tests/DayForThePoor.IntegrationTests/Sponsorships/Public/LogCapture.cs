using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

/// <summary>Everything that the program writes while a test runs.</summary>
internal sealed class LogCapture : ILoggerProvider, ILogger
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
