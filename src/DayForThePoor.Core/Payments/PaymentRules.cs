using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Payments;

/// <summary>The rules about an order that need no look at the books. Pure: all refusals at once.</summary>
public static class PaymentRules
{
    /// <summary>A longer list is printed and kept by hamlet.</summary>
    public const int MostLines = 2000;

    private const int MostPapers = 30, LongestNarration = 300;

    /// <summary>The texts of the order under the names that events use; or every reason against it.</summary>
    public static Outcome<IReadOnlyDictionary<string, string>> Check(PaymentForm form)
    {
        List<Refusal> no = [];
        if (!PaymentChannels.All.Contains(form.Channel) && form.Channel != PaymentChannels.Advance) no.Add(Refusal.Invalid("payment.channel", "channel"));
        if (!PaymentKinds.All.Contains(form.Kind)) no.Add(Refusal.Invalid("payment.kind", "kind"));
        if (!PayeeKinds.All.Contains(form.PayeeKind)) no.Add(Refusal.Invalid("payment.payee_kind", "payeeKind"));
        CheckLines(form, no);
        CheckAdvance(form, no);
        var texts = Texts(form, no);
        if (form.Kind == PaymentKinds.RunningCosts && (!texts.ContainsKey("decision") || form.Papers is not { Count: > 0 }))
            no.Add(Refusal.Invalid("payment.running_costs", "decision"));
        if (form.Papers?.Count > MostPapers) no.Add(Refusal.Invalid("payment.papers", "papers", $"{MostPapers}"));
        return no.Count > 0 ? no : new Outcome<IReadOnlyDictionary<string, string>>(texts);
    }

    private static void CheckAdvance(PaymentForm form, List<Refusal> no)
    {
        if (form.Kind == PaymentKinds.Advance)
        {
            if (form.DueOn is null) no.Add(Refusal.Invalid("advance.due_missing", "dueOn"));
            if (form.Lines.Count != 1 || form.PayeeKind != PayeeKinds.Person) no.Add(Refusal.Invalid("advance.one_line", "lines"));
        }
        var settles = form.Channel == PaymentChannels.Advance;
        if (settles && form.Advance is null) no.Add(Refusal.Invalid("advance.missing", "advance"));
        if ((!settles && form.Advance is not null) || (form.Kind != PaymentKinds.Support && settles)) no.Add(Refusal.Invalid("advance.not_here", "advance"));
    }

    private static void CheckLines(PaymentForm form, List<Refusal> no)
    {
        if (form.Lines.Count == 0) no.Add(Refusal.Invalid("payment.no_lines", "lines"));
        if (form.Lines.Count > MostLines) no.Add(Refusal.Invalid("payment.too_many_lines", "lines", $"{MostLines}"));
        for (var i = 0; i < form.Lines.Count; i++)
        {
            if (form.Lines[i].AmountVnd is < 1 or > GiftRules.Greatest) no.Add(Refusal.Invalid("payment.amount", $"lines[{i}].amountVnd"));
            var named = (Guid?[])[form.Lines[i].Grant, form.Lines[i].Pledge, form.Lines[i].Slot];
            if (named.Count(id => id is not null) != (form.Kind == PaymentKinds.Support ? 1 : 0)) no.Add(Refusal.Invalid("payment.line_grant", $"lines[{i}].grant"));
        }
        if (IsTwice(l => l.Grant)) no.Add(Refusal.Invalid("payment.grant_twice", "lines"));
        if (IsTwice(l => l.Pledge)) no.Add(Refusal.Invalid("payment.pledge_twice", "lines"));
        if (IsTwice(l => l.Slot)) no.Add(Refusal.Invalid("payment.slot_twice", "lines"));
        if (form.Lines.Sum(l => (decimal)l.AmountVnd) > GiftRules.Greatest) no.Add(Refusal.Invalid("payment.amount", "lines"));
        if (form.Sources is { Count: > 0 } chosen
            && (chosen.Any(s => s.AmountVnd < 1) || chosen.Sum(s => (decimal)s.AmountVnd) != form.Lines.Sum(l => (decimal)l.AmountVnd)
                || chosen.Select(s => s.Source).Distinct().Count() < chosen.Count))
            no.Add(Refusal.Invalid("payment.sources_sum", "sources"));

        bool IsTwice(Func<PaymentLineForm, Guid?> id) => form.Lines.Select(id).OfType<Guid>().GroupBy(one => one).Any(same => same.Count() > 1);
    }

    private static SortedDictionary<string, string> Texts(PaymentForm form, List<Refusal> no)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (form.PayeeKind == PayeeKinds.List) Keep("payee_name", CleanText.Check(form.PayeeName, "payeeName"));
        else Keep("payee_name", CleanText.CheckRequired(form.PayeeName, "payeeName"));
        Keep("payee_address", CleanText.Check(form.PayeeAddress, "payeeAddress"));
        Keep("collector_name", CleanText.Check(form.CollectorName, "collectorName"));
        Keep("collector_relation", CleanText.Check(form.CollectorRelation, "collectorRelation"));
        Keep("narration", CleanText.CheckRequired(form.Narration, "narration", LongestNarration));
        Keep("decision", CleanText.Check(form.Decision, "decision"));
        if (texts.ContainsKey("collector_name") != texts.ContainsKey("collector_relation"))
            no.Add(Refusal.Invalid("payment.collector", texts.ContainsKey("collector_name") ? "collectorRelation" : "collectorName"));
        return texts;

        void Keep(string key, Outcome<string> cleaned)
        {
            if (!cleaned.TryGet(out var text)) no.AddRange(cleaned.Refusals);
            else if (text.Length > 0) texts[key] = text;
        }
    }
}
