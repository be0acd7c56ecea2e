using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Statements.Evidence;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Statements.Settings;

/// <summary>The API's door to how a unit takes in its statements.</summary>
public static class SettingsApi
{
    /// <param name="MessageFormats">Whether MT940 and camt.053 are taken.</param>
    public sealed record UnitSetting(bool MessageFormats);

    public sealed record NewSecret(string Secret);

    public static void MapStatementSettings(this WebApplication app)
    {
        var settings = app.MapGroup("/api/statements").WithTags("Statements");
        settings.MapGet("settings/{unit}", Get).WithSummary("How a unit takes in its statements");
        settings.MapPut("settings/{unit}", Put).WithSummary("Switch bank messages (MT940, camt.053) on or off");
        settings.MapPost("webhooks/{account}/secret", Make).WithSummary("Make the secret of an account's notification service; shown once, the one before ends");
        settings.MapDelete("webhooks/{account}/secret", Drop).WithSummary("Switch the notification service of an account off");
    }

    private static async Task<IResult> Get(string unit, HttpContext http, IRegistry registry, IAccessPolicy access, Sessions sessions, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.UnitsByCode.TryGetValue(unit, out var found) || await access.WhyNot(http.Actor(), Permission.ManageSettings, found.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        await using var connection = await sessions.Connect(found.UnitId, cancellation);
        return Results.Ok(new UnitSetting(await StatementSettings.TakesMessages(connection, found.UnitId, cancellation)));
    }

    private static async Task<IResult> Put(string unit, UnitSetting setting, HttpContext http, IRegistry registry, IMessageBus bus, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var id = known.UnitsByCode.TryGetValue(unit, out var found) ? found.UnitId : Guid.Empty;
        var set = await bus.InvokeAsync<Outcome<bool>>(new SetMessageFormats(http.Actor(), id, setting.MessageFormats), cancellation);
        return set.ToResult(on => Results.Ok(new UnitSetting(on)));
    }

    private static async Task<IResult> Make(string account, HttpContext http, ReadableAccounts accounts, IMessageBus bus, CancellationToken cancellation)
    {
        if (await accounts.ByCode(http.Actor(), Permission.ManageSettings, account, cancellation) is not { } found) return AccessPolicy.OtherUnit.ToResult();
        var made = await bus.InvokeAsync<Outcome<string>>(new MakeWebhookSecret(http.Actor(), found.UnitId, found.Id), cancellation);
        return made.ToResult(secret => Results.Ok(new NewSecret(secret)));
    }

    private static async Task<IResult> Drop(string account, HttpContext http, ReadableAccounts accounts, IMessageBus bus, CancellationToken cancellation)
    {
        if (await accounts.ByCode(http.Actor(), Permission.ManageSettings, account, cancellation) is not { } found) return AccessPolicy.OtherUnit.ToResult();
        var dropped = await bus.InvokeAsync<Outcome<bool>>(new DropWebhookSecret(http.Actor(), found.UnitId, found.Id), cancellation);
        return dropped.ToResult(_ => Results.NoContent());
    }
}
