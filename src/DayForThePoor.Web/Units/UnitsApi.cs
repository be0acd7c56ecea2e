using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using Wolverine;

namespace DayForThePoor.Web.Units;

/// <summary>Units, funds, bank accounts and campaigns over HTTP. Units are public knowledge; the rest is for the unit's people.</summary>
public static class UnitsApi
{
    public sealed record FundRow(string Code, string Kind, string Unit, string UnitName, DateOnly OpenedOn);

    public sealed record AccountRow(
        string Code, string Unit, string Kind, string? Bin, string BankName, string Branch, string Number, string Holder,
        DateOnly OpenedOn, DateOnly? ClosedOn, string DefaultFund, string? Campaign);

    public sealed record CampaignRow(
        string Code, string Name, string Unit, string Fund, DateOnly StartsOn, DateOnly? EndsOn,
        string? AppealNumber, DateOnly? AppealDate, string? AppealUnit);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units", Units).WithSummary("National units, by name or code, as of a day");
        api.MapGet("/funds", Funds).WithSummary("Funds of a unit and of what lies under it");
        api.MapPost("/funds/{code}/opening-balances", SetOpening).WithSummary("Write a fund's opening balances, once");
        api.MapGet("/accounts", Accounts).WithSummary("Bank and Treasury accounts");
        api.MapPost("/accounts", AddAccount).WithSummary("Add a bank or Treasury account");
        api.MapGet("/campaigns", Campaigns).WithSummary("Campaigns");
        api.MapPost("/campaigns", Open).WithSummary("Open a campaign");
    }

    private static async Task<IResult> Units(UnitQuery query, TimeProvider clock, CancellationToken cancellation, string? search = null, DateOnly? asOf = null, int page = 1) =>
        Results.Ok(await query.Find(search, asOf ?? VietnamTime.TodayIn(clock), page, cancellation));

    private static Task<IResult> Funds(HttpContext http, UnitSight sight, IRegistry registry, CancellationToken cancellation, string? unit = null, int page = 1) =>
        List(http, sight, registry, unit, page, (known, seen) => known.Funds.Values
            .Where(f => seen.Contains(f.UnitId)).OrderBy(f => f.Code, StringComparer.Ordinal)
            .Select(f => new FundRow(f.Code, f.Kind, known.UnitsNow[f.UnitId].Code, known.UnitsNow[f.UnitId].Name, f.OpenedOn)), cancellation);

    private static Task<IResult> Accounts(HttpContext http, UnitSight sight, IRegistry registry, CancellationToken cancellation, string? unit = null, int page = 1) =>
        List(http, sight, registry, unit, page, (known, seen) => known.Accounts.Values
            .Where(a => seen.Contains(a.UnitId)).OrderBy(a => a.Code, StringComparer.Ordinal).Select(a => Row(a, known)), cancellation);

    private static Task<IResult> Campaigns(HttpContext http, UnitSight sight, IRegistry registry, CancellationToken cancellation, string? unit = null, int page = 1) =>
        List(http, sight, registry, unit, page, (known, seen) => known.Campaigns.Values
            .Where(c => seen.Contains(c.UnitId)).OrderByDescending(c => c.StartsOn).ThenBy(c => known.UnitsNow[c.UnitId].Code, StringComparer.Ordinal)
            .Select(c => Row(c, known)), cancellation);

    private static async Task<IResult> AddAccount(BankAccountForm form, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var outcome = await bus.InvokeAsync<Outcome<BankAccount>>(new AddBankAccount(http.Actor(), UnitOfFund(known, form.DefaultFund), form), cancellation);
        return outcome.ToResult(account => Results.Created($"/api/accounts?unit={known.UnitsNow[account.UnitId].Code}", Row(account, known)));
    }

    private static async Task<IResult> Open(CampaignForm form, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var outcome = await bus.InvokeAsync<Outcome<Campaign>>(new OpenCampaign(http.Actor(), UnitOfFund(known, form.Fund), form), cancellation);
        return outcome.ToResult(campaign => Results.Created($"/api/campaigns?unit={known.UnitsNow[campaign.UnitId].Code}", Row(campaign, known)));
    }

    private static async Task<IResult> SetOpening(string code, OpeningForm form, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var fund = known.FundsByCode.GetValueOrDefault(code);
        var command = new SetOpeningBalances(http.Actor(), fund?.UnitId ?? Guid.Empty, fund?.Id ?? Guid.Empty, form);
        return (await bus.InvokeAsync<Outcome<EntryPosted>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> List<T>(
        HttpContext http, UnitSight sight, IRegistry registry, string? unit, int page,
        Func<RegistrySnapshot, IReadOnlySet<Guid>, IEnumerable<T>> rows, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        return (await sight.Of(http.Actor(), unit, cancellation)).ToResult(seen =>
        {
            var all = rows(known, seen).ToList();
            page = Math.Clamp(page, 1, UnitQuery.LastPage);
            return Results.Ok(new ListPage<T>([.. all.Skip((page - 1) * UnitQuery.PageSize).Take(UnitQuery.PageSize)], all.Count, page, UnitQuery.PageSize));
        });
    }

    /// <summary>An unknown fund becomes a unit that nobody manages, and so the same 403 as a foreign one.</summary>
    private static Guid UnitOfFund(RegistrySnapshot known, string? code) => known.FundsByCode.GetValueOrDefault(code ?? "")?.UnitId ?? Guid.Empty;

    private static AccountRow Row(BankAccount a, RegistrySnapshot known) => new(
        a.Code, known.UnitsNow[a.UnitId].Code, a.Kind, a.Bin, a.BankName, a.Branch, a.Number, a.Holder, a.OpenedOn, a.ClosedOn,
        known.Funds[a.DefaultFundId].Code, a.CampaignId is { } id ? known.Campaigns.GetValueOrDefault(id)?.Code : null);

    private static CampaignRow Row(Campaign c, RegistrySnapshot known) => new(
        c.Code, c.Name, known.UnitsNow[c.UnitId].Code, known.Funds[c.FundId].Code, c.StartsOn, c.EndsOn, c.AppealNumber, c.AppealDate,
        c.AppealUnitId is { } issuer ? known.UnitsNow[issuer].Code : null);
}
