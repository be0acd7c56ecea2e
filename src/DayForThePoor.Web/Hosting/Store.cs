using DayForThePoor.Web.Ledger;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;
using Weasel.Core;
using Wolverine.Marten;

namespace DayForThePoor.Web.Hosting;

/// <summary>Marten: the event store. Names and casing are contracts: what is stored once is read for ever.</summary>
public static class Store
{
    public static void AddEventStore(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseAddresses>();
        services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<DatabaseAddresses>().App));
        services.AddSingleton<Sessions>();
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            options.Connection(provider.GetRequiredService<NpgsqlDataSource>());
            Configure(options);
            options.Projections.Add(new ReadModelProjection(provider.GetServices<ReadModel>()), ProjectionLifecycle.Inline);
            return options;
        }).IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "dftp_messages");
    }

    public static void Configure(StoreOptions options)
    {
        options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;
        options.DatabaseSchemaName = "dftp";
        options.Events.DatabaseSchemaName = "dftp_events";
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.AutoDiscoverTagTypes = false;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
        EventContracts.Map(options);
    }
}
