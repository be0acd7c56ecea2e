using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Make a secret for an account, in place of the one before: from then on only the new one opens.</summary>
public sealed record MakeWebhookSecret(Actor By, Guid UnitId, Guid AccountId) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

/// <summary>Take the secret away; the address then answers as if it had never been.</summary>
public sealed record DropWebhookSecret(Actor By, Guid UnitId, Guid AccountId) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

public static class MakeWebhookSecretHandler
{
    /// <returns>The secret in clear, this once.</returns>
    public static async Task<Outcome<string>> Handle(MakeWebhookSecret command, WebhookSecrets secrets, CancellationToken cancellation) =>
        await secrets.Make(command.UnitId, command.AccountId, command.By, cancellation);
}

public static class DropWebhookSecretHandler
{
    public static async Task<Outcome<bool>> Handle(DropWebhookSecret command, WebhookSecrets secrets, CancellationToken cancellation) =>
        await secrets.Drop(command.UnitId, command.AccountId, cancellation);
}

/// <summary>The secrets of notification services, one an account, sealed with the program's own keys.</summary>
public sealed class WebhookSecrets(Sessions sessions, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Bytes = 32;

    private readonly IDataProtector seal = protection.CreateProtector("Bank webhook secret");

    public async Task<string> Make(Guid unit, Guid account, Actor by, CancellationToken cancellation)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var put = new NpgsqlCommand("""
            insert into statements.webhook_secret (account_id, sealed, made_at, made_by) values ($1, $2, $3, $4)
            on conflict (account_id) do update set sealed = $2, made_at = $3, made_by = $4
            """, connection)
        {
            Parameters = { new() { Value = account }, new() { Value = seal.Protect(secret) }, new() { Value = clock.GetUtcNow() }, new() { Value = by.PersonId } },
        };
        await put.ExecuteNonQueryAsync(cancellation);
        return secret;
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> Drop(Guid unit, Guid account, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var drop = new NpgsqlCommand("delete from statements.webhook_secret where account_id = $1", connection) { Parameters = { new() { Value = account } } };
        return await drop.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>The key that signs for the account; null when it is switched off.</summary>
    public async Task<byte[]?> KeyOf(Guid unit, Guid account, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("select sealed from statements.webhook_secret where account_id = $1", connection) { Parameters = { new() { Value = account } } };
        return await select.ExecuteScalarAsync(cancellation) is string sealedSecret ? Encoding.UTF8.GetBytes(seal.Unprotect(sealedSecret)) : null;
    }
}
