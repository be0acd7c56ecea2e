using System.Globalization;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>What the hamlet writes and hangs out: minutes of its meeting, the list for the board, minutes of posting and of its end.</summary>
public static class HamletSheets
{
    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static Printed Minutes(MeetingView meeting, Letterhead head)
    {
        var row = meeting.Row;
        var title = PaperWords.Of("Minutes.Title");
        IReadOnlyList<PaperColumn> columns =
        [
            new(PaperWords.Of("Column.No"), 6), new(PaperWords.Of("Column.Head"), 24), new(PaperWords.Of("Column.Purpose"), 17), new(PaperWords.Of("Column.Wished"), 14, true),
            new(PaperWords.Of("Column.Opinion"), 25), new(PaperWords.Of("Column.Votes"), 13), new(PaperWords.Of("Column.Proposed"), 15, true),
        ];
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, RequestSheets.Committee(row.Hamlet), null, head.Place, row.HeldOn),
            OfficialSheet.Title(title),
            OfficialSheet.Line(PaperWords.Of("Minutes.Time", Time(meeting.Begins), PaperWords.Day(row.HeldOn), row.Place)),
            OfficialSheet.Fact(PaperWords.Of("Minutes.Chair"), row.Chair),
            OfficialSheet.Fact(PaperWords.Of("Minutes.Secretary"), meeting.Secretary),
            OfficialSheet.Line(PaperWords.Of("Minutes.Attendance", row.Invited, row.Present, row.Invited)),
            OfficialSheet.Line(PaperWords.Of("Minutes.Subject")),
            new Space(4),
            .. OfficialSheet.Table(columns, meeting.Lines.Select(line => (IReadOnlyList<string>)
            [
                Whole(line.Line), line.Head, PaperWords.Of($"Purpose.{line.Purpose}"), line.WishedVnd is { } wished ? OfficialSheet.Figures(wished) : "", line.Opinion ?? "",
                line.VotesFor is { } votes ? PaperWords.Of("Minutes.Votes", votes, line.VotesAgainst ?? 0) : PaperWords.Of(line.Agreed ? "Minutes.Agreed" : "Minutes.Refused"),
                line.Agreed ? OfficialSheet.Figures(line.ProposedVnd ?? 0) : PaperWords.Of("Minutes.Refused"),
            ])),
            .. OfficialSheet.Total(meeting.Lines.Count(line => line.Agreed), meeting.Lines.Where(line => line.Agreed).Sum(line => line.ProposedVnd ?? 0)),
            OfficialSheet.Fact(PaperWords.Of("Minutes.Conclusion"), meeting.Note),
            OfficialSheet.Line(PaperWords.Of("Minutes.End", Time(meeting.Ends))),
            OfficialSheet.Signs("Sign.Chair", "Sign.Secretary", "Sign.People"),
        ];
        return new(title, $"bien-ban-binh-xet-{row.HeldOn:yyyy-MM-dd}", head.UnitLine, row.HeldOn, sheet);
    }

    /// <summary>Danh sách niêm yết. Names, what for, how much, from where: no birth date, ID, illness or phone.</summary>
    public static Printed List(string hamlet, DateOnly? from, DateOnly until, string place, IReadOnlyList<GrantRow> grants, Letterhead head)
    {
        var title = PaperWords.Of("Posting.Title");
        IReadOnlyList<PaperColumn> columns =
        [
            new(PaperWords.Of("Column.No"), 7), new(PaperWords.Of("Column.Head"), 28), new(PaperWords.Of("Column.Hamlet"), 22), new(PaperWords.Of("Column.Purpose"), 22),
            new(PaperWords.Of("Column.Amount"), 16, true), new(PaperWords.Of("Column.Source"), 18),
        ];
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, RequestSheets.Committee(hamlet), null, head.Place, from),
            OfficialSheet.Title(title, PaperWords.Of("Posting.Sub", hamlet)),
            .. OfficialSheet.Table(columns, grants.Select((grant, i) => (IReadOnlyList<string>)
            [
                Whole(i + 1), grant.Head, grant.Hamlet, PaperWords.Of($"Purpose.{grant.Purpose}"), OfficialSheet.Figures(grant.ProposedVnd ?? grant.WishedVnd ?? 0), Source(head),
            ])),
            .. OfficialSheet.Total(grants.Count, grants.Sum(grant => grant.ProposedVnd ?? grant.WishedVnd ?? 0)),
            OfficialSheet.Fact(PaperWords.Of("Posting.Place"), place),
            OfficialSheet.Line(PaperWords.Of("Posting.Days", PaperWords.InFigures(from), PaperWords.InFigures(until))),
            OfficialSheet.Line(PaperWords.Of("Posting.Objections", head.UnitLine, PaperWords.OrDots(head.Phone))),
            OfficialSheet.Signs("Sign.Hamlet"),
        ];
        return new(title, $"niem-yet-{until:yyyy-MM-dd}", head.UnitLine, from ?? until, sheet);
    }

    /// <summary>Biên bản niêm yết.</summary>
    public static Printed Posted(string hamlet, DateOnly? from, DateOnly until, string place, int households, Letterhead head)
    {
        var title = PaperWords.Of("Posted.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, RequestSheets.Committee(hamlet), null, head.Place, from),
            OfficialSheet.Title(title, PaperWords.Of("Posting.Sub", hamlet)),
            OfficialSheet.Line(PaperWords.Of("Posted.Text", PaperWords.Day(from), PaperWords.OrDots(place), households)),
            OfficialSheet.Line(PaperWords.Of("Posting.Days", PaperWords.InFigures(from), PaperWords.InFigures(until))),
            OfficialSheet.Line(PaperWords.Of("Posting.Objections", head.UnitLine, PaperWords.OrDots(head.Phone))),
            OfficialSheet.Line(PaperWords.Of("Copies")),
            OfficialSheet.Signs("Sign.HamletHead", "Sign.Hamlet", "Sign.People"),
        ];
        return new(title, $"bien-ban-niem-yet-{until:yyyy-MM-dd}", head.UnitLine, from ?? until, sheet);
    }

    /// <summary>Biên bản kết thúc niêm yết.</summary>
    /// <param name="objections">What was said, and how it was answered.</param>
    public static Printed Ended(string hamlet, DateOnly? from, DateOnly until, string place, int households, IReadOnlyList<(string Text, string? Answer)> objections, Letterhead head)
    {
        var title = PaperWords.Of("Ended.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, RequestSheets.Committee(hamlet), null, head.Place, null),
            OfficialSheet.Title(title, PaperWords.Of("Posting.Sub", hamlet)),
            OfficialSheet.Line(PaperWords.Of("Ended.Text", households, PaperWords.OrDots(place), PaperWords.InFigures(from), PaperWords.InFigures(until))),
            OfficialSheet.Line(PaperWords.Of("Ended.Objections", objections.Count), strong: true),
        ];
        foreach (var (text, answer) in objections)
        {
            sheet.Add(OfficialSheet.Line("– " + text));
            sheet.Add(OfficialSheet.Fact(PaperWords.Of("Ended.Answer"), answer));
        }
        if (objections.Count == 0) sheet.Add(OfficialSheet.Line(PaperWords.Of("Ended.NoObjection")));
        sheet.Add(OfficialSheet.Line(PaperWords.Of("Copies")));
        sheet.Add(OfficialSheet.Signs("Sign.HamletHead", "Sign.Hamlet", "Sign.People"));
        return new(title, $"ket-thuc-niem-yet-{until:yyyy-MM-dd}", head.UnitLine, until, sheet);
    }

    public static string Source(Letterhead head) => PaperWords.Of("Source", head.BoardLine.Contains("CỨU TRỢ", StringComparison.OrdinalIgnoreCase) ? PaperWords.Of("Fund.CT") : PaperWords.Of("Fund.VNN"));

    private static string Time(TimeOnly? time) => time is { } known ? PaperWords.Of("Hour", known.Hour.ToString("00", CultureInfo.InvariantCulture), known.Minute.ToString("00", CultureInfo.InvariantCulture)) : PaperWords.Of("Hour.Open");
}
