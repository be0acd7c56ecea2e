using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Access;

/// <summary>Registers people who sign in, what they may do, and the check in front of every command.</summary>
public static class AccessModule
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<Standings>();
        services.AddSingleton<IAccessPolicy, AccessPolicy>();
        services.AddRefusalTexts<AccessTexts>();

        services.AddDbContext<PeopleContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddIdentityCore<Person>(options =>
        {
            options.User.RequireUniqueEmail = true;
            // Length is what makes a password strong; demanded signs only make it predictable and written on paper.
            options.Password.RequiredLength = Passwords.Shortest;
            options.Password.RequiredUniqueChars = 5;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<PeopleContext>();

        services.AddDataProtection().SetApplicationName("DayForThePoor");
        services.AddSingleton<IXmlRepository, KeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<IXmlRepository>()));

        // Of a command that fails the bus writes every member into the log, names of donors too, under the command's own
        // category. What went wrong is logged by the door.
        foreach (var command in typeof(IUnitMessage).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IUnitMessage))))
            builder.Logging.AddFilter(command.FullName, LogLevel.None);

        services.AddDoors();
        services.AddScoped<Passwords>();
        services.AddSingleton<SignInRate>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<People>();
        services.AddSingleton<PeopleQuery>();
        services.AddSingleton<ManagedUnits>();
        services.AddSingleton(AddAdministrator.Verb);
        services.AddMenu(new MenuEntry(MenuSection.Settings, 90, "/thiet-lap/nguoi-dung", "Menu.People", Permission.ManagePeople));
    }

    public static void MapAccess(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Access");
        AuthApi.Map(api);
        PeopleApi.Map(api);
        app.MapPost("/dang-xuat", LeavePage).ExcludeFromDescription();
    }

    private static async Task<IResult> LeavePage(HttpContext http, IAntiforgery forms, SignOut signOut)
    {
        if (!await forms.IsRequestValidAsync(http)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (SignedIn.From(http.User) is { } signedIn) await signOut.End(signedIn, http.RequestAborted);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(Doors.SignInPage);
    }

    public static void ConfigureMessages(WolverineOptions options) =>
        options.Policies.ForMessagesOfType<IUnitMessage>().AddMiddleware(typeof(AccessMiddleware));
}
