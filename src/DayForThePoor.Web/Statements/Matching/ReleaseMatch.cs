using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>
/// Undo a match, whole or for some of its lines; they are open again. A match that a rule made by itself and that was wrong
/// costs the rule its right to act alone; what a code, a reference or a candidate tied is not tied so again.
/// </summary>
/// <param name="Lines">Null: all that is left of it.</param>
/// <param name="ReasonCode">One of <see cref="ReleaseReasons.ByPerson"/>.</param>
/// <param name="Note">In words, sealed; may be empty.</param>
public sealed record ReleaseMatch(
    Actor By, Guid UnitId, Guid MatchId, IReadOnlyList<long>? Lines = null, string ReasonCode = ReleaseReasons.Mistaken, string? Note = null) : IUnitMessage
{
    public const int MaxNote = 500;

    public Permission Needs => Permission.Reconcile;
}

/// <param name="Part">1, 2, … among the releases of the match.</param>
/// <param name="Lines">Links released.</param>
/// <param name="TotalVnd">Đồng.</param>
/// <param name="Vouchers">That took the money back; none where the match had none.</param>
/// <param name="RuleLostRight">The rule that made the match does not act alone any more.</param>
public sealed record MatchReleased(Guid MatchId, int Part, int Lines, long TotalVnd, IReadOnlyList<string> Vouchers, bool RuleLostRight);

public static class ReleaseMatchHandler
{
    public static async Task<Outcome<MatchReleased>> Handle(
        ReleaseMatch command, Sessions sessions, IRegistry registry, LedgerWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var note = CleanText.Check(command.Note, "note", ReleaseMatch.MaxNote);
        if (!note.TryGet(out var words)) return new(note.Refusals);
        var known = await registry.Current(cancellation);
        var wanted = new ReleaseWanted(command.MatchId, command.Lines, command.ReasonCode);
        var planned = await PlannedRelease.Plan(sessions, command.UnitId, wanted, VietnamTime.TodayIn(clock), cancellation);
        if (!planned.TryGet(out var release)) return new(planned.Refusals);

        FreedLinks? freed = null;
        StatementLinesReleased? written = null;
        var answer = await writer.Post(
            new LedgerCommand(
                release.Request, Convert.FromHexString(release.Draft.LinkHash), command.UnitId, [release.Draft.DocumentDate], release.Numbers,
                numbers =>
                {
                    var (rows, commitments) = SealedTexts.Of(release.Request, words.Length > 0 ? new Dictionary<string, string> { ["note"] = words } : []);
                    written = release.Draft.Event(numbers, commitments, command.By.PersonId);
                    return new Draft([StreamAppend.Next(command.MatchId, freed!.Version, written)], rows);
                })
            {
                Accounts = release.Accounts,
                Guard = async (connection, stop) =>
                {
                    var outcome = await release.Free(connection, command.By.PersonId, clock.GetUtcNow(), stop);
                    return outcome.TryGet(out freed) ? null : outcome.Refusals[0];
                },
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Written => new MatchReleased(
                command.MatchId, release.Draft.Part, release.Draft.Count, release.Draft.Total,
                [.. written!.Entries.Select(e => e.Voucher.Text(known.Funds[e.FundId].Kind))], release.Teaches is not null),
            PostResult.Refused => answer.Refusal!,
            _ => Refusal.Conflict("matching.undone_before"), // somebody else did the very same at the same moment
        };
    }
}
