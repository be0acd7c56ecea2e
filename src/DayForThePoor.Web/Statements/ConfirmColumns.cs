using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Statements;

/// <summary>Confirm the columns of a file that waits for it, remember them for the bank's files, and import it.</summary>
/// <param name="Name">Of the profile, 1 to <see cref="ColumnProfile.LongestName"/> characters.</param>
/// <param name="HeaderRow">Row of the file from 1.</param>
/// <param name="Columns">Index of each column that is read.</param>
/// <param name="Thousands">'.', ',' or ' '; null lets each file say it.</param>
public sealed record ConfirmColumns(
    Actor By, Guid UnitId, Guid ImportId, string Name, int HeaderRow, IReadOnlyDictionary<StatementColumn, int> Columns, char? Thousands) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

public static class ConfirmColumnsHandler
{
    /// <returns>The import. Confirming twice answers the same.</returns>
    public static async Task<Outcome<Guid>> Handle(
        ConfirmColumns command, Sessions sessions, IRegistry registry, TimeProvider clock, IMessageBus bus, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        var known = await registry.Current(cancellation);
        if (await ImportRecords.Find(connection, command.ImportId, cancellation) is not { } import
            || known.Accounts[import.AccountId] is not { } account || account.UnitId != command.UnitId)
            return AccessPolicy.OtherUnit;
        if (import.State != ImportStates.NeedsProfile) return import.Id;

        var name = CleanText.CheckRequired(command.Name, "name", ColumnProfile.LongestName);
        if (name.IsRefused) return new(name.Refusals);
        if (await ColumnsView.Of(connection, import, cancellation) is not { } file) return Refusal.Conflict("statement.columns_gone");
        file = file.WithHeader(command.HeaderRow);
        if (file.Layout(command.Columns) is not { } layout) return Refusal.Invalid("statement.columns_incomplete", "columns");

        var profile = new ColumnProfile(
            Guid.CreateVersion7(), command.UnitId, ColumnProfiles.BinOf(account), name.Value, layout.Mapping, layout.Header, command.Thousands, file.Encoding,
            clock.GetUtcNow(), command.By.PersonId, RetiredAt: null);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ColumnProfiles.Add(connection, profile, cancellation);
            await ImportRecords.ReadBy(connection, import.Id, profile.Id, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Refusal.Conflict("statement.profile_name_taken", "name", "", "", name.Value);
        }
        await bus.PublishAsync(new ImportStatementFile(command.UnitId, import.Id));
        return import.Id;
    }
}
