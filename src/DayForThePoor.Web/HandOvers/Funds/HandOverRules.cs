using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Every rule about the minutes of a fund's hand-over; makes the minutes from what was asked and what the books say. Pure.</summary>
public static class HandOverRules
{
    public const int MostReceivers = 40, MostLines = 60, LongestLine = 300;

    /// <summary>Beyond every share that anybody writes; keeps products within range.</summary>
    public const long GreatestShare = 1_000_000_000_000;

    public static Outcome<HandOverMinute> Check(HandOverForm form, HandOverDraft draft, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        if (draft.Fund.HandedOverOn is { } before) return Refusal.Conflict("ledger.fund_handed_over", "fund", draft.Fund.Code, VietnamTime.Text(before));
        if (draft.ClosingOn > today) no.Add(Refusal.Invalid("handover.closing_future", "closingOn", VietnamTime.Text(draft.ClosingOn)));
        if (draft.ClosingOn < draft.Fund.OpenedOn) no.Add(Refusal.Invalid("handover.closing_before_fund", "closingOn", VietnamTime.Text(draft.Fund.OpenedOn)));
        if (draft.Successors.Count == 0) no.Add(Refusal.Invalid("handover.no_successor", "fund", draft.Giver.Name));
        if (draft.Items.Any(i => i.Holding.Role is Roles.DueFromFund or Roles.DueToFund)) no.Add(Refusal.Conflict("handover.funds_owe_each_other", "fund"));

        var receivers = Receivers(form, draft, known, no);
        if (receivers.Count == 0 || no.Count > 0) return no.Count > 0 ? no : Refusal.Invalid("handover.no_receiver", "receivers");
        if (form.CashCountedVnd is not { } counted) no.Add(Refusal.Invalid("handover.cash_missing", "cashCountedVnd"));
        else if (counted != draft.Cash) no.Add(Refusal.Invalid("handover.cash_differs", "cashCountedVnd", Money(draft.Cash), Money(counted)));

        var accounts = Accounts(form, draft, receivers, known, no);
        var goods = Goods(form, draft, receivers, no);
        var items = Items(form, draft, receivers, accounts, goods, no);
        var earmarks = Earmarks(form, draft, receivers, no);
        CheckKeys(form, draft, no);
        if (no.Count == 0) CheckReceiversAccounts(items, receivers, accounts, no);
        if (no.Count == 0) CheckCovered(items, earmarks, receivers, no);

        var decision = Text(CleanText.CheckRequired(form.Decision, "decision", LongestLine), no);
        var guidance = Text(CleanText.Check(form.Guidance, "guidance", LongestLine), no);
        var witnesses = Text(CleanText.Check(form.Witnesses, "witnesses", LongestLine), no);
        var remarks = Text(CleanText.Check(form.Remarks, "remarks", 2 * LongestLine), no);
        var cases = Lines(form.OpenCases, "openCases", no);
        var numbers = Lines(form.UnusedNumbers, "unusedNumbers", no);
        var papers = Lines(form.Papers, "papers", no);
        if (form.Copies is < 1 or > 99) no.Add(Refusal.Invalid("handover.copies", "copies"));
        if (no.Count > 0) return no;

        return new HandOverMinute(
            draft.Fund.Id, draft.Fund.Code, draft.Giver.UnitId, known.UnitOn(draft.Giver.UnitId, draft.ClosingOn).Name, draft.ClosingOn, decision, guidance, witnesses,
            receivers, draft.Cash, form.CashCountedVnd!.Value, accounts, goods, items, earmarks, draft.Total, cases, numbers, papers, remarks, form.Copies ?? receivers.Count + 2);
    }

