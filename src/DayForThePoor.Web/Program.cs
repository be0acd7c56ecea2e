using DayForThePoor.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;

var verb = Verbs.IsVerb(args);
var builder = WebApplication.CreateBuilder(verb ? [] : args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(Installation.From(builder.Configuration, needsPublicUrl: !verb));
builder.Services.AddEventStore();
builder.AddMessaging(verb);
builder.AddModules(verb);
if (verb)
{
    builder.Services.AddSingleton<IServer, NoServer>();
    // What a verb answers is alone on standard output, where programs read it.
    builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}

var app = builder.Build();
app.MapModules();
if (verb) return await Verbs.Run(app, args);
await app.RunAsync();
return 0;

/// <summary>The one deployable: web server, message handlers, jobs and operator verbs.</summary>
public partial class Program;
