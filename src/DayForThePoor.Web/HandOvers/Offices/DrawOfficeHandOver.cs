using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>Minutes of a change of treasurer or accountant as somebody asks to draw them up.</summary>
/// <param name="Office">Treasurer or Accountant.</param>
/// <param name="Giver">Holds the office now; loses it with the last signature.</param>
/// <param name="Receiver">Holds it already, as the administrator gave it.</param>
/// <param name="HandedOn">Not in the future; today when null.</param>
/// <param name="Counts">The count of each fund's box; required where the treasurer changes.</param>
/// <param name="HamletBooks">Sổ vận động đang giao thôn, a line each.</param>
public sealed record OfficeForm(
    string? Office, Guid? Giver, Guid? Receiver, DateOnly? HandedOn, string? Decision, IReadOnlyList<FundCount> Counts,
    IReadOnlyList<string>? HamletBooks = null, IReadOnlyList<string>? ReportsDue = null, string? Safe = null, string? Remarks = null);

/// <param name="Fund">Code of the fund whose box it is.</param>
public sealed record FundCount(string Fund, IReadOnlyList<CountedNotes> Notes);

/// <summary>Draw up the minutes by which an office of a unit goes to the next person.</summary>
public sealed record DrawOfficeHandOver(Actor By, Guid UnitId, string Key, OfficeForm Form) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

public sealed record OfficeDrawn(Guid Id, bool AlreadyKnown);

public static class DrawOfficeHandOverHandler
{
    private const int LongestLine = 300, MostLines = 60;

    public static async Task<Outcome<OfficeDrawn>> Handle(
        DrawOfficeHandOver command, Sessions sessions, OfficeDrafts drafts, TimeProvider clock, CancellationToken cancellation)
    {
        var id = Ids.Of("office-hand-over", command.UnitId, command.Key);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command.Form));
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await Before(connection, id, hash, cancellation) is { } before) return before;

        var made = Check(command.Form, await drafts.Of(command.UnitId, cancellation), VietnamTime.TodayIn(clock));
        if (!made.TryGet(out var minute)) return new(made.Refusals);
        await using var insert = new NpgsqlCommand("""
            insert into ledger.office_hand_over (id, unit_id, office, giver_id, receiver_id, handed_on, state, minute, request_hash, drawn_by, drawn_at)
            values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.UnitId }, new() { Value = minute.Office }, new() { Value = command.Form.Giver!.Value },
                new() { Value = command.Form.Receiver!.Value }, new() { Value = minute.HandedOn }, new() { Value = minute.ToJson() }, new() { Value = hash },
                new() { Value = command.By.PersonId }, new() { Value = clock.GetUtcNow() },
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 1) return new OfficeDrawn(id, false);
        return await Before(connection, id, hash, cancellation) ?? (Outcome<OfficeDrawn>)Refusal.Conflict("office.already_drawn", "office");
    }

    /// <summary>Pure: the minutes from what was asked and what the books say.</summary>
    public static Outcome<OfficeMinute> Check(OfficeForm form, OfficeDraft draft, DateOnly today)
    {
        List<Refusal> no = [];
        var handedOn = form.HandedOn ?? today;
        if (form.Office is not (PersonRoles.Treasurer or PersonRoles.Accountant)) return Refusal.Invalid("office.unknown", "office");
        if (handedOn > today) no.Add(Refusal.Invalid("office.future", "handedOn", VietnamTime.Text(handedOn)));
        var giver = draft.Holders.FirstOrDefault(h => h.PersonId == form.Giver && h.Role == form.Office);
        var receiver = draft.Holders.FirstOrDefault(h => h.PersonId == form.Receiver && h.Role == form.Office);
        if (giver is null) no.Add(Refusal.Invalid("office.giver", "giver"));
        if (receiver is null) no.Add(Refusal.Invalid("office.receiver", "receiver"));
        if (giver is not null && giver.PersonId == receiver?.PersonId) no.Add(Refusal.Invalid("office.same_person", "receiver"));

        var decision = Text(CleanText.CheckRequired(form.Decision, "decision", LongestLine), no);
        var safe = Text(CleanText.Check(form.Safe, "safe", LongestLine), no);
        var remarks = Text(CleanText.Check(form.Remarks, "remarks", 2 * LongestLine), no);
        var hamletBooks = Lines(form.HamletBooks, "hamletBooks", no);
        var reports = Lines(form.ReportsDue, "reportsDue", no);
        var cash = draft.Cash.Select((box, i) => Counted(form, box, i, no)).ToList();
        if (no.Count > 0) return no;
        return new OfficeMinute(
            draft.Unit.UnitId, draft.Unit.Name, form.Office, giver!.Name, receiver!.Name, handedOn, decision, cash, draft.OpenVouchers, draft.Advances, draft.Books,
            hamletBooks, draft.Accounts, reports, safe, remarks);
    }

    private static OfficeCash Counted(OfficeForm form, OfficeCash box, int place, List<Refusal> no)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"counts[{place}]");
        if (form.Counts.FirstOrDefault(c => c.Fund == box.Fund) is not { } count)
        {
            if (form.Office == PersonRoles.Treasurer) no.Add(Refusal.Invalid("office.count_missing", field, box.Fund));
            return box;
        }
        var sum = CashCount.Sum(count.Notes, field);
        no.AddRange(sum.Refusals);
        return sum.IsRefused ? box : box with { Notes = [.. count.Notes.Where(n => n.Pieces > 0).OrderByDescending(n => n.Value)], CountedVnd = sum.Value };
    }

    private static List<string> Lines(IReadOnlyList<string>? typed, string field, List<Refusal> no)
    {
        List<string> lines = [.. (typed ?? []).Where(line => !string.IsNullOrWhiteSpace(line)).Take(MostLines + 1).Select(line => Text(CleanText.Check(line, field, LongestLine), no))];
        if (lines.Count > MostLines) no.Add(Refusal.Invalid("handover.too_many_lines", field, $"{MostLines}"));
        return lines;
    }

    private static string Text(Outcome<string> cleaned, List<Refusal> no)
    {
        if (cleaned.TryGet(out var text)) return text;
        no.AddRange(cleaned.Refusals);
        return "";
    }

    private static async Task<Outcome<OfficeDrawn>?> Before(NpgsqlConnection connection, Guid id, byte[] hash, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select request_hash from ledger.office_hand_over where id = $1", connection) { Parameters = { new() { Value = id } } };
        if (await query.ExecuteScalarAsync(cancellation) is not byte[] known) return null;
        return known.AsSpan().SequenceEqual(hash) ? new OfficeDrawn(id, true) : Refusal.Conflict("handover.key_reused");
    }
}
