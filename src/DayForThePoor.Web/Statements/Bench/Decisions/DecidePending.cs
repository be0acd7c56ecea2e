using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>Return money that came late: from now on it is on its way out, and the bank's debit line will prove it.</summary>
/// <param name="Lines">Pending lines of one account.</param>
/// <param name="Note">Why and how, required; sealed.</param>
public sealed record ReturnPending(Actor By, Guid UnitId, string Key, IReadOnlyList<long> Lines, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>Give money that came late to another fund or campaign, with the donor's written agreement (NĐ 93/2021 Đ.5.2).</summary>
/// <param name="Lines">Pending lines of one account.</param>
/// <param name="Purpose">See <see cref="Purposes.Value"/>.</param>
/// <param name="Agreement">The donor's agreement, a picture or PDF; the caller closes it.</param>
public sealed record RedirectPending(Actor By, Guid UnitId, string Key, IReadOnlyList<long> Lines, string? Purpose, Stream? Agreement, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

public static class ReturnPendingHandler
{
    public static async Task<Outcome<MatchesMade>> Handle(
        ReturnPending command, PendingLines pending, IRegistry registry, MatchWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var note = CleanText.CheckRequired(command.Note, "note", TellLines.MaxNote);
        var chosen = await PendingChoice.Of(command.UnitId, command.Lines, pending, registry, cancellation);
        if (note.IsRefused || chosen.IsRefused) return new([.. chosen.Refusals, .. note.Refusals]);

        var lines = chosen.Value;
        return await writer.Write(
            new MatchRequest(
                command.By, command.UnitId, command.Key,
                // One match each, because the bank sends each back by itself.
                [.. lines.Select(line => new MatchPart(MatchTarget.Return, [new MatchTake(line.LineId, line.AmountVnd)]))],
                new Dictionary<string, string> { ["note"] = note.Value }, PendingLines.Leaving(lines))
            {
                Also = DecisionRows.Writer(DecisionKinds.Return, command.UnitId, lines[0].Account.Id, null, command.By.PersonId, clock.GetUtcNow()),
            },
            cancellation);
    }
}

public static class RedirectPendingHandler
{
    public static async Task<Outcome<MatchesMade>> Handle(
        RedirectPending command, PendingLines pending, IRegistry registry, MatchWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var note = CleanText.Check(command.Note, "note", TellLines.MaxNote);
        var paper = await Papers.Take(command.Agreement, "agreement", cancellation);
        var chosen = await PendingChoice.Of(command.UnitId, command.Lines, pending, registry, cancellation);
        List<Refusal> no = [.. chosen.Refusals, .. note.Refusals, .. paper.Refusals];
        if (no.Count > 0) return no;

        var lines = chosen.Value;
        var purpose = Purposes.Parse(command.Purpose, lines[0].Account, Side.Credit, known);
        if (!purpose.TryGet(out var target)) return new(purpose.Refusals);
        // Only a fund or campaign is a gift's purpose; the account's own campaign is what the money came too late for.
        if (target.FundId is null) return Refusal.Invalid("bench.purpose_unknown", "purpose");
        if (lines.Select(line => Purposes.WhyNotOn(target, line.Day, known)).FirstOrDefault(why => why is not null) is { } closed) return closed;

        var texts = new Dictionary<string, string> { ["agreement"] = Convert.ToHexStringLower(paper.Value.Sha256) };
        if (note.Value.Length > 0) texts["note"] = note.Value;
        return await writer.Write(
            new MatchRequest(
                command.By, command.UnitId, command.Key,
                [new MatchPart(target, [.. lines.Select(line => new MatchTake(line.LineId, line.AmountVnd))])], texts, PendingLines.Leaving(lines))
            {
                Also = DecisionRows.Writer(DecisionKinds.Agreement, command.UnitId, lines[0].Account.Id, paper.Value, command.By.PersonId, clock.GetUtcNow()),
            },
            cancellation);
    }
}

/// <summary>The pending lines that a decision is about.</summary>
internal static class PendingChoice
{
    /// <summary>Codes: pending.none, pending.gone, pending.mixed.</summary>
    public static async Task<Outcome<IReadOnlyList<PendingLine>>> Of(
        Guid unit, IReadOnlyList<long> asked, PendingLines pending, IRegistry registry, CancellationToken cancellation)
    {
        if (asked.Count == 0) return Refusal.Invalid("pending.none", "lines");
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(account => account.UnitId == unit).Select(account => account.Id).ToArray();
        var found = await pending.Of(accounts, [.. asked.Distinct()], cancellation);
        if (found.Count < asked.Distinct().Count()) return Refusal.Conflict("pending.gone", "lines");
        if (found.Select(line => line.Account.Id).Distinct().Count() > 1) return Refusal.Invalid("pending.mixed", "lines");
        return new Outcome<IReadOnlyList<PendingLine>>(found);
    }
}
