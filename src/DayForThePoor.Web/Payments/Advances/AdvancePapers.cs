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
    public static async Task<Results<FileContentHttpResult, ForbidHttpResult>> Download(
        Guid id, string paper, HttpContext http, IAccessPolicy access, AdvanceQueries advances, IRegistry registry, Installation installation,
        CancellationToken cancellation)
    {
        if (await AdvancesApi.Readable(id, http.Actor(), access, advances, cancellation) is not { } advance) return TypedResults.Forbid();
        var moves = await advances.Moves(advance, cancellation);
        var known = await registry.Current(cancellation);
        var day = paper == "de-nghi" ? VietnamTime.DateOf(advance.AskedAt) : moves.Select(move => move.Date).Max() ?? advance.PaidOn ?? VietnamTime.DateOf(advance.AskedAt);
        var sheet = new PaperSheet(known.LetterheadOf(advance.FundId, day), day, installation.Demo);
        var content = paper == "de-nghi" ? Request(advance, sheet) : Settlement(advance, moves, sheet);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(sheet.Write(AdvanceTexts.OnPaper($"Paper.{paper}"), content), "application/pdf");
    }

    private static IReadOnlyList<Block> Request(AdvanceRow advance, PaperSheet sheet) =>
    [
        sheet.Header(), sheet.Title(AdvanceTexts.OnPaper("Paper.de-nghi")),
        PaperSheet.Line(AdvanceTexts.OnPaper("Field.Person"), advance.Person), PaperSheet.Line(AdvanceTexts.OnPaper("Field.Reason"), advance.Reason),
        PaperSheet.Line(AdvanceTexts.OnPaper("Field.Amount"), PaperSheet.Amount(advance.Amount)), PaperSheet.Line(AdvanceTexts.OnPaper("Paper.Words"), AmountInWords.Of(new Vnd(advance.Amount))),
        PaperSheet.Line(AdvanceTexts.OnPaper("Field.DueOn"), VietnamTime.Text(advance.DueOn)), PaperSheet.Line(AdvanceTexts.OnPaper("Paper.Voucher"), advance.Voucher),
        PaperSheet.Signatures(AdvanceTexts.OnPaper("Sign.Head"), AdvanceTexts.OnPaper("Sign.Accountant"), AdvanceTexts.OnPaper("Sign.Asker")),
    ];

    private static IReadOnlyList<Block> Settlement(
        AdvanceRow advance, IReadOnlyList<AdvanceMove> moves, PaperSheet sheet)
    {
        List<Block> rows = [PaperSheet.Row(true, (8, "TT"), (44, AdvanceTexts.OnPaper("Field.Reason")), (24, AdvanceTexts.OnPaper("Field.Voucher")), (24, AdvanceTexts.OnPaper("Field.Amount")))];
        var counted = moves.Where(move => move.State is not (PaymentStates.Void or PaymentStates.Cancelled)).ToList();
        foreach (var (move, i) in counted.Select((move, i) => (move, i)))
            rows.Add(PaperSheet.Row(false, (8, $"{i + 1}"), (44, $"{AdvanceTexts.OnPaper($"Move.{move.Kind}")}: {move.Narration}"), (24, move.Voucher ?? ""), (24, PaperSheet.Figure(move.Amount))));
        return
        [
            sheet.Header(), sheet.Title(AdvanceTexts.OnPaper("Paper.thanh-toan")),
            PaperSheet.Line(AdvanceTexts.OnPaper("Field.Person"), advance.Person), PaperSheet.Line(AdvanceTexts.OnPaper("Paper.AdvanceBy"), $"{advance.Voucher} – {PaperSheet.Amount(advance.Amount)}"),
            .. rows,
            PaperSheet.Line(AdvanceTexts.OnPaper("Field.Settled"), PaperSheet.Amount(advance.Settled)), PaperSheet.Line(AdvanceTexts.OnPaper("Field.Returned"), PaperSheet.Amount(advance.Returned)),
            PaperSheet.Line(AdvanceTexts.OnPaper("Field.Open"), PaperSheet.Amount(advance.Open)),
            PaperSheet.Signatures(AdvanceTexts.OnPaper("Sign.Head"), AdvanceTexts.OnPaper("Sign.Accountant"), AdvanceTexts.OnPaper("Sign.Asker")),
        ];
    }
}
