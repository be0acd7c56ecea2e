using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Bench.Decisions;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>Some money and what it is.</summary>
/// <param name="Purpose">"item", "pair", "return", or one of <see cref="Purposes.Value"/>.</param>
public sealed record ToldPart(string Purpose, IReadOnlyList<MatchTake> Takes);

/// <summary>
/// Tell lines what they are: accept a candidate, split, assign, pair, charge, general gift, return. What the parts leave of
/// a line stays open. All of it is written, or nothing.
/// </summary>
/// <param name="Key">The same key is the same step.</param>
/// <param name="Note">In words, sealed; a return needs one.</param>
public sealed record TellLines(Actor By, Guid UnitId, string Key, IReadOnlyList<ToldPart> Parts, string? Note = null) : IUnitMessage
{
    public const string Item = "item", Pair = "pair", Return = "return";

    public const int MaxNote = 500;

    public Permission Needs => Permission.Reconcile;
}

public static class TellLinesHandler
{
    public static async Task<Outcome<MatchesMade>> Handle(
        TellLines command, IRegistry registry, OpenLines lines, MatchWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var ids = command.Parts.SelectMany(part => part.Takes).Select(take => take.Line).Distinct().ToArray();
        var found = (await lines.Find(ids, cancellation)).Where(line => line.UnitId == command.UnitId).ToDictionary(line => line.Id);
        if (ids.Length == 0 || command.Parts.Any(part => part.Takes.Count == 0)) return Refusal.Invalid("matching.no_lines", "lines");
        if (found.Count < ids.Length) return Refusal.NotFound("matching.line_unknown", "lines");

        List<Refusal> no = [];
        List<MatchPart> parts = [];
        foreach (var part in command.Parts)
        {
            var meant = Meant(part, found, known);
            no.AddRange(meant.Refusals);
            if (meant.TryGet(out var target)) parts.Add(new MatchPart(target, part.Takes));
        }
        var isReturn = command.Parts.Any(part => part.Purpose == TellLines.Return);
        var note = isReturn ? CleanText.CheckRequired(command.Note, "note", TellLines.MaxNote) : CleanText.Check(command.Note, "note", TellLines.MaxNote);
        no.AddRange(note.Refusals);
        if (no.Count > 0) return no;

        var texts = new Dictionary<string, string>();
        if (note.Value.Length > 0) texts["note"] = note.Value;
        // The debit line by which the bank sends the money back is then found by the same name.
        if (isReturn && found[ids[0]].Counterparty is { Length: > 0 } name) texts["payer_name"] = name;
        return await writer.Write(
            new MatchRequest(command.By, command.UnitId, command.Key, parts, texts, [])
            {
                Also = isReturn ? DecisionRows.Writer(DecisionKinds.Return, command.UnitId, found[ids[0]].AccountId, null, command.By.PersonId, clock.GetUtcNow()) : null,
            },
            cancellation);
    }

    private static Outcome<MatchTarget> Meant(ToldPart part, Dictionary<long, OpenLine> found, RegistrySnapshot known)
    {
        var first = found[part.Takes[0].Line];
        switch (part.Purpose)
        {
            case TellLines.Item: return MatchTarget.Item;
            case TellLines.Pair: return new MatchTarget(MatchKinds.Pair);
            case TellLines.Return: return first.Side == Side.Credit ? MatchTarget.Return : Refusal.Invalid("bench.purpose_unknown", "purpose");
            default:
                var purpose = Purposes.Parse(part.Purpose, known.Accounts[first.AccountId], first.Side, known);
                if (!purpose.TryGet(out var target)) return purpose;
                return part.Takes.Select(take => Purposes.WhyNotOn(target, found[take.Line].Day, known)).FirstOrDefault(why => why is not null) is { } closed ? closed : target;
        }
    }
}
