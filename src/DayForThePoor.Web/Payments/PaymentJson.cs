using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Payments;

/// <summary>An order's form in the API's JSON.</summary>
public static class PaymentJson
{
    public static PaymentForm Read(JsonFields fields) => new(
        fields.Text("fund") ?? "",
        fields.Text("channel") ?? "",
        fields.List("lines", line => new PaymentLineForm(line.Id("grant"), line.Whole("amountVnd", "payment.amount") ?? 0, line.Id("pledge"), line.Id("slot"))) ?? [],
        fields.Text("kind") ?? PaymentKinds.Support,
        fields.Text("payeeKind") ?? PayeeKinds.Person,
        fields.Text("account"),
        fields.Text("payeeName"),
        fields.Text("payeeAddress"),
        fields.Text("collectorName"),
        fields.Text("collectorRelation"),
        fields.Text("narration"),
        fields.Text("decision"),
        fields.Date("documentDate"),
        fields.List("papers", paper => new PaperForm(paper.Text("sha256") ?? "", paper.Text("name") ?? "")),
        fields.List("sources", source => new SourceForm(source.Id("source") ?? Guid.Empty, source.Whole("amountVnd", "payment.amount") ?? 0)),
        fields.Id("advance"),
        fields.Date("dueOn"));
}