    private static List<MinuteReceiver> Receivers(HandOverForm form, HandOverDraft draft, RegistrySnapshot known, List<Refusal> no)
    {
        List<MinuteReceiver> receivers = [];
        for (var i = 0; i < form.Receivers.Count && i < MostReceivers; i++)
        {
            var (code, share, account) = form.Receivers[i];
            var field = string.Create(CultureInfo.InvariantCulture, $"receivers[{i}]");
            if (share is not (>= 0 and <= GreatestShare)) no.Add(Refusal.Invalid("handover.share", $"{field}.share"));
            if (draft.Successors.FirstOrDefault(s => s.Unit.Code == code) is not { } successor)
            {
                no.Add(Refusal.Invalid("handover.not_successor", $"{field}.unit", code ?? "", draft.Giver.Name));
                continue;
            }
            if (receivers.Any(r => r.UnitId == successor.Unit.UnitId)) no.Add(Refusal.Invalid("handover.receiver_twice", $"{field}.unit", successor.Unit.Name));
            if (successor.Fund is not { } fund)
            {
                no.Add(Refusal.Conflict("handover.receiver_not_open", $"{field}.unit", successor.Unit.Name));
                continue;
            }
            if (fund.HandedOverOn is { } ended) no.Add(Refusal.Conflict("ledger.fund_handed_over", $"{field}.unit", fund.Code, VietnamTime.Text(ended)));
            var own = known.Accounts.Values.Where(a => a.UnitId == fund.UnitId && a.DefaultFundId == fund.Id && a.ClosedOn is null).OrderBy(a => a.Code, StringComparer.Ordinal).ToList();
            var chosen = string.IsNullOrEmpty(account) ? own.FirstOrDefault() : own.Find(a => string.Equals(a.Code, account, StringComparison.OrdinalIgnoreCase));
            if (!string.IsNullOrEmpty(account) && chosen is null) no.Add(Refusal.Invalid("handover.receiver_account", $"{field}.account", account, successor.Unit.Name));
            receivers.Add(new(successor.Unit.UnitId, successor.Unit.Code, successor.Unit.Name, fund.Id, fund.Code, share ?? 0, chosen?.Id, chosen?.Code));
        }
        if (no.Count == 0 && receivers.Count > 0 && receivers.All(r => r.Share == 0)) no.Add(Refusal.Invalid("handover.shares_zero", "receivers"));
        return receivers;
    }

