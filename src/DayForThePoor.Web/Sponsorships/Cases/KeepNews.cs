using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <param name="Item">photo, school_result or letter.</param>
/// <param name="Text">Of a photo it may be empty.</param>
/// <param name="File">Id of a kept file of the case; a photo has one.</param>
public sealed record NewsForm(string? Item, DateOnly? On, string? Text, Guid? File);

/// <summary>Takes down news of the person for the sponsor. Nobody outside sees it before somebody looked it through, nor without consent.</summary>
public sealed record KeepNews(Actor By, Guid UnitId, Guid BeneficiaryId, NewsForm Form) : IUnitMessage
{
    public static readonly IReadOnlyList<string> Items = [ConsentItems.Photo, ConsentItems.SchoolResult, ConsentItems.Letter];

    public Permission Needs => Permission.ManageCases;
}

public static class KeepNewsHandler
{
    public static async Task<Outcome<Guid>> Handle(KeepNews command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        typed.OneOf(form.Item, KeepNews.Items, "item", "case.news_item");
        var text = typed.Text(form.Text, "text", form.File is null);
        var on = typed.Day(form.On, "on");
        if (form is { Item: ConsentItems.Photo, File: null }) no.Add(Refusal.Invalid("case.news_photo", "file"));
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotOpen(state) is { } closed) return closed;
        if (form.File is { } file && !await CaseFileRow.IsOf(cases.Connection, file, command.BeneficiaryId, cancellation)) no.Add(Refusal.Invalid("case.file_unknown", "file"));
        if (no.Count > 0) return no;

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var insert = new NpgsqlCommand(
            "insert into sponsorships.news (id, beneficiary_id, item, on_date, text, file_id, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)", cases.Connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.BeneficiaryId }, new() { Value = form.Item! }, new() { Value = on }, new() { Value = text },
                new() { Value = form.File ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = now }, new() { Value = command.By.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await cases.Commit(cancellation);
        return id;
    }
}

/// <summary>Somebody looked news through: it may be shown as far as consents go. Taken back with <paramref name="Approved"/> false.</summary>
public sealed record ApproveNews(Actor By, Guid UnitId, Guid BeneficiaryId, Guid NewsId, bool Approved) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class ApproveNewsHandler
{
    public static async Task<Outcome<Guid>> Handle(ApproveNews command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update sponsorships.news n set approved_at = case when $4 then $5::timestamptz end, approved_by = case when $4 then $6::uuid end
            from sponsorships.beneficiary b where b.id = n.beneficiary_id and b.unit_id = $1 and b.id = $2 and n.id = $3 and (n.approved_at is null) = $4
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.UnitId }, new() { Value = command.BeneficiaryId }, new() { Value = command.NewsId }, new() { Value = command.Approved },
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? command.NewsId : Refusal.Conflict("case.news_unknown");
    }
}
