using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>Send a grant back to those who asked (trả lại), before a list binds it.</summary>
/// <param name="Reason">In words, required. Sealed.</param>
public sealed record SendBackGrant(Actor By, Guid UnitId, Guid GrantId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <summary>Refuse a grant (từ chối); after its approval only while no payment stands.</summary>
/// <inheritdoc cref="SendBackGrant"/>
public sealed record RejectGrant(Actor By, Guid UnitId, Guid GrantId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <summary>Take a request back (rút); after its approval only while no payment stands.</summary>
/// <inheritdoc cref="SendBackGrant"/>
public sealed record WithdrawGrant(Actor By, Guid UnitId, Guid GrantId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <summary>Ask again for a grant that was sent back; its course begins anew.</summary>
/// <param name="AmountVnd">Đồng; as before when null.</param>
public sealed record ResubmitGrant(Actor By, Guid UnitId, Guid GrantId, long? AmountVnd, string? Reason, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class SendBackGrantHandler
{
    public static Task<Outcome<GrantMoved>> Handle(SendBackGrant command, GrantSurroundings around, CancellationToken cancellation) =>
        Reasoned.Take(around, command.UnitId, command.GrantId, command.Reason, (_, grant) => Task.FromResult(GrantDecider.WhyNotSendBack(grant)),
            (step, texts) => new GrantSentBack(step, command.GrantId, [], texts, command.By.PersonId), cancellation);
}

public static class RejectGrantHandler
{
    public static Task<Outcome<GrantMoved>> Handle(RejectGrant command, GrantSurroundings around, CancellationToken cancellation) =>
        Reasoned.Take(around, command.UnitId, command.GrantId, command.Reason, (grants, grant) => Reasoned.WhyNotEnd(around, grants, grant, cancellation),
            (step, texts) => new GrantRejected(step, command.GrantId, [], texts, command.By.PersonId), cancellation);
}

public static class WithdrawGrantHandler
{
    public static Task<Outcome<GrantMoved>> Handle(WithdrawGrant command, GrantSurroundings around, CancellationToken cancellation) =>
        Reasoned.Take(around, command.UnitId, command.GrantId, command.Reason, (grants, grant) => Reasoned.WhyNotEnd(around, grants, grant, cancellation),
            (step, texts) => new GrantWithdrawn(step, command.GrantId, [], texts, command.By.PersonId), cancellation);
}

public static class ResubmitGrantHandler
{
    public static async Task<Outcome<GrantMoved>> Handle(ResubmitGrant command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = GrantMove.Text(command.Reason, "reason", true, no);
        if (command.AmountVnd is not (null or (> 0 and <= GrantDecider.MostVnd))) no.Add(Refusal.Invalid("grant.amount", "amountVnd"));
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            if (GrantDecider.WhyNotResubmit(grant) is { } refusal) wrong.Add(refusal);
            if (wrong.Count > 0) return wrong;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantResubmitted(step, grant.Id, files, grants.Seal(step, ("reason", reason)), command.By.PersonId, command.AmountVnd));
        }, cancellation);
    }
}

/// <summary>Steps that say no or never mind, each with its reason.</summary>
internal static class Reasoned
{
    public static async Task<Outcome<GrantMoved>> Take(
        GrantSurroundings around, Guid unit, Guid id, string? typed, Func<HeldGrants, GrantState, Task<Refusal?>> whyNot,
        Func<Guid, IReadOnlyDictionary<string, string>, IGrantEvent> happened, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = GrantMove.Text(typed, "reason", true, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, unit, id, async (grants, grant) =>
        {
            if (await whyNot(grants, grant) is { } refusal) return refusal;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(happened(step, grants.Seal(step, ("reason", reason))));
        }, cancellation);
    }

    public static async Task<Refusal?> WhyNotEnd(GrantSurroundings around, HeldGrants grants, GrantState grant, CancellationToken cancellation) =>
        GrantDecider.WhyNotEnd(grant, await around.Payments(grants.Connection, grant.Id, cancellation));
}
