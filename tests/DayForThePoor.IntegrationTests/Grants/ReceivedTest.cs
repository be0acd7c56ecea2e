using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClosedXML.Excel;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Grants;

/// <summary>Communes with households, and grants that stand where a test wants them.</summary>
public abstract class ReceivedTest(AppFixture app) : HouseholdTest(app)
{
    protected static readonly DateOnly Today = VietnamTime.TodayIn(TimeProvider.System);

    /// <summary>A grant of the commune's fund for the household.</summary>
    /// <param name="proposal">The list that it stands on.</param>
    protected async Task<Guid> Grant(Commune commune, Guid household, string purpose, string state = GrantStates.Checked, DateOnly? on = null, Guid? proposal = null, Guid? member = null, long amount = 50_000_000)
    {
        var id = Guid.CreateVersion7();
        await Execute("""
            insert into grants.support (id, unit_id, fund_id, purpose, household_id, member_id, kind, state, wished, proposed, approved, requested_on, requested_by, requested_at, approved_on, proposal_id, state_since)
            select $1, $2, f.id, $3, $4, nullif($5, '00000000-0000-0000-0000-000000000000'::uuid), 'regular', $6, $7, $7, case when $6 in ('approved', 'closed') then $7 end, $8, $2, now(),
              case when $6 in ('approved', 'closed') then $8 end, nullif($9, '00000000-0000-0000-0000-000000000000'::uuid), now()
            from ledger.fund f where f.code = $10
            """, id, commune.UnitId, purpose, household, member ?? Guid.Empty, state, amount, on ?? Today, proposal ?? Guid.Empty, commune.Fund);
        return id;
    }

    protected async Task<IReadOnlyList<OverlapOutcome>> Find(NpgsqlConnection connection, params OverlapAsked[] asked) =>
        await App.Services.GetRequiredService<IOverlapCheck>().Find(connection, asked, Ct);

    protected async Task<OverlapOutcome> Find(Commune commune, Guid grant, Guid household, string purpose, Guid? member = null)
    {
        await using var connection = await App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        return (await Find(connection, Asked(commune, grant, household, purpose, member)))[0];
    }

    protected static OverlapAsked Asked(Commune commune, Guid grant, Guid household, string purpose, Guid? member = null) =>
        new(grant, commune.UnitId, household, member, purpose, 50_000_000, Today, SpendingRule.Default(purpose) with { OverlapMonths = 12, OnceInYears = 5 });

    protected Task<Outcome<Guid>> Record(Commune commune, Guid household, string programme, string purpose, DateOnly on, string list = "", Guid? member = null) =>
        Send<Outcome<Guid>>(new RecordOutsideSupport(Actor.System, commune.UnitId, household, new(member, programme, list, purpose, 30_000_000, on)));

    protected static async Task<JsonElement> Overlap(HttpClient client, Guid household, string purpose) =>
        await (await client.GetAsync($"/api/households/{household}/overlap?purpose={purpose}", Ct)).Json();

    protected static Task<HttpResponseMessage> Post(HttpClient client, Guid household, object form) => client.PostAsJsonAsync($"/api/households/{household}/support", form, Ct);

    protected static MemoryStream Csv(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));

    protected static MemoryStream Book(params string[][] rows)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Danh sách");
        for (var at = 0; at < rows.Length; at++)
            for (var i = 0; i < rows[at].Length; i++) sheet.Cell(at + 1, i + 1).SetValue(rows[at][i]).SetDataType(XLDataType.Text);
        var file = new MemoryStream();
        book.SaveAs(file);
        file.Position = 0;
        return file;
    }

    protected static async Task<HttpResponseMessage> Bring(HttpClient client, Commune commune, Stream file, string name, bool dryRun = false, string programme = "", string list = "")
    {
        using var form = new MultipartFormDataContent { { new StringContent(commune.Code), "unit" }, { new StringContent(programme), "programme" }, { new StringContent(list), "list" } };
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        return await client.PostAsync($"/api/households/support/import?dryRun={(dryRun ? "true" : "false")}", form, Ct);
    }

    protected async Task Execute(string sql, params object[] values)
    {
        await using var connection = await App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Ct);
    }
}
