using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Typed;

/// <summary>Import a statement that was typed in, the way of every file; the answer comes when it is in the books or refused.</summary>
public sealed record PostTypedStatement(Actor By, Guid UnitId, Guid AccountId, TypedStatement Statement) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

public static class PostTypedStatementHandler
{
    public static async Task<Outcome<ImportRecord>> Handle(
        PostTypedStatement command, StatementInbox inbox, StatementImport import, IRegistry registry, TimeProvider clock, CancellationToken cancellation)
    {
        var account = (await registry.Current(cancellation)).Accounts[command.AccountId];
        var typed = command.Statement;
        var written = typed.ToFile(account.Number, VietnamTime.TodayIn(clock));
        if (!written.TryGet(out var file)) return new(written.Refusals);

        var name = string.Create(CultureInfo.InvariantCulture, $"so-phu-{account.Code}-{typed.Lines[0].Day:yyyyMMdd}-{typed.Lines[^1].Day:yyyyMMdd}.csv");
        using var content = new MemoryStream(file);
        var kept = await inbox.Keep(command.By, command.UnitId, command.AccountId, name, content, profile: null, cancellation);
        return kept.TryGet(out var id) ? new(await import.Run(command.UnitId, id, cancellation)) : new(kept.Refusals);
    }
}
