using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Pages;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>The addresses of print-outs, each list as xlsx beside it.</summary>
public static class GrantPrintRoutes
{
    public static void Map(WebApplication app)
    {
        Sheet("/chi/de-nghi/{id:guid}/don.pdf", (prints, by, id, cancellation) => prints.Request(by, id, cancellation));
        Sheet("/chi/de-nghi/{id:guid}/phieu-dot-xuat.pdf", (prints, by, id, cancellation) => prints.Slip(by, id, cancellation));
        Sheet("/chi/binh-xet/{id:guid}/bien-ban.pdf", (prints, by, id, cancellation) => prints.Minutes(by, id, cancellation));
        Sheet("/chi/to-trinh/{id:guid}/to-trinh.pdf", async (prints, by, id, cancellation) =>
            await prints.Proposal(by, id, cancellation) is { } found ? BoardSheets.Proposal(found.List, found.Head) : null);
        Sheet("/chi/to-trinh/{id:guid}/bien-ban-hop.pdf", async (prints, by, id, cancellation) =>
            await prints.Proposal(by, id, cancellation) is { } found ? BoardSheets.Meeting(found.List, found.Head) : null);
        Sheet("/chi/to-trinh/{id:guid}/quyet-dinh.pdf", async (prints, by, id, cancellation) =>
            await prints.Proposal(by, id, cancellation) is { List.Row.State: "approved" } found ? BoardSheets.Decision(found.List, found.Head) : null);
        Posting("danh-sach.pdf", list => HamletSheets.List(list.Hamlet, list.From, list.Until, list.Place, list.Grants, list.Head));
        Posting("bien-ban.pdf", list => HamletSheets.Posted(list.Hamlet, list.From, list.Until, list.Place, list.Grants.Count, list.Head));
        Posting("ket-thuc.pdf", list => HamletSheets.Ended(
            list.Hamlet, list.From, list.Until, list.Place, list.Grants.Count, [.. list.Objections.Select(objection => (objection.Text, objection.Answer))], list.Head));
        app.MapGet("/chi/binh-xet/{id:guid}/bien-ban.xlsx", MeetingFile).ExcludeFromDescription();
        app.MapGet("/chi/to-trinh/{id:guid}/danh-sach.xlsx", ProposalFile).ExcludeFromDescription();
        app.MapGet("/chi/niem-yet/danh-sach.xlsx", PostingFile).ExcludeFromDescription();

        void Sheet(string route, Func<GrantPrints, Actor, Guid, CancellationToken, Task<Printed?>> print) =>
            app.MapGet(route, async (Guid id, HttpContext http, GrantPrints prints, Installation installation, CancellationToken cancellation) =>
                OfficialPaper.Answer(await print(prints, http.Actor(), id, cancellation) ?? throw Denied(), installation, http)).ExcludeFromDescription();

        void Posting(string file, Func<PostedList, Printed> print) =>
            app.MapGet($"/chi/niem-yet/{file}", async (HttpContext http, GrantPrints prints, Installation installation, CancellationToken cancellation) =>
                OfficialPaper.Answer(print(await Posted(http, prints, cancellation)), installation, http)).ExcludeFromDescription();
    }

    private static async Task<IResult> MeetingFile(Guid id, HttpContext http, GrantPrints prints, IStringLocalizer<GrantPageTexts> texts, CancellationToken cancellation)
    {
        var meeting = await prints.Meeting(http.Actor(), id, cancellation) ?? throw Denied();
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Number"], Width: 6), new(texts["Field.HouseholdCode"], Width: 18), TableColumn.Wide(texts["Field.Head"]), new(texts["Field.Purpose"], Width: 22), TableColumn.Amount(texts["Field.Wished"]),
            new(texts["Field.Verdict"]), new(texts["Field.VotesFor"]), new(texts["Field.VotesAgainst"]), TableColumn.Amount(texts["Field.Proposed"]), TableColumn.Wide(texts["Field.Opinion"]),
        ];
        return new TableFile($"binh-xet-{Shown.Iso(meeting.Row.HeldOn)}", columns, meeting.Lines.Select(line => (IReadOnlyList<object?>)
        [
            (long)line.Line, line.HouseholdCode, line.Head, texts[$"Purpose.{line.Purpose}"].Value, line.WishedVnd, texts[line.Agreed ? "Verdict.yes" : "Verdict.no"].Value,
            (long?)line.VotesFor, (long?)line.VotesAgainst, line.ProposedVnd, line.Opinion,
        ])).As("xlsx", cancellation);
    }

    private static async Task<IResult> ProposalFile(Guid id, HttpContext http, GrantPrints prints, IStringLocalizer<GrantPageTexts> texts, CancellationToken cancellation)
    {
        var (list, _) = await prints.Proposal(http.Actor(), id, cancellation) ?? throw Denied();
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Number"], Width: 6), new(texts["Field.HouseholdCode"], Width: 18), TableColumn.Wide(texts["Field.Head"]), TableColumn.Wide(texts["Field.Hamlet"]), new(texts["Field.Class"], Width: 20),
            new(texts["Field.Purpose"], Width: 22), TableColumn.Amount(texts["Field.Amount"]), new(texts["Field.Source"], Width: 24),
        ];
        return new TableFile($"to-trinh-{Shown.Iso(list.Row.ProposedOn)}", columns, list.Lines.Select(line => (IReadOnlyList<object?>)
        [
            (long)line.Line, line.HouseholdCode, line.Head, line.Hamlet, line.Class.Length > 0 ? texts[$"Class.{line.Class}"].Value : null, texts[$"Purpose.{line.Purpose}"].Value, line.AmountVnd, line.Source,
        ])).As("xlsx", cancellation);
    }

    /// <summary>As the paper: names and sums, nothing that only the register knows.</summary>
    private static async Task<IResult> PostingFile(HttpContext http, GrantPrints prints, IStringLocalizer<GrantPageTexts> texts, CancellationToken cancellation)
    {
        var list = await Posted(http, prints, cancellation);
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Number"], Width: 6), TableColumn.Wide(texts["Field.Head"]), TableColumn.Wide(texts["Field.Hamlet"]), new(texts["Field.Purpose"], Width: 22), TableColumn.Amount(texts["Field.Amount"]), TableColumn.Wide(texts["Field.Source"]),
        ];
        var source = HamletSheets.Source(list.Head);
        return new TableFile($"niem-yet-{Shown.Iso(list.Until)}", columns, list.Grants.Select((grant, i) => (IReadOnlyList<object?>)
        [
            (long)(i + 1), grant.Head, grant.Hamlet, texts[$"Purpose.{grant.Purpose}"].Value, grant.ProposedVnd ?? grant.WishedVnd, source,
        ])).As("xlsx", cancellation);
    }

    private static async Task<PostedList> Posted(HttpContext http, GrantPrints prints, CancellationToken cancellation)
    {
        List<DayForThePoor.Core.Refusal> no = [];
        var query = http.Request.Query;
        return ReadScope.Date(query["den"], "den", no) is { } until
            && await prints.Posted(http.Actor(), query["don-vi"].ToString(), query["thon"].ToString(), until, cancellation) is { } list ? list : throw Denied();
    }

    private static AccessDenied Denied() => new(AccessPolicy.OtherUnit);
}
