using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments.Sheets;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Antiforgery;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>
/// The papers beside a payment: GIẤY ĐỀ NGHỊ THANH TOÁN, DANH SÁCH MUA THẺ BHYT, BIÊN BẢN TRAO SỔ TIẾT KIỆM, and the bank's
/// list. What shows whole numbers of people is asked by post, because that it was read is written down.
/// </summary>
public static class PayeePapers
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var papers = app.MapGroup("/chi/phieu-chi/{id:guid}").RequireAuthorization().ExcludeFromDescription();
        papers.MapGet("de-nghi-thanh-toan.pdf", Request);
        papers.MapGet("so-tiet-kiem/{line:int}.pdf", Savings);
        papers.MapPost("danh-sach-bhyt", Insurance);
        papers.MapPost("bang-ke-chuyen-tien", Transfers);
    }

    /// <summary>The payment when the caller holds the permission in its unit.</summary>
    public static async Task<PaymentDetail?> Readable(
        Guid id, Permission permission, Actor actor, IAccessPolicy access, PaymentQueries payments, CancellationToken cancellation) =>
        await payments.ById(id, cancellation) is { } payment && await access.WhyNot(actor, permission, payment.Row.UnitId, cancellation) is null ? payment : null;

    private static async Task<IResult> Request(
        Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, IRegistry registry, Installation installation, CancellationToken cancellation)
    {
        if (await Readable(id, Permission.ReadLedger, http.Actor(), access, payments, cancellation) is not { } payment) return Results.Forbid();
        var day = payment.Row.DocumentDate ?? VietnamTime.DateOf(payment.Row.PreparedAt);
        var sheet = new PaperSheet((await registry.Current(cancellation)).LetterheadOf(payment.FundId, day), day, installation.Demo);
        return Pdf(http, sheet.Write(PayeeTexts.OnPaper("Paper.Request"),
        [
            sheet.Header(), sheet.Title(PayeeTexts.OnPaper("Paper.Request")),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Content"), payment.Row.Narration), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Supplier"), payment.Row.PayeeName),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.SupplierAddress"), payment.Text("payee_address")), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Decision"), payment.Text("decision")),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Invoices"), string.Join("; ", payment.Papers.Select(paper => paper.Name))),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Amount"), PaperSheet.Amount(payment.Row.AmountVnd)), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Words"), AmountInWords.Of(new Vnd(payment.Row.AmountVnd))),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Account"), null), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Attached"), payment.Lines.Any(line => line.HouseholdId is not null) ? PayeeTexts.OnPaper("Paper.AttachedList", payment.Lines.Count) : null),
            .. payment.Lines.Any(line => line.HouseholdId is not null) ? List(payment) : [],
            PaperSheet.Signatures(PayeeTexts.OnPaper("Sign.Head"), PayeeTexts.OnPaper("Sign.Accountant"), PayeeTexts.OnPaper("Sign.Asker")),
        ]));
    }

    private static IEnumerable<Block> List(PaymentDetail payment) =>
    [
        new Space(6),
        PaperSheet.Row(true, (8, "STT"), (36, PayeeTexts.OnPaper("Paper.Name")), (36, PayeeTexts.OnPaper("Paper.Address")), (20, PayeeTexts.OnPaper("Paper.Amount"))),
        .. payment.Lines.Select(line => PaperSheet.Row(false, (8, $"{line.Line}"), (36, line.Name), (36, line.Address), (20, PaperSheet.Figure(line.AmountVnd)))),
        PaperSheet.Row(false, (8, ""), (36, PayeeTexts.OnPaper("Paper.Sum")), (36, ""), (20, PaperSheet.Figure(payment.Row.AmountVnd))),
    ];

    private static async Task<IResult> Savings(
        Guid id, int line, HttpContext http, IAccessPolicy access, PaymentQueries payments, SavingsBooks books, IRegistry registry, Installation installation,
        TimeProvider clock, CancellationToken cancellation)
    {
        if (await Readable(id, Permission.ReadLedger, http.Actor(), access, payments, cancellation) is not { } payment) return Results.Forbid();
        if ((await books.Of(payment.Row.UnitId, id, cancellation)).GetValueOrDefault(line) is not { } book || payment.Lines.FirstOrDefault(l => l.Line == line) is not { } paid) return Results.Forbid();
        var day = book.HandedOn ?? VietnamTime.TodayIn(clock);
        var sheet = new PaperSheet((await registry.Current(cancellation)).LetterheadOf(payment.FundId, day), day, installation.Demo);
        return Pdf(http, sheet.Write(PayeeTexts.OnPaper("Paper.Savings"),
        [
            sheet.Header(), sheet.Title(PayeeTexts.OnPaper("Paper.Savings")),
            PaperSheet.Line(PayeeTexts.OnPaper("Field.Bank"), book.Bank), PaperSheet.Line(PayeeTexts.OnPaper("Field.BookNumber"), book.Number), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Amount"), PaperSheet.Amount(paid.AmountVnd)),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Words"), AmountInWords.Of(new Vnd(paid.AmountVnd))), PaperSheet.Line(PayeeTexts.OnPaper("Field.Term"), book.Term),
            PaperSheet.Line(PayeeTexts.OnPaper("Field.BookHolder"), book.Holder), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Household"), $"{paid.Name}, {paid.Address}"),
            PaperSheet.Line(PayeeTexts.OnPaper("Field.Keeper"), book.KeeperRelation.Length > 0 ? $"{book.Keeper} ({book.KeeperRelation})" : book.Keeper),
            PaperSheet.Line(PayeeTexts.OnPaper("Field.Withdrawal"), book.Withdrawal), PaperSheet.Line(PayeeTexts.OnPaper("Field.Sponsor"), book.Sponsor), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Voucher"), payment.Row.VoucherNumber),
            PaperSheet.Signatures(PayeeTexts.OnPaper("Sign.Keeper"), PayeeTexts.OnPaper("Sign.Sponsor"), PayeeTexts.OnPaper("Sign.Front")),
        ]));
    }

    private static async Task<IResult> Insurance(
        Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, Sessions sessions, IMessageBus bus, IRegistry registry, Installation installation, IAntiforgery forms,
        CancellationToken cancellation)
    {
        if (!await forms.IsRequestValidAsync(http)) return Results.Forbid();
        if (await Readable(id, Permission.ReadLedger, http.Actor(), access, payments, cancellation) is not { } payment) return Results.Forbid();
        var (from, to) = (http.Request.Form["from"].ToString(), http.Request.Form["to"].ToString());
        var whole = await access.WhyNot(http.Actor(), Permission.ReadPersonalData, payment.Row.UnitId, cancellation) is null;
        var people = await InsuredPeople.Of(sessions, payment, cancellation);
        var numbers = new Dictionary<Guid, string?>();
        foreach (var household in whole ? people.Values.Select(person => person.Household).Distinct() : [])
        {
            var read = await bus.InvokeAsync<Outcome<IReadOnlyList<PersonalData>>>(
                new ReadPersonalData(http.Actor(), payment.Row.UnitId, household, PayeeTexts.OnPaper("Reading.Insurance", payment.Row.VoucherNumber ?? "")), cancellation);
            if (read.TryGet(out var members)) foreach (var member in members) numbers[member.MemberId] = member.NationalId;
        }
        var day = payment.Row.DocumentDate ?? VietnamTime.DateOf(payment.Row.PreparedAt);
        var sheet = new PaperSheet((await registry.Current(cancellation)).LetterheadOf(payment.FundId, day), day, installation.Demo);
        List<Block> rows =
        [
            PaperSheet.Row(true, (5, "STT"), (22, PayeeTexts.OnPaper("Paper.Name")), (13, PayeeTexts.OnPaper("Paper.Born")), (17, PayeeTexts.OnPaper("Paper.NationalId")), (13, PayeeTexts.OnPaper("Paper.InsuranceCode")), (15, PayeeTexts.OnPaper("Paper.Months")), (15, PayeeTexts.OnPaper("Paper.Amount"))),
        ];
        foreach (var line in payment.Lines)
        {
            var person = people.GetValueOrDefault(line.Line);
            var number = person is null ? "" : numbers.GetValueOrDefault(person.Member) ?? (person.Tail is null ? "" : $"•••••••••{person.Tail}");
            rows.Add(PaperSheet.Row(
                false, (5, $"{line.Line}"), (22, line.Name), (13, person?.Born ?? line.Born), (17, number), (13, ""), (15, from.Length > 0 || to.Length > 0 ? $"{from} – {to}" : ""), (15, PaperSheet.Figure(line.AmountVnd))));
        }
        return Pdf(http, sheet.Write(PayeeTexts.OnPaper("Paper.Insurance"),
        [
            sheet.Header(), sheet.Title(PayeeTexts.OnPaper("Paper.Insurance")),
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Office"), payment.Row.PayeeName), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Voucher"), payment.Row.VoucherNumber), new Space(6), .. rows,
            PaperSheet.Line(PayeeTexts.OnPaper("Paper.Amount"), PaperSheet.Amount(payment.Row.AmountVnd)), PaperSheet.Line(PayeeTexts.OnPaper("Paper.Words"), AmountInWords.Of(new Vnd(payment.Row.AmountVnd))),
            PaperSheet.Signatures(PayeeTexts.OnPaper("Sign.Author"), PayeeTexts.OnPaper("Sign.Head")),
        ]));
    }

    private static async Task<IResult> Transfers(
        Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, IMessageBus bus, IAntiforgery forms, CancellationToken cancellation)
    {
        if (!await forms.IsRequestValidAsync(http)) return Results.Forbid();
        if (await Readable(id, Permission.PreparePayments, http.Actor(), access, payments, cancellation) is not { } payment) return Results.Forbid();
        var outcome = await bus.InvokeAsync<Outcome<TransferListMade>>(new MakeTransferList(http.Actor(), payment.Row.UnitId, id), cancellation);
        http.Response.Headers.CacheControl = "private, no-store";
        return outcome.Match(list => MakeTransferListHandler.File(list).As("xlsx", cancellation), _ => Results.Redirect($"/chi/phieu-chi/{id}/giay-to"));
    }

    private static IResult Pdf(HttpContext http, byte[] content)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, "application/pdf");
    }
}

