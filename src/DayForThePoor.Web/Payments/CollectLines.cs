using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments;

/// <summary>What the signed list says of one line.</summary>
/// <param name="How">One of <see cref="CollectedBy"/>.</param>
/// <param name="AmountVnd">Where the list says how much was handed out: must be the line's own sum.</param>
/// <param name="Name">Who took it in the person's place, and what they are to them (quan hệ).</param>
public sealed record CollectedForm(int Line, string? How, long? AmountVnd = null, string? Name = null, string? Relation = null);

/// <summary>
/// Mark lines of a list that was handed out: signed, fingerprint, collected by someone else. The whole step or nothing; a
/// list that is sent twice changes nothing the second time.
/// </summary>
public sealed record CollectLines(Actor By, Guid UnitId, Guid PaymentId, IReadOnlyList<CollectedForm> Lines) : IUnitMessage
{
    public Permission Needs => Permission.PayOut;
}

public static class CollectLinesHandler
{
    private sealed record Marked(int Line, string How, string? Name, string? Relation);

    /// <summary>
    /// Codes: payment.unknown, payment.no_list, payment.not_paid_out, payment.nothing_chosen, payment.line_unknown, payment.line_twice,
    /// payment.line_amount, payment.how, payment.collector, payment.line_collected, payment.line_returned.
    /// </summary>
    public static async Task<Outcome<PaymentStepped>> Handle(CollectLines command, PaymentSteps steps, TimeProvider clock, CancellationToken cancellation)
    {
        var typed = Read(command.Lines);
        if (!typed.TryGet(out var marks)) return new(typed.Refusals);
        return await steps.Take(
            command.UnitId, command.PaymentId,
            async (connection, facts, stop) =>
            {
                if (facts.WhyNotCollect() is { } early) return early;
                var lines = (await Stored(connection, facts.Id, [.. marks.Select(m => m.Line)], stop)).ToDictionary(l => l.Line);
                List<Refusal> no = [];
                List<Marked> changed = [];
                foreach (var (mark, form) in marks.Zip(command.Lines))
                {
                    if (!lines.TryGetValue(mark.Line, out var line)) no.Add(Refusal.NotFound("payment.line_unknown", "lines", $"{mark.Line}"));
                    else if (form.AmountVnd is { } amount && amount != line.Amount) no.Add(Refusal.Conflict("payment.line_amount", "lines", $"{mark.Line}"));
                    else if (line.State == LineStates.Returned) no.Add(Refusal.Conflict("payment.line_returned", "lines", $"{mark.Line}"));
                    else if (mark.How == (line.How ?? CollectedBy.Nobody) && mark.Name == line.Name && mark.Relation == line.Relation) continue;
                    else if (line.State == LineStates.Collected && mark.How != CollectedBy.Nobody) no.Add(Refusal.Conflict("payment.line_collected", "lines", $"{mark.Line}"));
                    else changed.Add(mark);
                }
                if (no.Count > 0) return no;
                if (changed.Count == 0) return PaymentStep.None;
                return await Write(connection, facts, changed, command.By.PersonId, clock.GetUtcNow(), stop);
            },
            cancellation);
    }

    private static Outcome<List<Marked>> Read(IReadOnlyList<CollectedForm> forms)
    {
        if (forms.Count == 0) return Refusal.Invalid("payment.nothing_chosen", "lines");
        List<Refusal> no = [];
        List<Marked> marks = [];
        foreach (var form in forms)
        {
            var name = CleanText.Check(form.Name, "name");
            var relation = CleanText.Check(form.Relation, "relation");
            no.AddRange([.. name.Refusals, .. relation.Refusals]);
            if (!CollectedBy.All.Contains(form.How)) no.Add(Refusal.Invalid("payment.how", "how"));
            if (no.Count > 0) return no;
            var isOther = form.How == CollectedBy.Other;
            if (isOther != name.Value.Length > 0 || isOther != relation.Value.Length > 0) no.Add(Refusal.Invalid("payment.collector", "name"));
            marks.Add(new(form.Line, form.How!, isOther ? name.Value : null, isOther ? relation.Value : null));
        }
        if (marks.GroupBy(m => m.Line).FirstOrDefault(same => same.Count() > 1) is { } twice) no.Add(Refusal.Invalid("payment.line_twice", "lines", $"{twice.Key}"));
        return no.Count > 0 ? no : marks;
    }

    private static async Task<IReadOnlyList<(int Line, long Amount, string State, string? How, string? Name, string? Relation)>> Stored(
        NpgsqlConnection connection, Guid payment, int[] lines, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select line, amount, state, how, collector_name, collector_relation from payments.line where payment_id = $1 and line = any($2)", connection)
        {
            Parameters = { new() { Value = payment }, new() { Value = lines } },
        };
        List<(int, long, string, string?, string?, string?)> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found.Add((row.GetInt32(0), row.GetInt64(1), row.GetString(2), Text(3), Text(4), Text(5)));
        return found;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    private static async Task<Outcome<PaymentStep>> Write(
        NpgsqlConnection connection, PaymentFacts facts, List<Marked> marks, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("""
            update payments.line l set state = case m.how when 'nobody' then 'not_collected' else 'collected' end, how = nullif(m.how, 'nobody'),
              collector_name = m.name, collector_relation = m.relation, changed_at = $6
            from unnest($2::int[], $3::text[], $4::text[], $5::text[]) m(line, how, name, relation) where l.payment_id = $1 and l.line = m.line
            """, connection)
        {
            Parameters =
            {
                new() { Value = facts.Id },
                Ledger.UnnestInsert.Column(marks, m => m.Line, NpgsqlDbType.Integer),
                Ledger.UnnestInsert.Column(marks, m => m.How, NpgsqlDbType.Text),
                Ledger.UnnestInsert.Column(marks, m => m.Name, NpgsqlDbType.Text),
                Ledger.UnnestInsert.Column(marks, m => m.Relation, NpgsqlDbType.Text),
                new() { Value = at.ToUniversalTime() },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);
        var step = facts.Version + 1;
        var texts = marks.Where(m => m.Name is not null)
            .SelectMany(m => new KeyValuePair<string, string>[] { new($"collector_name_{m.Line}", m.Name!), new($"collector_relation_{m.Line}", m.Relation!) }).ToDictionary();
        var (rows, commitments) = SealedTexts.Of(PaymentIds.OfCollecting(facts.Id, step), texts);
        return new PaymentStep([new PaymentLinesCollected(facts.Id, step, [.. marks.Select(m => new CollectedLine(m.Line, m.How))], commitments, by)], rows);
    }
}
