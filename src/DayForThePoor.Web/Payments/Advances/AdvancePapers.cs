using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments.Sheets;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>GIẤY ĐỀ NGHỊ TẠM ỨNG and GIẤY THANH TOÁN TẠM ỨNG. Paper is Vietnamese, whatever language the screen has.</summary>
public static class AdvancePapers
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    public static async Task<Results<FileContentHttpResult, ForbidHttpResult>> Download(
        Guid id, string paper, HttpContext http, IAccessPolicy access, AdvanceQueries advances, IRegistry registry, Installation installation,
        Microsoft.Extensions.Localization.IStringLocalizer<AdvanceTexts> texts, CancellationToken cancellation)
    {
        if (await AdvancesApi.Readable(id, http.Actor(), access, advances, cancellation) is not { } advance) return TypedResults.Forbid();
        var moves = await advances.Moves(advance, cancellation);
        var known = await registry.Current(cancellation);
        CultureInfo.CurrentUICulture = Vietnamese;
        var day = paper == "de-nghi" ? VietnamTime.DateOf(advance.AskedAt) : moves.Select(move => move.Date).Max() ?? advance.PaidOn ?? VietnamTime.DateOf(advance.AskedAt);
        var sheet = new PaperSheet(known.LetterheadOf(advance.FundId, day), installation.Demo);
        var content = paper == "de-nghi" ? Request(advance, sheet, texts, day) : Settlement(advance, moves, sheet, texts, day);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(sheet.Write(texts[$"Paper.{paper}"], content), "application/pdf");
    }

    private static IReadOnlyList<Block> Request(AdvanceRow advance, PaperSheet sheet, Microsoft.Extensions.Localization.IStringLocalizer<AdvanceTexts> texts, DateOnly day) =>
    [
        sheet.Header(), sheet.Title(texts["Paper.de-nghi"], day),
        PaperSheet.Line(texts["Field.Person"], advance.Person), PaperSheet.Line(texts["Field.Reason"], advance.Reason),
        PaperSheet.Line(texts["Field.Amount"], sheet.Amount(advance.Amount)), PaperSheet.Line(texts["Paper.Words"], AmountInWords.Of(new Vnd(advance.Amount))),
        PaperSheet.Line(texts["Field.DueOn"], VietnamTime.Text(advance.DueOn)), PaperSheet.Line(texts["Paper.Voucher"], advance.Voucher),
        sheet.Signatures(texts["Sign.Head"], texts["Sign.Accountant"], texts["Sign.Asker"]),
    ];

    private static IReadOnlyList<Block> Settlement(
        AdvanceRow advance, IReadOnlyList<AdvanceMove> moves, PaperSheet sheet, Microsoft.Extensions.Localization.IStringLocalizer<AdvanceTexts> texts, DateOnly day)
    {
        List<Block> rows = [PaperSheet.Row(true, (8, "TT"), (44, texts["Field.Reason"]), (24, texts["Field.Voucher"]), (24, texts["Field.Amount"]))];
        var counted = moves.Where(move => move.State is not (PaymentStates.Void or PaymentStates.Cancelled)).ToList();
        foreach (var (move, i) in counted.Select((move, i) => (move, i)))
            rows.Add(PaperSheet.Row(false, (8, $"{i + 1}"), (44, $"{texts[$"Move.{move.Kind}"]}: {move.Narration}"), (24, move.Voucher ?? ""), (24, PaperSheet.Figure(move.Amount))));
        return
        [
            sheet.Header(), sheet.Title(texts["Paper.thanh-toan"], day),
            PaperSheet.Line(texts["Field.Person"], advance.Person), PaperSheet.Line(texts["Paper.AdvanceBy"], $"{advance.Voucher} – {sheet.Amount(advance.Amount)}"),
            .. rows,
            PaperSheet.Line(texts["Field.Settled"], sheet.Amount(advance.Settled)), PaperSheet.Line(texts["Field.Returned"], sheet.Amount(advance.Returned)),
            PaperSheet.Line(texts["Field.Open"], sheet.Amount(advance.Open)),
            sheet.Signatures(texts["Sign.Head"], texts["Sign.Accountant"], texts["Sign.Asker"]),
        ];
    }
}
