using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>The API's door to the steps of a grant: <c>POST /api/grants/{id}/{step}</c>.</summary>
public static class GrantSteps
{
    /// <param name="AmountVnd">Đồng; what was asked for when null.</param>
    public sealed record ApproveBody(long? AmountVnd);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/grants/{id:guid}/approve", Approve).WithSummary("Sign a short grant").Accepts<ApproveBody>("application/json").Produces<GrantSignature>();

    private static Task<IResult> Approve(Guid id, HttpContext http, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        Do<GrantSignature>(id, http, grants, bus, texts, (by, unit, fields) => new SignGrant(by, unit, id, fields.Whole("amountVnd", "grant.amount")), cancellation);

    /// <summary>Reads the body, sends the command, answers 200 with what it says. Who may is asked by the command itself.</summary>
    private static async Task<IResult> Do<T>(
        Guid id, HttpContext http, GrantQueries grants, IMessageBus bus, RefusalTexts texts, Func<Actor, Guid, JsonFields, IUnitMessage> command, CancellationToken cancellation)
        where T : notnull
    {
        var unit = await grants.UnitOf(id, cancellation);
        if (unit == Guid.Empty) return AccessPolicy.OtherUnit.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields)
            return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
        var message = command(http.Actor(), unit, fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<T>>(message, cancellation)).ToResult(done => Results.Ok(done));
    }
}
