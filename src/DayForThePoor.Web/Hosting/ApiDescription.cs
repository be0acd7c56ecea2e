using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace DayForThePoor.Web.Hosting;

/// <summary>The API's description for programs (<c>/openapi/v1.json</c>) and for people (<c>/scalar</c>), open to all.</summary>
public static class ApiDescription
{
    public static void AddApiDescription(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "DayForThePoor";
            document.Info.Description = "Gifts, receipts, ledger and bank statements. Sign in with POST /api/auth/login and send the token as Authorization: Bearer …";
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        }));

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/scalar", options =>
        {
            options.Title = "DayForThePoor";
            options.DefaultFonts = false; // they would come from another host
        }).AllowAnonymous();
    }
}
