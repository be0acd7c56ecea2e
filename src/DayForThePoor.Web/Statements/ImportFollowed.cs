using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Statements;

/// <summary>How far an import is, live for its page.</summary>
internal static class ImportFollowed
{
    public static void Map(WebApplication app) => app.MapGet("/sao-ke/lan-nap/{id:guid}/tien-do", Follow).ExcludeFromDescription();

    private static async Task<IResult> Follow(
        Guid id, HttpContext http, ReadableAccounts accounts, StatementQueries statements, ProgressStreams streams, CancellationToken cancellation)
    {
        var import = await statements.Import(id, cancellation);
        if (import is null || await accounts.ById(http.Actor(), Permission.ReadLedger, import.AccountId, cancellation) is null)
            return AccessPolicy.OtherUnit.ToResult();
        return streams.Answer(http, async stop => await statements.Import(id, stop) is { } now
            ? new ProgressEvent(now.Done, now.Total, now.State, now.HasEnded)
            : null);
    }
}
