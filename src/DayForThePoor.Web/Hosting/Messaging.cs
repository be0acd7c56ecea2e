using JasperFx;
using JasperFx.CodeGeneration;
using Wolverine;
using Wolverine.Marten;

namespace DayForThePoor.Web.Hosting;

/// <summary>Wolverine: commands, durable queues, outbox.</summary>
public static class Messaging
{
    public static void AddMessaging(this WebApplicationBuilder builder, bool verb)
    {
        builder.Services.CritterStackDefaults(options =>
        {
            options.ServiceName = "DayForThePoor";
            options.Production.GeneratedCodeMode = TypeLoadMode.Static; // no Roslyn at run time: 0.9 s to start instead of 2.7 s
            options.Production.ResourceAutoCreate = AutoCreate.None;
            options.Development.ResourceAutoCreate = AutoCreate.None;
            options.Production.AssertAllPreGeneratedTypesExist = true;
        });
        builder.Host.UseWolverine(options =>
        {
            options.ServiceName = "DayForThePoor";
            options.ApplicationAssembly = typeof(Program).Assembly;
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            options.Policies.UseDurableLocalQueues();
            // A verb of the command line answers and ends: it must not take over queued work of the running server.
            options.Durability.Mode = verb ? DurabilityMode.MediatorOnly : DurabilityMode.Solo;
            Modules.ConfigureMessages(options);
        });
    }
}
