using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Sponsorships;

/// <summary>A commune with one hamlet, and an officer who keeps cases there.</summary>
public sealed class CaseDesk
{
    private int households;

    private CaseDesk(Commune commune, Guid hamlet, HttpClient officer) => (Commune, Hamlet, Officer) = (commune, hamlet, officer);

    public Commune Commune { get; }

    public Guid Hamlet { get; }

    public HttpClient Officer { get; }

    public static DateOnly Today => VietnamTime.TodayIn(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CaseDesk> Open(AppFixture app)
    {
        var commune = await app.NewCommune();
        var desk = new CaseDesk(commune, Guid.CreateVersion7(), await commune.SignedIn(PersonRoles.FieldOfficer));
        await desk.Run("insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($2, $1, 'thon', 'Phú Trung', 'thon phu trung', '2020-01-01')", desk.Hamlet);
        return desk;
    }

    /// <summary>A household of a grandmother and this child.</summary>
    /// <param name="born">Of the child; null: not known.</param>
    public async Task<(Guid Household, string Code, Guid Child, Guid Head)> Family(DateOnly? born, string child = "Trần Thị Mai", string? disability = null)
    {
        var (household, head, member) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var code = $"HN-{Interlocked.Increment(ref households):D3}";
        await Run("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            values ($2, $1, $3, $4, 'Lê Thị Sen', 'Sen', $5, 2, now(), $2)
            """, household, code, Hamlet, Folding.Fold($"{code} Lê Thị Sen {child}"));
        await Run("""
            insert into households.member (id, household_id, unit_id, place, name, relation, birth_date, birth_year, sex)
            values ($3, $2, $1, 1, 'Lê Thị Sen', 'head', '1955-03-08', 1955, 'female')
            """, household, head);
        await Run("""
            insert into households.member (id, household_id, unit_id, place, name, relation, birth_date, birth_year, sex, disability)
            values ($3, $2, $1, 2, $4, 'grandchild', $5, extract(year from $5)::smallint, 'female', $6)
            """, household, member, child, new NpgsqlParameter { Value = born ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date },
            new NpgsqlParameter { Value = disability ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (household, code, member, head);
    }

    /// <summary>What is written of a child in the third grade.</summary>
    public Dictionary<string, object?> Form(string household, Guid member) => new()
    {
        ["unit"] = Commune.Code,
        ["householdCode"] = household,
        ["memberId"] = member,
        ["kind"] = BeneficiaryKinds.Orphan,
        ["father"] = ParentStates.Dead,
        ["mother"] = ParentStates.Away,
        ["carer"] = new { name = "Lê Thị Sen", relation = "Bà nội", phone = "0905 123 456" },
        ["school"] = "Trường Tiểu học Quế Phú",
        ["grade"] = 3,
        ["slots"] = new object[] { new { purpose = "meals", kind = "money", amountVnd = 300_000 }, new { purpose = "living", kind = "goods", goods = "gạo", unit = "kg", quantity = 10 } },
    };

    /// <summary>A case of a child that is eight years old, or born on a day.</summary>
    public async Task<Guid> Case(DateOnly? born = null, string child = "Trần Thị Mai")
    {
        var family = await Family(born ?? Today.AddYears(-8).AddDays(-30), child);
        return (await Opened(Form(family.Code, family.Child))).GetProperty("id").GetGuid();
    }

    public async Task<HttpResponseMessage> Post(object form, string? key = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/beneficiaries") { Content = JsonContent.Create(form) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await (by ?? Officer).SendAsync(request, Ct);
    }

    public async Task<JsonElement> Opened(object form)
    {
        var answer = await Post(form);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        return await answer.Json();
    }

    public Task<HttpResponseMessage> Step(Guid beneficiary, string step, object? body = null, HttpClient? by = null) =>
        (by ?? Officer).PostAsJsonAsync($"/api/beneficiaries/{beneficiary}/{step}", body ?? new { }, Ct);

    public async Task<JsonElement> Done(Guid beneficiary, string step, object? body = null)
    {
        var answer = await Step(beneficiary, step, body);
        ((int)answer.StatusCode).ShouldBeInRange(200, 201, await answer.Text());
        return await answer.Json();
    }

    /// <summary>The code with which a step was refused.</summary>
    public async Task<string?> Refused(Guid beneficiary, string step, object? body = null) => await Code(await Step(beneficiary, step, body));

    public static async Task<string?> Code(HttpResponseMessage answer)
    {
        ((int)answer.StatusCode).ShouldBeInRange(400, 499, await answer.Text());
        return (await answer.Json()).GetProperty("code").GetString();
    }

    public async Task<JsonElement> Read(Guid beneficiary) => await (await Officer.GetAsync($"/api/beneficiaries/{beneficiary}", Ct)).Json();

    /// <summary>A kept paper of the case; its id.</summary>
    public async Task<Guid> File(Guid beneficiary, string kind = "consent")
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" } };
        using var paper = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4 {Guid.NewGuid()}"));
        form.Add(paper, "file", "van-ban.pdf");
        var answer = await Officer.PostAsync($"/api/beneficiaries/{beneficiary}/files", form, Ct);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Text());
        return (await answer.Json()).GetProperty("fileId").GetGuid();
    }

    /// <summary>What both the grandmother and the child signed yesterday.</summary>
    public async Task<Dictionary<string, object?>> Consent(Guid beneficiary, bool forPublic = false, params string[] items) => new()
    {
        ["items"] = items.Length > 0 ? items : [ConsentItems.FirstName],
        ["forPublic"] = forPublic,
        ["givenOn"] = Today.AddDays(-1),
        ["guardian"] = new { name = "Lê Thị Sen", relation = "Bà nội" },
        ["child"] = true,
        ["file"] = await File(beneficiary),
    };

    /// <param name="sql">$1 is the unit.</param>
    public async Task<T> Sql<T>(string sql, params object[] values)
    {
        await using var connection = await Connect();
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async Task Run(string sql, params object[] values)
    {
        await using var connection = await Connect();
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask<NpgsqlConnection> Connect() => Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = Commune.UnitId });
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new() { Value = value });
        return command;
    }
}
