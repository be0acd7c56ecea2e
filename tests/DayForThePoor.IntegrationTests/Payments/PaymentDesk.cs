using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Rules;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Payments;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Payments;

/// <summary>A commune with cash, approved grants, and the people who pay.</summary>
public sealed class PaymentDesk
{
    private PaymentDesk(GrantDesk grants, HttpClient pays) => (Grants, Pays) = (grants, pays);

    public GrantDesk Grants { get; }

    /// <summary>The accountant who prepares.</summary>
    public HttpClient Prepares => Grants.Asks;

    /// <summary>The head of the board.</summary>
    public HttpClient Approves => Grants.Approves;

    /// <summary>The treasurer.</summary>
    public HttpClient Pays { get; }

    public Commune Commune => Grants.Commune;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="cash">Đồng in the box from one general gift; 0: none.</param>
    public static async Task<PaymentDesk> Open(AppFixture app, long cash = 10_000_000)
    {
        var grants = await GrantDesk.Open(app);
        var desk = new PaymentDesk(grants, await grants.SignedIn(PersonRoles.Treasurer));
        if (cash > 0) await desk.Gift(cash);
        return desk;
    }

    /// <summary>A gift in cash; addressed when it has a purpose. Its id.</summary>
    public async Task<Guid> Gift(long amount, string? purpose = null, DateOnly? on = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations")
        {
            Content = JsonContent.Create(new { fund = Commune.Fund, channel = "cash", amountVnd = amount, donorName = "Trần Thị Lựu", purpose, documentDate = on?.ToString("yyyy-MM-dd", null) }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await Prepares.SendAsync(request, Ct);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("donationId").GetGuid();
    }

    /// <summary>An approved grant of a household of its own.</summary>
    public async Task<Guid> Grant(long amount = 3_000_000, Guid? earmark = null, string head = "Trần Thị Lựu")
    {
        var form = await Grants.Emergency(amount, await Grants.Household(head: head));
        if (earmark is not null) form["earmark"] = earmark;
        var grant = await Grants.Asked(form);
        await Grants.Done(grant, "approve", by: Approves);
        return grant;
    }

    public Dictionary<string, object?> Order(params (Guid Grant, long Amount)[] lines) => new()
    {
        ["fund"] = Commune.Fund,
        ["channel"] = "cash",
        ["payeeKind"] = lines.Length > 1 ? "list" : "household",
        ["payeeName"] = "Trần Thị Lựu",
        ["narration"] = "Chi hỗ trợ đột xuất",
        ["lines"] = lines.Select(line => new { grant = line.Grant, amountVnd = line.Amount }).ToList(),
    };

    /// <summary>From this sum on two people have to sign for sudden hardship.</summary>
    public async Task NeedsTwoFrom(long amount)
    {
        var form = new SpendingRuleForm(
            Purposes.Hardship, "02/QĐ-BVĐ", new DateOnly(2026, 1, 1), null, null, [new(0, 1), new(amount, 2)], true, true, true, null, null, null, null);
        (await Send<Outcome<DatedRule>>(new SetSpendingRule(Actor.System, Commune.UnitId, Guid.NewGuid().ToString("N"), form))).IsRefused.ShouldBeFalse();
    }

    public async Task<HttpResponseMessage> Post(object order, string? key = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments") { Content = JsonContent.Create(order) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await (by ?? Prepares).SendAsync(request, Ct);
    }

    public async Task<Guid> Prepared(object order)
    {
        var answer = await Post(order);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return (await answer.Json()).GetProperty("paymentId").GetGuid();
    }

    public Task<Guid> Prepared(params (Guid Grant, long Amount)[] lines) => Prepared(Order(lines));

    /// <summary>Prepared, approved and handed out.</summary>
    public async Task<Guid> Paid(params (Guid Grant, long Amount)[] lines)
    {
        var payment = await Prepared(lines);
        await Done(payment, "approve", by: Approves);
        await Done(payment, "pay-out", by: Pays);
        return payment;
    }

    public Task<HttpResponseMessage> Step(Guid payment, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Prepares).PostAsJsonAsync($"/api/payments/{payment}/{step}", body ?? new { }, Ct);

    public async Task<JsonElement> Done(Guid payment, string step, object? body = null, HttpClient? by = null)
    {
        var answer = await Step(payment, step, body, by);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return await answer.Json();
    }

    public async Task<PaymentDetail> Detail(Guid payment) => (await Commune.App.Services.GetRequiredService<PaymentQueries>().ById(payment, Ct))!;

    public static Task<string?> Code(HttpResponseMessage answer) => GrantDesk.Code(answer);

    /// <summary>Debits less credits of a role in the commune's books, đồng.</summary>
    public Task<long> Balance(string role) => Sql<long>("""
        select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p join ledger.entry e on e.id = p.entry_id
        where e.unit_id = $1 and p.role = $2
        """, role);

    /// <summary>What a payment took of each source, in the order of taking.</summary>
    public async Task<IReadOnlyList<(Guid Source, long Amount)>> Slices(Guid payment)
    {
        await using var connection = await Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var select = new NpgsqlCommand(
            "select source_id, sum(amount)::bigint from payments.slice where payment_id = $1 group by 1 having sum(amount) <> 0 order by min(part), min(place)", connection)
        {
            Parameters = { new() { Value = payment } },
        };
        List<(Guid, long)> slices = [];
        await using var row = await select.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct)) slices.Add((row.GetGuid(0), row.GetInt64(1)));
        return slices;
    }

    /// <param name="sql">$1 is the unit.</param>
    public Task<T> Sql<T>(string sql, params object[] values) => Grants.Sql<T>(sql, values);

    public Task<T> Send<T>(object command) => Grants.Send<T>(command);
}
