using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements;

/// <summary>The API's door to bank statements.</summary>
public static class StatementsApi
{
    /// <summary>Largest upload in bytes, as sent; ten times the largest public statement known, compressed.</summary>
    public const long LargestUpload = 64L * 1024 * 1024;

    /// <summary>With what the multipart form adds around the file.</summary>
    public const long LargestBody = LargestUpload + 64 * 1024;

    public static void MapStatements(this WebApplication app)
    {
        var statements = app.MapGroup("/api/statements").WithTags("Statements");
        statements.MapPost("", Upload).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestUpload });
        statements.MapGet("imports/{id:guid}", Import);
        statements.MapGet("lines", Lines);
        ImportFollowed.Map(app);
    }

    private static async Task<IResult> Upload(HttpContext http, ReadableAccounts accounts, IMessageBus bus, CancellationToken cancellation)
    {
        if ((await accounts.Of(http.Actor(), Permission.ImportStatements, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var form = http.Request.HasFormContentType ? await ReadForm(http, cancellation) : null;
        var code = form?["account"].ToString();
        if (string.IsNullOrWhiteSpace(code)) return Refusal.Invalid("statement.no_account", "account").ToResult();
        if (await accounts.ByCode(http.Actor(), Permission.ImportStatements, code, cancellation) is not { } account) return AccessPolicy.OtherUnit.ToResult();
        if (form?.Files["file"] is not { } file) return Refusal.Invalid("statement.no_file", "file").ToResult();

        await using var content = file.OpenReadStream();
        var kept = await bus.InvokeAsync<Outcome<Guid>>(new UploadStatement(http.Actor(), account.UnitId, account.Id, file.FileName, content, form["profile"].ToString()), cancellation);
        return kept.ToResult(id => Results.Accepted($"/api/statements/imports/{id}", new UploadAnswer(id)));
    }

    /// <summary>Null when the body is no form after all.</summary>
    private static async Task<IFormCollection?> ReadForm(HttpContext http, CancellationToken cancellation)
    {
        try
        {
            return await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<IResult> Import(
        Guid id, HttpContext http, ReadableAccounts accounts, StatementQueries statements, IStringLocalizer<StatementTexts> texts, CancellationToken cancellation)
    {
        var import = await statements.Import(id, cancellation);
        if (import is null || await accounts.ById(http.Actor(), Permission.ReadLedger, import.AccountId, cancellation) is null)
            return AccessPolicy.OtherUnit.ToResult();
        return Results.Ok(new ImportAnswer(
            import.Id, import.State, import.Phase, import.Done, import.Total, import.State == ImportStates.Done ? ImportResult.Of(import) : null,
            [.. import.Problems.Select(texts.Told)], import.ProblemCount));
    }

    private static async Task<IResult> Lines(
        HttpContext http, ReadableAccounts accounts, StatementQueries statements, CancellationToken cancellation,
        string? account = null, string? from = null, string? to = null, string? side = null, long? amountVnd = null, string? search = null,
        int page = 1, int pageSize = 50)
    {
        IReadOnlyList<BankAccount> mine = account is null
            ? await accounts.Of(http.Actor(), Permission.ReadLedger, cancellation)
            : await accounts.ByCode(http.Actor(), Permission.ReadLedger, account, cancellation) is { } one ? [one] : [];
        if (mine.Count == 0) return AccessPolicy.OtherUnit.ToResult();

        List<Refusal> no = [];
        var filter = new LineFilter(
            [.. mine.Select(a => a.Id)], ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no),
            side switch { "credit" => Side.Credit, "debit" => Side.Debit, _ => null }, amountVnd, search, page, pageSize);
        if (no.Count > 0) return no.ToResult();
        var found = await statements.Lines(filter, cancellation);
        return Results.Ok(new { found.Items, found.Total, found.Page, found.PageSize, found.CreditVnd, found.DebitVnd });
    }
}

public sealed record UploadAnswer(Guid ImportId);

/// <param name="State">needs_profile, waiting, running, done or refused.</param>
/// <param name="Done">Rows read, while the file is checked; then lines posted.</param>
/// <param name="Total">Lines of the file; null until it is read.</param>
/// <param name="Phase">reading or posting, while it is running.</param>
/// <param name="Problems">The first of <paramref name="ProblemCount"/>, when refused.</param>
public sealed record ImportAnswer(
    Guid Id, string State, string? Phase, int Done, int? Total, ImportResult? Result, IReadOnlyList<ToldProblem> Problems, int ProblemCount);

/// <param name="Lines">Lines of the file: new and repeated ones.</param>
/// <param name="Credits">Đồng in over the whole file, recovered amounts included.</param>
/// <param name="Debits">Đồng out over the whole file.</param>
/// <param name="Vouchers">Made for the new lines.</param>
/// <param name="Encoding">How the text was written where that had to be found out: windows-1258 is worth a look at the names.</param>
public sealed record ImportResult(int Lines, int New, int Repeated, long Credits, long Debits, int Vouchers, int Recovered, string? Encoding)
{
    public static ImportResult Of(ImportRecord import) => new(
        import.Total.GetValueOrDefault(), import.New, import.Repeated, import.Credits, import.Debits, import.Vouchers, import.Recovered, import.Encoding);
}
