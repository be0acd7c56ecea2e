using DayForThePoor.Core;
using DayForThePoor.Web.Attachments;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>What was decided, as <c>statements.decision</c> holds it.</summary>
public static class DecisionKinds
{
    /// <summary>Trả lại.</summary>
    public const string Return = "return";

    /// <summary>Another fund or campaign, with the donor's written agreement (NĐ 93/2021 Đ.5.2).</summary>
    public const string Agreement = "agreement";

    /// <summary>The window was extended by the province's or the central board (NĐ 93/2021 Đ.8.2).</summary>
    public const string Extension = "extension";
}

/// <summary>Writes decisions beside the matches that carry them out.</summary>
internal static class DecisionRows
{
    public static Func<NpgsqlConnection, IReadOnlyList<Guid>, CancellationToken, Task<Refusal?>> Writer(
        string kind, Guid unit, Guid account, Paper? paper, Guid by, DateTimeOffset at) => async (connection, matches, cancellation) =>
    {
        if (paper is not null) await Keep(connection, paper, at, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into statements.decision (match_id, unit_id, account_id, kind, sha256, made_at, made_by)
            select m, $2, $3, $4, $5, $6, $7 from unnest($1::uuid[]) m
            """, connection)
        {
            Parameters =
            {
                new() { Value = matches.ToArray() }, new() { Value = unit }, new() { Value = account }, new() { Value = kind },
                new() { Value = (object?)paper?.Sha256 ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = at.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        return null;
    };

    public static async Task Keep(NpgsqlConnection connection, Paper paper, DateTimeOffset at, CancellationToken cancellation)
    {
        using var content = new MemoryStream(paper.Content);
        await AttachmentStore.Keep(connection, content, paper.MediaType, at.ToUniversalTime(), cancellation);
    }
}
