using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <summary>What a fund owned when its book was opened here. All amounts in whole đồng.</summary>
/// <param name="AsOf">The day of the balances; the first day of the fund's book when null.</param>
public sealed record OpeningForm(DateOnly? AsOf, long CashVnd = 0, long GoodsVnd = 0, IReadOnlyList<AccountOpening>? Accounts = null)
{
    [JsonIgnore]
    public IReadOnlyList<AccountOpening> Lines => Accounts ?? [];
}

/// <param name="Account">Code of a bank account of the unit.</param>
public sealed record AccountOpening(string Account, long AmountVnd);

/// <summary>
/// Write the opening balances of a fund: once, and again after they were taken back. Beside bank statements this is the only thing that posts to a bank
/// account: nothing before the first statement could.
/// </summary>
public sealed record SetOpeningBalances(Actor By, Guid UnitId, Guid FundId, OpeningForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class SetOpeningBalancesHandler
{
    public static async Task<Outcome<EntryPosted>> Handle(
        SetOpeningBalances command, IRegistry registry, LedgerWriter writer, EntryQueries entries, OpeningQuery openings, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.Funds.TryGetValue(command.FundId, out var fund) || fund.UnitId != command.UnitId) return Refusal.Forbidden("access.unit");
        var form = command.Form with { AsOf = command.Form.AsOf ?? fund.OpenedOn };
        var date = form.AsOf!.Value;
        var refusals = WhyNot(form, fund, known, VietnamTime.TodayIn(clock));
        if (refusals.Count > 0) return refusals;

        var id = Ids.Of("opening", fund.Id, (await openings.TakenBack(fund, cancellation)).ToString(CultureInfo.InvariantCulture));
        var answer = await writer.Post(
            new LedgerCommand(
                id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), fund.UnitId, [date],
                [new NumberNeed(fund.Id, date.Year, VoucherKinds.General, date)],
                numbers =>
                {
                    var entry = new JournalEntry(
                        EntryQueries.EntryIdOf(id), fund.UnitId, fund.Id, new VoucherNumber(VoucherKinds.General, date.Year, numbers[0]), date,
                        Postings(form, known), form.Lines.Count > 0 ? date : null);
                    return new Draft([StreamAppend.Start(id, new OpeningBalancesSet(id, fund.UnitId, fund.Id, date, [entry], command.By.PersonId))], []);
                })
            {
                GuardedFunds = [fund.Id],
                Guard = (connection, stop) => WhyNotFirst(connection, fund, date, stop),
            },
            cancellation);
        return answer.Result == PostResult.Differs
            ? Refusal.Conflict("opening.already_set", null, fund.Code)
            : await entries.Answer(id, fund, answer, cancellation);
    }

    private static List<Refusal> WhyNot(OpeningForm form, Fund fund, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        if (form.AsOf > today) no.Add(Refusal.Invalid("opening.date_in_future", "asOf", VietnamTime.Text(form.AsOf.Value)));
        if (!InRange(form.CashVnd)) no.Add(Refusal.Invalid("opening.amount", "cashVnd"));
        if (!InRange(form.GoodsVnd)) no.Add(Refusal.Invalid("opening.amount", "goodsVnd"));
        for (var i = 0; i < form.Lines.Count; i++)
        {
            var (code, amount) = form.Lines[i];
            if (!InRange(amount)) no.Add(Refusal.Invalid("opening.amount", $"accounts[{i}].amountVnd"));
            if (!known.AccountsByCode.TryGetValue(code, out var account) || account.UnitId != fund.UnitId)
                no.Add(Refusal.Invalid("opening.foreign_account", $"accounts[{i}].account", code));
            else if (form.Lines.Take(i).Any(before => string.Equals(before.Account, code, StringComparison.OrdinalIgnoreCase)))
                no.Add(Refusal.Invalid("opening.account_twice", $"accounts[{i}].account", code));
        }
        if (no.Count == 0 && Total(form) == 0) no.Add(Refusal.Invalid("opening.empty"));
        return no;
    }

    private static bool InRange(long amount) => amount is >= 0 and <= GiftRules.Greatest;

    private static long Total(OpeningForm form) => checked(form.CashVnd + form.GoodsVnd + form.Lines.Sum(a => a.AmountVnd));

    private static List<Posting> Postings(OpeningForm form, RegistrySnapshot known)
    {
        List<Posting> postings = [];
        if (form.CashVnd > 0) postings.Add(Posting.Debit(Roles.Cash, form.CashVnd));
        foreach (var (code, amount) in form.Lines)
            if (amount > 0) postings.Add(Posting.Debit(Roles.Bank, amount) with { AccountId = known.AccountsByCode[code].Id });
        if (form.GoodsVnd > 0) postings.Add(Posting.Debit(Roles.Goods, form.GoodsVnd));
        postings.Add(Posting.Credit(Roles.Opening, Total(form)));
        return postings;
    }

    /// <summary>Under the fund's lock: a voucher before the opening would be counted twice, in it and beside it.</summary>
    private static async Task<Refusal?> WhyNotFirst(NpgsqlConnection connection, Fund fund, DateOnly date, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select exists (select from ledger.entry where fund_id = $1 and document_date < $2)", connection)
        {
            Parameters = { new() { Value = fund.Id }, new() { Value = date } },
        };
        return await query.ExecuteScalarAsync(cancellation) is true
            ? Refusal.Conflict("opening.after_entries", "asOf", fund.Code, VietnamTime.Text(date))
            : null;
    }
}
