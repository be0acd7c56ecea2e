namespace DayForThePoor.Core.Grants;

/// <summary>A grant of the past, as far as a rule has something to say about it.</summary>
/// <param name="Amount">Đồng, as it was approved.</param>
/// <param name="Under">The rule that it was made under.</param>
public sealed record PastGrant(Guid Id, DateOnly On, long Amount, SpendingRule Under);

/// <param name="Excess">Đồng above the ceiling.</param>
public sealed record GrantAbove(Guid Id, DateOnly On, long Amount, long Excess);

/// <summary>What a rule would have done to the grants of the past. Looks only; nothing is changed by it.</summary>
/// <param name="Grants">Of the rule's unit and purpose.</param>
/// <param name="Sum">Đồng approved for them.</param>
/// <param name="Above">How many lie above the ceiling.</param>
/// <param name="ExcessSum">Đồng of them above it.</param>
/// <param name="MoreSignatures">How many would need more signatures than they did.</param>
/// <param name="FewerSignatures">How many would need fewer.</param>
/// <param name="FullFiles">How many would need votes, photos and objections and did not.</param>
/// <param name="Most">Those furthest above the ceiling.</param>
public sealed record RuleTrial(
    int Grants, long Sum, int Above, long ExcessSum, int MoreSignatures, int FewerSignatures, int FullFiles, IReadOnlyList<GrantAbove> Most)
{
    private const int Shown = 5;

    public static RuleTrial Of(SpendingRule rule, IReadOnlyCollection<PastGrant> past)
    {
        GrantAbove[] above =
        [
            .. past.Where(grant => grant.Amount > rule.CeilingVnd).Select(grant => new GrantAbove(grant.Id, grant.On, grant.Amount, grant.Amount - rule.CeilingVnd!.Value))
                .OrderByDescending(grant => grant.Excess).ThenBy(grant => grant.On).ThenBy(grant => grant.Id),
        ];
        return new(
            past.Count, past.Sum(grant => grant.Amount), above.Length, above.Sum(grant => grant.Excess),
            past.Count(grant => rule.SignaturesFor(grant.Amount) > grant.Under.SignaturesFor(grant.Amount)),
            past.Count(grant => rule.SignaturesFor(grant.Amount) < grant.Under.SignaturesFor(grant.Amount)),
            past.Count(grant => rule.IsFullFile(grant.Amount) && !grant.Under.IsFullFile(grant.Amount)),
            [.. above.Take(Shown)]);
    }
}
