using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <param name="AmountVnd">Đồng; what the meeting put forward, else what was asked for, when null.</param>
public sealed record ProposalLineForm(Guid Grant, long? AmountVnd = null);

/// <param name="Title">Về việc hỗ trợ …; sealed.</param>
/// <param name="Note">Căn cứ, ghi chú; may be empty. Sealed.</param>
public sealed record ProposalForm(string? Title, string? Note, IReadOnlyList<ProposalLineForm> Lines);

/// <summary>Freeze a list of grants of one fund and put it to the board (tờ trình).</summary>
/// <param name="Key">Idempotency key, unique in the unit; null: no repeat is expected.</param>
public sealed record ProposeGrants(Actor By, Guid UnitId, string? Key, ProposalForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ProposeGrants;
}

/// <param name="Signatures">Different approvers that the rules demand.</param>
public sealed record ProposalWritten(Guid ProposalId, string State, long TotalVnd, int Lines, int Signatures, bool AlreadyKnown);

public static class ProposeGrantsHandler
{
    /// <summary>A Tết list of a large commune.</summary>
    private const int Most = 2000;

    public static async Task<Outcome<ProposalWritten>> Handle(
        ProposeGrants command, GrantSurroundings around, IRegistry registry, CancellationToken cancellation)
    {
        var (form, unit) = (command.Form, command.UnitId);
        List<Refusal> no = [];
        var title = GrantMove.Text(form.Title, "title", true, no, RequestGrant.LongestName);
        var note = GrantMove.Text(form.Note, "note", false, no);
        if (form.Lines.Count == 0) no.Add(Refusal.Invalid("grant.none_chosen", "grants"));
        if (form.Lines.Count > Most) no.Add(Refusal.Invalid("grant.too_many", "grants", $"{Most}"));
        if (form.Lines.Select(line => line.Grant).Distinct().Count() < form.Lines.Count) no.Add(Refusal.Invalid("grant.twice", "grants"));
        if (no.Count > 0) return no;

        var id = Ids.Of("proposal", unit, command.Key ?? Guid.CreateVersion7(around.Now).ToString("N"));
        await using var grants = await around.Begin(unit, cancellation);
        switch (await grants.Claim(id, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)), cancellation))
        {
            case RequestClaim.Differs: return Refusal.Conflict("grant.key_reused");
            case RequestClaim.Known:
                return await grants.LockProposal(id, cancellation) is { } first
                    ? new ProposalWritten(id, first.State, first.TotalVnd, first.Grants.Count, first.Needed, true)
                    : Refusal.Conflict("grant.key_reused");
        }

        var states = await grants.Lock([.. form.Lines.Select(line => line.Grant)], cancellation);
        List<FrozenList.Wanted> wanted = [];
        var rules = new Dictionary<string, SpendingRule>(StringComparer.Ordinal);
        foreach (var (line, i) in form.Lines.Select((line, i) => (line, i)))
        {
            if (!states.TryGetValue(line.Grant, out var grant)) return Refusal.NotFound("grant.unknown");
            if (!rules.TryGetValue(grant.Purpose, out var rule)) rules[grant.Purpose] = rule = await around.Rules.On(unit, grant.Purpose, around.Today, cancellation);
            var amount = line.AmountVnd ?? grant.ProposedVnd ?? grant.WishedVnd ?? 0;
            if (GrantDecider.WhyNotPropose(grant, rule, amount) is { } refusal)
                no.Add(form.Lines.Count == 1 ? refusal : refusal with { Field = refusal.Field is null ? $"grants[{i}]" : $"grants[{i}].{refusal.Field}" });
            wanted.Add(new(grant.Id, grant.HouseholdId, grant.Purpose, amount, grant.EarmarkId));
        }
        if (states.Values.Select(grant => grant.FundId).Distinct().Count() > 1) no.Add(Refusal.Invalid("proposal.mixed_funds", "grants"));
        if (await AnyEnded(grants.Connection, wanted, cancellation)) no.Add(Refusal.Conflict("grant.household_ended", "grants"));
        if (no.Count > 0) return no;

        var fund = (await registry.Current(cancellation)).Funds[states.Values.First().FundId];
        var lines = await FrozenList.Read(grants.Connection, fund, wanted, cancellation);
        var hash = await FrozenList.Keep(grants.Connection, id, lines, cancellation);
        var total = lines.Aggregate(0L, (sum, line) => checked(sum + line.AmountVnd));
        // By the sum of a purpose, not by the single line: cutting help into pieces must not spare signatures.
        var signatures = lines.GroupBy(line => line.Purpose).Max(of => rules[of.Key].SignaturesFor(of.Sum(line => line.AmountVnd)));
        Guid[] authors = [.. states.Values.SelectMany(grant => grant.Authors).Append(command.By.PersonId).Distinct().Order()];
        grants.Append(new ProposalFrozen(
            id, id, unit, fund.Id, around.Today, [.. lines.Select(line => new ProposedGrant(line.GrantId, line.AmountVnd))], total, hash, signatures, authors,
            grants.Seal(id, ("title", title), ("note", note)), command.By.PersonId));
        foreach (var line in lines)
            grants.Append(new GrantProposed(
                Guid.CreateVersion7(around.Now), line.GrantId, id, line.AmountVnd, [], GrantMove.NoTexts, command.By.PersonId, rules[line.Purpose].Id));
        await grants.Commit(cancellation);
        return new ProposalWritten(id, ProposalStates.Proposed, total, lines.Count, signatures, false);
    }

    private static async Task<bool> AnyEnded(NpgsqlConnection connection, IReadOnlyList<FrozenList.Wanted> wanted, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from households.household where id = any($1) and ended is not null)", connection)
        {
            Parameters = { new() { Value = wanted.Select(w => w.HouseholdId).ToArray() } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
