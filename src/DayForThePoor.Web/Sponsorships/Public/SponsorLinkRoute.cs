using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Antiforgery;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary><c>POST /do-dau/nguoi-do-dau/{id}/lien-ket-moi</c>: the button beside the link.</summary>
public static class SponsorLinkRoute
{
    public static async Task<IResult> Renew(Guid id, Sessions sessions, IMessageBus bus, HttpContext http, CancellationToken cancellation)
    {
        // The middleware only notes a missing token; a route without a form of its own has to refuse by itself.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }) return TypedResults.Forbid();
        Guid? unit;
        await using (var connection = await sessions.ConnectAnywhere(cancellation))
        {
            await using var select = new NpgsqlCommand("select unit_id from sponsorships.sponsor where id = $1", connection) { Parameters = { new() { Value = id } } };
            unit = (Guid?)await select.ExecuteScalarAsync(cancellation);
        }
        // One that does not exist is refused as a foreign one.
        var renewed = await bus.InvokeAsync<Outcome<SponsorLinkRenewed>>(new RenewSponsorLink(http.Actor(), unit ?? Guid.Empty, id), cancellation);
        return renewed.ToResult(_ => TypedResults.LocalRedirect($"/do-dau/nguoi-do-dau/{id}#lien-ket"));
    }
}