    private static List<MinuteAccount> Accounts(
        HandOverForm form, HandOverDraft draft, List<MinuteReceiver> receivers, RegistrySnapshot known, List<Refusal> no)
    {
        List<MinuteAccount> accounts = [];
        var made = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var account in draft.Accounts)
        {
            var at = IndexOf(form.Accounts, a => string.Equals(a.Account, account.Code, StringComparison.OrdinalIgnoreCase));
            var book = draft.BankOf(account.Id);
            if (at < 0)
            {
                no.Add(Refusal.Invalid("handover.account_missing", "accounts", account.Code));
                continue;
            }
            var (_, balance, fate, to) = form.Accounts[at];
            var field = string.Create(CultureInfo.InvariantCulture, $"accounts[{at}]");
            if (balance is not { } bank) no.Add(Refusal.Invalid("handover.bank_missing", $"{field}.bankBalanceVnd", account.Code));
            else if (bank != book) no.Add(Refusal.Invalid("handover.bank_differs", $"{field}.bankBalanceVnd", account.Code, Money(book), Money(bank)));
            if (fate is not (AccountFates.Closed or AccountFates.Holder)) no.Add(Refusal.Invalid("handover.fate", $"{field}.fate", account.Code));
            var holder = fate == AccountFates.Holder ? receivers.Find(r => r.Code == to) : null;
            if (fate == AccountFates.Holder && holder is null) no.Add(Refusal.Invalid("handover.holder_missing", $"{field}.to", account.Code));
            var code = holder is null ? null : NewCode(account, holder, known, made);
            accounts.Add(new(
                account.Id, account.Code, account.BankName, account.Number, book, balance ?? 0, fate ?? "", holder?.UnitId, holder?.Unit,
                code is null ? null : Ids.Of("bank-account", code), code));
        }
        for (var i = 0; i < form.Accounts.Count; i++)
            if (draft.Accounts.All(a => !string.Equals(a.Code, form.Accounts[i].Account, StringComparison.OrdinalIgnoreCase)))
                no.Add(Refusal.Invalid("handover.account_unknown", string.Create(CultureInfo.InvariantCulture, $"accounts[{i}].account"), form.Accounts[i].Account ?? ""));
        return accounts;
    }

    /// <summary>"509-VCB" becomes "20641-VCB", or "20641-VCB2" where the receiver has one of that code.</summary>
    private static string NewCode(BankAccount account, MinuteReceiver holder, RegistrySnapshot known, HashSet<string> made)
    {
        var suffix = account.Code[(account.Code.LastIndexOf('-') + 1)..];
        for (var n = 1; ; n++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{holder.Code}-{(n == 1 ? suffix : $"{suffix[..Math.Min(suffix.Length, 6)]}{n}")}");
            if (!known.AccountsByCode.ContainsKey(code) && made.Add(code)) return code;
        }
    }

    private static List<MinuteGoods> Goods(HandOverForm form, HandOverDraft draft, List<MinuteReceiver> receivers, List<Refusal> no)
    {
        List<MinuteGoods> goods = [];
        var lines = form.Goods ?? [];
        for (var i = 0; i < lines.Count && i < MostLines; i++)
        {
            var (name, measure, quantity, value, to) = lines[i];
            var field = string.Create(CultureInfo.InvariantCulture, $"goods[{i}]");
            var clean = Text(CleanText.CheckRequired(name, $"{field}.name"), no);
            var unit = Text(CleanText.Check(measure, $"{field}.measure", 40), no);
            if (quantity is not > 0) no.Add(Refusal.Invalid("handover.quantity", $"{field}.quantity"));
            if (value is not (>= 0 and <= GiftRules.Greatest)) no.Add(Refusal.Invalid("handover.goods_value", $"{field}.valueVnd"));
            if (receivers.Find(r => r.Code == to) is not { } receiver) no.Add(Refusal.Invalid("handover.goods_receiver", $"{field}.to"));
            else if (quantity is > 0 && value is { } worth) goods.Add(new(clean, unit, quantity.Value, worth, receiver.UnitId, receiver.Unit));
        }
        var book = draft.Items.Where(i => i.Holding.Role == Roles.Goods).Sum(i => i.Holding.Balance);
        if (goods.Count > 0 && goods.Count == lines.Count && goods.Sum(g => g.ValueVnd) != book)
            no.Add(Refusal.Invalid("handover.goods_differ", "goods", Money(book), Money(goods.Sum(g => g.ValueVnd))));
        return goods;
    }

    private static List<MinuteItem> Items(
        HandOverForm form, HandOverDraft draft, List<MinuteReceiver> receivers, List<MinuteAccount> accounts, List<MinuteGoods> goods, List<Refusal> no)
    {
        List<MinuteItem> items = [];
        foreach (var item in draft.Items)
        {
            var fixedParts =
                item.Holding.Role == Roles.Goods && goods.Count > 0 ? [.. receivers.Select(r => goods.Where(g => g.ToUnitId == r.UnitId).Sum(g => g.ValueVnd))]
                : item.Holding.AccountId is { } id && accounts.Find(a => a.AccountId == id) is { ToUnitId: { } holder }
                    ? receivers.Select(r => r.UnitId == holder ? item.Holding.Balance : 0).ToList()
                : null;
            var parts = Parts(item.Key, item.Holding.Balance, form, receivers, fixedParts, no);
            items.Add(new(item.Key, item.Holding, item.Account, [.. receivers.Zip(parts, (r, part) => new MinutePart(r.UnitId, part))]));
        }
        return items;
    }

    private static List<MinuteEarmark> Earmarks(HandOverForm form, HandOverDraft draft, List<MinuteReceiver> receivers, List<Refusal> no) =>
    [
        .. draft.Earmarks.Select(e => new MinuteEarmark(
            e.Key, e.EarmarkId, e.Receipt, e.Donor, e.Purpose, e.InGoods, e.LeftVnd,
            [.. receivers.Zip(Parts(e.Key, e.LeftVnd, form, receivers, null, no), (r, part) => new MinutePart(r.UnitId, part))])),
    ];

    /// <summary>What was asked for, else what follows from the goods' lines or the account's holder, else the shares.</summary>
    private static IReadOnlyList<long> Parts(
        string key, long balance, HandOverForm form, List<MinuteReceiver> receivers, IReadOnlyList<long>? followed, List<Refusal> no)
    {
        var shared = followed ?? Shares.Split(balance, receivers.Sum(r => r.Share) == 0 ? [.. receivers.Select(_ => 1L)] : [.. receivers.Select(r => r.Share)]);
        var split = (form.Split ?? []).FirstOrDefault(s => string.Equals(s.Item, key, StringComparison.OrdinalIgnoreCase));
        if (split is null) return shared;
        var field = $"split[{key}]";
        if (split.Parts.Keys.Except(receivers.Select(r => r.Code)).FirstOrDefault() is { } stranger)
        {
            no.Add(Refusal.Invalid("handover.part_of_stranger", field, key, stranger));
            return shared;
        }
        var parts = receivers.Select(r => split.Parts.GetValueOrDefault(r.Code)).ToList();
        var sum = parts.Aggregate((Int128)0, (all, part) => all + part);
        if (parts.Any(part => balance > 0 ? part < 0 : part > 0)) no.Add(Refusal.Invalid("handover.part_negative", field, key));
        else if (sum != balance) no.Add(Refusal.Invalid("handover.parts_differ", field, key, Money(balance), sum.ToString("N0", DotGroups), (balance - sum).ToString("N0", DotGroups)));
        else if (followed is not null && !followed.SequenceEqual(parts)) no.Add(Refusal.Invalid("handover.part_follows", field, key));
        return parts;
    }

    private static void CheckKeys(HandOverForm form, HandOverDraft draft, List<Refusal> no)
    {
        var keys = draft.Items.Select(i => i.Key).Concat(draft.Earmarks.Select(e => e.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var twice in (form.Split ?? []).GroupBy(s => s.Item ?? "", StringComparer.OrdinalIgnoreCase))
        {
            if (!keys.Contains(twice.Key)) no.Add(Refusal.Invalid("handover.item_unknown", "split", twice.Key));
            else if (twice.Count() > 1) no.Add(Refusal.Invalid("handover.item_twice", "split", twice.Key));
        }
    }

    /// <summary>Whoever gets money that a bank pays out, or that is under way, needs an account on which it arrives.</summary>
    private static void CheckReceiversAccounts(List<MinuteItem> items, List<MinuteReceiver> receivers, List<MinuteAccount> accounts, List<Refusal> no)
    {
        foreach (var receiver in receivers.Where(r => r.AccountId is null))
            if (items.Any(i => i.PartOf(receiver.UnitId) != 0 && i.Holding.AccountId is { } id && accounts.Find(a => a.AccountId == id)?.ToUnitId != receiver.UnitId))
                no.Add(Refusal.Conflict("handover.receiver_without_account", "receivers", receiver.Unit));
    }

    /// <summary>An addressed gift cannot go where less money goes than it needs.</summary>
    private static void CheckCovered(List<MinuteItem> items, List<MinuteEarmark> earmarks, List<MinuteReceiver> receivers, List<Refusal> no)
    {
        foreach (var receiver in receivers)
        {
            foreach (var goods in (bool[])[false, true])
            {
                var gets = items.Where(i => goods ? i.Holding.Role == Roles.Goods : i.Holding.Role is Roles.Cash or Roles.Bank or Roles.InTransit).Sum(i => i.PartOf(receiver.UnitId));
                var bound = earmarks.Where(e => e.InGoods == goods).Sum(e => e.PartOf(receiver.UnitId));
                if (bound > gets) no.Add(Refusal.Invalid("handover.earmarks_uncovered", "split", receiver.Unit, Money(gets), Money(bound)));
            }
        }
    }

    private static List<string> Lines(IReadOnlyList<string>? typed, string field, List<Refusal> no)
    {
        List<string> lines = [];
        foreach (var line in (typed ?? []).Where(line => !string.IsNullOrWhiteSpace(line)).Take(MostLines + 1)) lines.Add(Text(CleanText.Check(line, field, LongestLine), no));
        if (lines.Count > MostLines) no.Add(Refusal.Invalid("handover.too_many_lines", field, $"{MostLines}"));
        return lines;
    }

    private static string Text(Outcome<string> cleaned, List<Refusal> no)
    {
        if (cleaned.TryGet(out var text)) return text;
        no.AddRange(cleaned.Refusals);
        return "";
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> wanted)
    {
        for (var i = 0; i < list.Count; i++)
            if (wanted(list[i])) return i;
        return -1;
    }

    private static readonly NumberFormatInfo DotGroups = new() { NumberGroupSeparator = ".", NumberGroupSizes = [3] };

    private static string Money(long amount) => MoneyText.Format(new Vnd(amount));
}