/// <summary>Who a line insures: its member, else the head of the household.</summary>
/// <param name="Tail">Last digits of the ID number, all that is shown without the right to read it whole.</param>
public sealed record InsuredPerson(Guid Household, Guid Member, string Born, string? Tail);

/// <summary>Reads the people on a list for health-insurance cards.</summary>
public static class InsuredPeople
{
    public static async Task<IReadOnlyDictionary<int, InsuredPerson>> Of(Sessions sessions, PaymentDetail payment, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(payment.Row.UnitId, cancellation);
        await using var select = new NpgsqlCommand("""
            select l.line, m.household_id, m.id, m.birth_date, m.birth_year::int, m.id_tail
            from payments.line l join households.member m on m.household_id = l.household_id and (m.id = l.member_id or (l.member_id is null and m.place = 1)) where l.payment_id = $1
            """, connection) { Parameters = { new() { Value = payment.Row.Id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        Dictionary<int, InsuredPerson> people = [];
        while (await row.ReadAsync(cancellation))
        {
            var born = row.IsDBNull(3) ? row.IsDBNull(4) ? "" : $"{row.GetInt32(4)}" : VietnamTime.Text(row.GetFieldValue<DateOnly>(3));
            people[row.GetInt32(0)] = new(row.GetGuid(1), row.GetGuid(2), born, row.IsDBNull(5) ? null : row.GetString(5));
        }
        return people;
    }
}
