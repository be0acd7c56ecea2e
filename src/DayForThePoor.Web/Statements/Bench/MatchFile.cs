using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Statements.Bench.Decisions;
using DayForThePoor.Web.Statements.Bench.Pages;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>The list of matches as a file (the very filter of the page, all its rows), and the papers behind decisions.</summary>
internal sealed class MatchFile(MadeMatches matches, IStringLocalizer<BenchTexts> texts, IStringLocalizer<MatchingTexts> matching)
{
    /// <summary>Rows read at a time.</summary>
    private const int Batch = 1_000;

    public static async Task<IResult> Download(
        string kind, HttpContext http, ReadableAccounts readable, MadeMatches matches, IRegistry registry, TimeProvider clock,
        IStringLocalizer<BenchTexts> texts, IStringLocalizer<MatchingTexts> matching, CancellationToken cancellation)
    {
        string? Asked(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
        var accounts = await readable.Of(http.Actor(), Permission.ReadLedger, cancellation);
        if (Asked("tai-khoan") is { } code) accounts = [.. accounts.Where(a => a.Code == code)];
        if (accounts.Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var today = VietnamTime.TodayIn(clock);
        var (from, to) = (TypedDate.Parse(Asked("tu"), "tu", today), TypedDate.Parse(Asked("den"), "den", today));
        Refusal[] no = [.. from.Refusals, .. to.Refusals];
        if (no.Length > 0) return no.ToResult();

        var filter = MatchAsked.Of([.. accounts.Select(a => a.Id)], Asked("loai"), Asked("cach"), Asked("con"), from.Value, to.Value) with { PageSize = Batch };
        var file = new MatchFile(matches, texts, matching);
        return new TableFile($"da-khop-{Shown.Iso(today)}", file.Columns(), file.Rows(filter, await registry.Current(cancellation), cancellation)).As(kind, cancellation);
    }

    private IReadOnlyList<TableColumn> Columns() =>
    [
        new(texts["Matches.When"], Width: 20), new(texts["Field.Account"]), TableColumn.Date(texts["Field.Day"]), TableColumn.Date(texts["Field.Day.To"]),
        TableColumn.Wide(texts["Matches.What"]), new(texts["Field.Side"], Width: 10), TableColumn.Amount(texts["Field.Lines"]), TableColumn.Amount(texts["Field.Amount"]),
        TableColumn.Wide(texts["Matches.Why"]), new(texts["Match.Vouchers"], Width: 24), new(texts["Matches.State"]),
    ];

    private IAsyncEnumerable<IReadOnlyList<object?>> Rows(MadeFilter filter, RegistrySnapshot known, CancellationToken cancellation) =>
        TableFile.EveryPage(
            Batch,
            async page => (await matches.List(filter with { Page = page }, cancellation)).Items,
            match =>
            [
                Shown.Instant(match.MadeAt), match.Account.Code, match.FromDay, match.ToDay, texts.Of(match, known),
                texts[match.Side == Side.Credit ? "Bench.In" : "Bench.Out"].Value, (long)match.Count, match.Total, MatchAsked.Why(match, texts, matching),
                string.Join(' ', match.Vouchers.Select(v => v.Number)), texts[MatchAsked.State(match)].Value,
            ]);

    /// <summary>The donor's agreement or the decision behind a match.</summary>
    public static async Task<IResult> Paper(Guid match, HttpContext http, ReadableAccounts readable, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = connection.CreateCommand();
        select.CommandText = "select d.account_id, d.sha256 from statements.decision d where d.match_id = $1";
        select.Parameters.Add(new() { Value = match });
        (Guid Account, byte[] Sha256) found;
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            // A foreign paper and one that does not exist are answered alike.
            if (!await row.ReadAsync(cancellation)) return AccessPolicy.OtherUnit.ToResult();
            found = (row.GetGuid(0), row.GetFieldValue<byte[]>(1));
        }
        if (await readable.ById(http.Actor(), Permission.ReadLedger, found.Account, cancellation) is null) return AccessPolicy.OtherUnit.ToResult();
        return await PaperFile.Of(connection, http, found.Sha256, cancellation);
    }
}
