using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Statements.Typed;

/// <summary>The API's door to statements typed in by hand.</summary>
public static class TypedApi
{
    /// <param name="Account">Code.</param>
    public sealed record TypedStatementForm(string? Account, long OpeningVnd, long ClosingVnd, DateOnly? From, DateOnly? To, IReadOnlyList<TypedLine>? Lines);

    public static void MapTypedStatements(this WebApplication app) => app.MapPost("/api/statements/typed", Post).WithTags("Statements")
        .WithSummary("A statement from paper, typed in: opening + in − out = closing, then the way of every file");

    private static async Task<IResult> Post(TypedStatementForm form, HttpContext http, ReadableAccounts accounts, IMessageBus bus, CancellationToken cancellation)
    {
        if (await accounts.ByCode(http.Actor(), Permission.ImportStatements, form.Account, cancellation) is not { } account) return AccessPolicy.OtherUnit.ToResult();
        var statement = new TypedStatement(form.OpeningVnd, form.ClosingVnd, form.From, form.To, form.Lines ?? []);
        var done = await bus.InvokeAsync<Outcome<ImportRecord>>(new PostTypedStatement(http.Actor(), account.UnitId, account.Id, statement), cancellation);
        return done.ToResult(import => Results.Ok(new UploadAnswer(import.Id)));
    }
}
