using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Puts imports back into the queue that a stop of the program left behind: between keeping the file and queueing it, or
/// in a verb of the command line. What is in the queue already comes twice, which an import bears.
/// </summary>
internal sealed class UnfinishedImports(Sessions sessions, IRegistry registry, IServiceScopeFactory scopes, WolverineOptions wolverine) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A verb answers and ends; it has no queue.
        if (wolverine.Durability.Mode == DurabilityMode.MediatorOnly) return;

        var known = await registry.Current(stoppingToken);
        List<ImportStatementFile> left = [];
        await using (var connection = await sessions.ConnectAnywhere(stoppingToken))
        await using (var select = connection.CreateCommand())
        {
            select.CommandText = "select account_id, id from statements.import where state in ('waiting', 'running') order by uploaded_at";
            await using var reader = await select.ExecuteReaderAsync(stoppingToken);
            while (await reader.ReadAsync(stoppingToken)) left.Add(new(known.Accounts[reader.GetGuid(0)].UnitId, reader.GetGuid(1)));
        }

        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var message in left) await bus.PublishAsync(message);
    }
}
