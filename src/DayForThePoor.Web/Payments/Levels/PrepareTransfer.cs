using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>
/// Write down money for another level, which somebody else then approves; or money that a level outside the system says it
/// sends, which is announced at once and waits for its paper and its line.
/// </summary>
/// <param name="Key">The same key is the same transfer.</param>
public sealed record PrepareTransfer(Actor By, Guid UnitId, string Key, TransferForm Form) : IUnitMessage
{
    public Permission Needs => Form.Incoming ? Permission.RecordGifts : Permission.PreparePayments;
}

public static class PrepareTransferHandler
{
    public static async Task<Outcome<TransferStep>> Handle(
        PrepareTransfer command, IRegistry registry, Sessions sessions, TransferQueries transfers, TransferWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var known = await registry.Current(cancellation);
        if (!known.FundsByCode.TryGetValue(form.Fund, out var fund) || fund.UnitId != command.UnitId) return Refusal.Forbidden("access.unit");
        var today = VietnamTime.TodayIn(clock);
        var date = form.DocumentDate ?? today;
        List<Refusal> no = [.. EntryRules.WhyNot(form.AmountVnd, date, today, fund)];
        if (!TransferKinds.All.Contains(form.Kind)) no.Add(Refusal.Invalid("transfer.kind_unknown", "kind"));
        if (form.Channel is not (Channels.Cash or Channels.Transfer)) no.Add(Refusal.Invalid("donation.channel_unknown", "channel"));
        var byBank = form.Channel == Channels.Transfer;
        var account = byBank ? EntryRules.Account(form.Account, true, fund, known, no) : null;
        if (!byBank && (form.Account ?? form.OtherAccount) is not null) no.Add(Refusal.Invalid("donation.account_without_transfer", "account"));

        var allocation = await Allocation(form, fund, transfers, no, cancellation);
        var other = Other(form, fund, allocation, known, date, no);
        var otherAccount = byBank && other is not null ? AccountOf(other, form.OtherAccount, known, no) : null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        EntryRules.Keep(texts, "narration", CleanText.CheckRequired(form.Narration, "narration", 300), no);
        if (other is null && allocation is null) EntryRules.Keep(texts, "other", CleanText.CheckRequired(form.OtherName, "otherName"), no);
        EntryRules.Keep(texts, "programme", CleanText.Check(form.Programme, "programme"), no);
        EntryRules.Keep(texts, "decision", CleanText.Check(form.DecisionNumber, "decisionNumber", 80), no);
        if (form.Kind == TransferKinds.Allocation)
        {
            if (!texts.ContainsKey("decision")) no.Add(Refusal.Invalid("transfer.decision_missing", "decisionNumber"));
            if (form.DecisionDate is null) no.Add(Refusal.Invalid("transfer.decision_date_missing", "decisionDate"));
        }
        if (form.DecisionDate > today) no.Add(Refusal.Invalid("transfer.decision_future", "decisionDate", VietnamTime.Text(form.DecisionDate.Value)));
        if (form.Kind != TransferKinds.Allocation && (form.Lines is { Count: > 0 } || texts.ContainsKey("programme"))) no.Add(Refusal.Invalid("transfer.list_without_allocation", "lines"));
        var paper = await KeptScan.Known(sessions, form.Paper, "paper", no, cancellation);

        var own = new TransferSide(fund.UnitId, fund.Id, account);
        var theirs = other is null ? null : new TransferSide(other.UnitId, other.Id, otherAccount);
        var (from, to) = form.Incoming ? (theirs, own) : (own, theirs);
        var lines = await Lines(form, to, sessions, no, cancellation);
        if (no.Count > 0) return no;

        var id = TransferIds.Of(command.UnitId, command.Key);
        var otherName = other is not null ? "" : texts.GetValueOrDefault("other") ?? allocation!.OtherName;
        var prepared = new Prepared(
            id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), form.Kind, from, to, otherName, form.Channel, form.AmountVnd, date, texts.GetValueOrDefault("decision", ""),
            form.DecisionDate, paper, texts.GetValueOrDefault("programme", ""), texts["narration"], allocation?.Id, lines, clock.GetUtcNow(), command.By.PersonId);
        var saved = await prepared.Save(sessions, cancellation);
        if (saved is false) return Refusal.Conflict("donation.key_reused");
        // Nobody here decides whether money that is on its way may come.
        if (form.Incoming) return await writer.Send(command.By, id, cancellation);
        return new TransferStep(id, (await transfers.Find(id, cancellation))!.State, [], AlreadyKnown: saved is null);
    }

    /// <summary>The allocation whose rest goes back.</summary>
    private static async Task<TransferRow?> Allocation(TransferForm form, Fund fund, TransferQueries transfers, List<Refusal> no, CancellationToken cancellation)
    {
        if (form.Kind != TransferKinds.Return)
        {
            if (form.AllocationId is not null) no.Add(Refusal.Invalid("transfer.allocation_without_return", "allocationId"));
            return null;
        }
        var found = form.AllocationId is { } id ? await transfers.Find(id, cancellation) : null;
        var mine = form.Incoming ? found?.From : found?.To;
        if (found is null || found.Kind != TransferKinds.Allocation || mine?.FundId != fund.Id || (form.Incoming && found.To is not null))
        {
            no.Add(Refusal.NotFound("transfer.allocation_unknown", "allocationId"));
            return null;
        }
        if (found.State != TransferStates.Confirmed) no.Add(Refusal.Conflict("transfer.allocation_not_open", "allocationId"));
        var use = await transfers.Use(found, cancellation);
        if (form.AmountVnd > use.Rest) no.Add(Refusal.Invalid("transfer.over_rest", "amountVnd", MoneyText.Format(new Vnd(use.Rest))));
        return found;
    }

    /// <summary>The fund on the other side, when its books are here.</summary>
    private static Fund? Other(TransferForm form, Fund own, TransferRow? allocation, RegistrySnapshot known, DateOnly date, List<Refusal> no)
    {
        if (allocation is not null) return (form.Incoming ? allocation.To : allocation.From) is { } side ? known.Funds[side.FundId] : null;
        if (form.OtherFund is null) return null;
        if (form.Incoming)
        {
            no.Add(Refusal.Invalid("transfer.incoming_from_inside", "otherFund"));
            return null;
        }
        if (!known.FundsByCode.TryGetValue(form.OtherFund, out var other))
        {
            no.Add(Refusal.Invalid("transfer.other_unknown", "otherFund"));
            return null;
        }
        var fits = form.Kind == TransferKinds.PaidUp ? known.Contains(other.UnitId, own.UnitId) : known.Contains(own.UnitId, other.UnitId);
        if (!fits || other.UnitId == own.UnitId) no.Add(Refusal.Invalid(form.Kind == TransferKinds.PaidUp ? "transfer.other_not_above" : "transfer.other_not_below", "otherFund"));
        if (other.Kind != own.Kind) no.Add(Refusal.Invalid("transfer.other_fund_kind", "otherFund"));
        if (date < other.OpenedOn) no.Add(Refusal.Invalid("donation.date_before_fund", "documentDate", VietnamTime.Text(other.OpenedOn)));
        return other;
    }

    /// <summary>The account of the other side; without a code its only one.</summary>
    private static Guid? AccountOf(Fund other, string? code, RegistrySnapshot known, List<Refusal> no)
    {
        var open = known.Accounts.Values.Where(account => account.DefaultFundId == other.Id && account.ClosedOn is null).ToList();
        if ((code is null ? open.Count == 1 ? open[0] : null : open.Find(account => account.Code == code)) is { } found) return found.Id;
        no.Add(Refusal.Invalid("transfer.other_account_missing", "otherAccount"));
        return null;
    }

    private static async Task<IReadOnlyList<(Guid Household, long Amount)>> Lines(
        TransferForm form, TransferSide? to, Sessions sessions, List<Refusal> no, CancellationToken cancellation)
    {
        if (form.Lines is not { Count: > 0 } asked) return [];
        if (to is null)
        {
            no.Add(Refusal.Invalid("transfer.list_outside", "lines"));
            return [];
        }
        if (asked.Count > 2000)
        {
            no.Add(Refusal.Invalid("transfer.list_too_long", "lines", "2000"));
            return [];
        }
        var codes = asked.Select(line => (line.HouseholdCode ?? "").Trim()).ToArray();
        Dictionary<string, Guid> found = [];
        await using var connection = await sessions.Connect(to.UnitId, cancellation);
        await using (var select = new NpgsqlCommand("select code, id from households.household where unit_id = $1 and code = any($2)", connection)
        {
            Parameters = { new() { Value = to.UnitId }, new() { Value = codes } },
        })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
            while (await row.ReadAsync(cancellation)) found[row.GetString(0)] = row.GetGuid(1);

        List<(Guid, long)> lines = [];
        for (var i = 0; i < asked.Count; i++)
        {
            var field = $"lines[{i}]";
            if (!found.TryGetValue(codes[i], out var household)) no.Add(Refusal.Invalid("transfer.household_unknown", $"{field}.householdCode", codes[i]));
            else if (lines.Any(line => line.Item1 == household)) no.Add(Refusal.Invalid("transfer.household_twice", $"{field}.householdCode", codes[i]));
            if (asked[i].AmountVnd is < 1 or > GiftRules.Greatest) no.Add(Refusal.Invalid("donation.amount_not_positive", $"{field}.amountVnd"));
            lines.Add((household, asked[i].AmountVnd));
        }
        if (no.Count == 0 && lines.Sum(line => line.Item2) != form.AmountVnd)
            no.Add(Refusal.Invalid("transfer.list_sum", "lines", MoneyText.Format(new Vnd(lines.Sum(line => line.Item2)))));
        return lines;
    }

    /// <summary>A transfer on its way into its rows.</summary>
    private sealed record Prepared(
        Guid Id, byte[] ContentHash, string Kind, TransferSide? From, TransferSide? To, string OtherName, string Channel, long Amount, DateOnly Date, string DecisionNumber,
        DateOnly? DecisionDate, string? Paper, string Programme, string Narration, Guid? Allocation, IReadOnlyList<(Guid Household, long Amount)> Lines, DateTimeOffset At, Guid By)
    {
        /// <summary>True: saved now. Null: it was, with the same content. False: the key stands for another.</summary>
        public async Task<bool?> Save(Sessions sessions, CancellationToken cancellation)
        {
            await using var connection = await sessions.Connect((From ?? To)!.UnitId, cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var insert = new NpgsqlCommand("""
                insert into payments.unit_transfer (id, content_hash, kind, from_unit_id, from_fund_id, from_account_id, to_unit_id, to_fund_id, to_account_id, other_name, channel, amount,
                  document_date, decision_number, decision_date, decision_paper, programme, narration, allocation_id, facts_hash, state, prepared_at, prepared_by)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 'awaiting', $21, $22) on conflict do nothing
                """, connection);
            void Add(object? value, NpgsqlDbType type) => insert.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
            Add(Id, NpgsqlDbType.Uuid);
            Add(ContentHash, NpgsqlDbType.Bytea);
            Add(Kind, NpgsqlDbType.Text);
            foreach (var side in new[] { From, To })
            {
                Add(side?.UnitId, NpgsqlDbType.Uuid);
                Add(side?.FundId, NpgsqlDbType.Uuid);
                Add(side?.AccountId, NpgsqlDbType.Uuid);
            }
            Add(OtherName, NpgsqlDbType.Text);
            Add(Channel, NpgsqlDbType.Text);
            Add(Amount, NpgsqlDbType.Bigint);
            Add(Date, NpgsqlDbType.Date);
            Add(DecisionNumber, NpgsqlDbType.Text);
            Add(DecisionDate, NpgsqlDbType.Date);
            Add(Paper is null ? null : Convert.FromHexString(Paper), NpgsqlDbType.Bytea);
            Add(Programme, NpgsqlDbType.Text);
            Add(Narration, NpgsqlDbType.Text);
            Add(Allocation, NpgsqlDbType.Uuid);
            Add(TransferRow.HashOfFacts(Kind, From, To, OtherName, Channel, Amount, Date, DecisionNumber, DecisionDate, Paper, Programme, Narration, Allocation, Lines), NpgsqlDbType.Text);
            Add(At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            Add(By, NpgsqlDbType.Uuid);
            if (await insert.ExecuteNonQueryAsync(cancellation) == 0) return await IsSame(connection, cancellation) ? null : false;
            if (Lines.Count > 0) await InsertLines(connection, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }

        private async Task<bool> IsSame(NpgsqlConnection connection, CancellationToken cancellation)
        {
            await using var select = new NpgsqlCommand("select content_hash = $2 from payments.unit_transfer where id = $1", connection)
            {
                Parameters = { new() { Value = Id }, new() { Value = ContentHash } },
            };
            return (bool)(await select.ExecuteScalarAsync(cancellation))!;
        }

        private async Task InsertLines(NpgsqlConnection connection, CancellationToken cancellation)
        {
            await using var insert = new NpgsqlCommand("""
                insert into payments.unit_transfer_line (transfer_id, ordinal, household_id, amount)
                select $1, l.ordinal, l.household, l.amount from unnest($2::uuid[], $3::bigint[]) with ordinality l(household, amount, ordinal)
                """, connection)
            {
                Parameters = { new() { Value = Id }, new() { Value = Lines.Select(l => l.Household).ToArray() }, new() { Value = Lines.Select(l => l.Amount).ToArray() } },
            };
            await insert.ExecuteNonQueryAsync(cancellation);
        }
    }
}
