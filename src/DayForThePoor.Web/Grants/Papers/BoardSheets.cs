using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>What goes to the fund's board and comes from it: the proposal and the decision, each with its frozen list.</summary>
public static class BoardSheets
{
    /// <summary>Tờ trình.</summary>
    public static Printed Proposal(ProposalView list, Letterhead head)
    {
        var row = list.Row;
        var title = PaperWords.Of("Proposal.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, PaperWords.Of("Number.Proposal"), head.Place, row.ProposedOn),
            OfficialSheet.Title(title, Subject(list)),
            OfficialSheet.Line(PaperWords.Of("Proposal.To", head.BoardLine), strong: true),
            .. Grounds(list, head),
            OfficialSheet.Line(PaperWords.Of("Proposal.Text", row.Lines, OfficialSheet.Money(row.TotalVnd))),
            new Space(4),
            .. Lines(list),
            OfficialSheet.Line(PaperWords.Of("Proposal.Wish")),
            OfficialSheet.Signs("Sign.Author", "Sign.Deputy"),
        ];
        return new($"{title} {row.ProposedOn:dd'/'MM'/'yyyy}", $"to-trinh-{row.ProposedOn:yyyy-MM-dd}", head.UnitLine, row.ProposedOn, sheet);
    }

    /// <summary>Biên bản họp Ban Vận động over a proposal; who came, what was said and how it was voted is written in by hand.</summary>
    public static Printed Meeting(ProposalView list, Letterhead head)
    {
        var row = list.Row;
        var title = PaperWords.Of("Board.Title");
        var dots = PaperWords.Of("Dots.Long");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, PaperWords.Of("Number.Board"), head.Place, row.DecidedOn ?? row.ProposedOn),
            OfficialSheet.Title(title, Subject(list)),
            OfficialSheet.Line(PaperWords.Of("Board.Time", PaperWords.Of("Hour.Open"), PaperWords.Of("Day.Open"), dots)),
            OfficialSheet.Line($"{PaperWords.Of("Minutes.Chair")}: {dots}"),
            OfficialSheet.Line($"{PaperWords.Of("Minutes.Secretary")}: {dots}"),
            OfficialSheet.Line(PaperWords.Of("Board.Attendance")),
            OfficialSheet.Line(PaperWords.Of("Board.Subject", PaperWords.Day(row.ProposedOn), row.Lines, OfficialSheet.Money(row.TotalVnd))),
            new Space(4),
            .. Lines(list),
            OfficialSheet.Line($"{PaperWords.Of("Board.Opinions")}: {dots}{dots}{dots}{dots}"),
            OfficialSheet.Line(PaperWords.Of("Board.Votes")),
            OfficialSheet.Line($"{PaperWords.Of("Minutes.Conclusion")}: {dots}{dots}"),
            OfficialSheet.Line(PaperWords.Of("Minutes.End", PaperWords.Of("Hour.Open"))),
            OfficialSheet.Signs("Sign.Secretary", "Sign.Chair"),
        ];
        return new($"{title} {row.ProposedOn:dd'/'MM'/'yyyy}", $"bien-ban-hop-ban-{row.ProposedOn:yyyy-MM-dd}", head.UnitLine, row.DecidedOn ?? row.ProposedOn, sheet);
    }

    /// <summary>Quyết định kèm danh sách.</summary>
    public static Printed Decision(ProposalView list, Letterhead head)
    {
        var row = list.Row;
        var day = row.DecidedOn ?? row.ProposedOn;
        var title = PaperWords.Of("Decision.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, row.Decision is { } number ? PaperWords.Of("Number", number) : PaperWords.Of("Number.Decision"), head.Place, day),
            OfficialSheet.Title(title, Subject(list)),
            Paragraph.Centred(OfficialSheet.Text, PaperWords.Of("Decision.Head"), Face.Bold),
            new Space(6),
            .. Grounds(list, head),
            OfficialSheet.Line(PaperWords.Of("Decision.Proposal", PaperWords.Day(row.ProposedOn))),
            Paragraph.Centred(12, PaperWords.Of("Decision.Decides"), Face.Bold),
            new Space(6),
            OfficialSheet.Line(PaperWords.Of("Decision.Article1", row.Lines, OfficialSheet.Money(row.TotalVnd), AmountInWords.Of(new Vnd(row.TotalVnd)))),
            OfficialSheet.Line(PaperWords.Of("Decision.Article2", HamletSheets.Source(head))),
            OfficialSheet.Line(PaperWords.Of("Decision.Article3")),
            OfficialSheet.Line(PaperWords.Of("Decision.Article4", PaperWords.Day(day))),
            new Beside(12,
                (50, new Stack(new Space(12), new Paragraph(OfficialSheet.Small, new Run(PaperWords.Of("Decision.Copies"), Face.Italic)))),
                (50, OfficialSheet.Signs("Sign.Head"))),
            new Space(14),
            Paragraph.Centred(12, PaperWords.Of("Decision.List"), Face.Bold),
            Paragraph.Centred(OfficialSheet.Text, PaperWords.Of("Decision.ListOf", row.Decision ?? PaperWords.Of("Dots"), PaperWords.Day(day)), Face.Italic),
            new Space(6),
            .. Lines(list),
        ];
        return new($"{title} {row.Decision}".Trim(), $"quyet-dinh-{day:yyyy-MM-dd}", head.UnitLine, day, sheet);
    }

    private static string Subject(ProposalView list) => PaperWords.Of("About", string.IsNullOrEmpty(list.Row.Title) ? PaperWords.Of("Dots.Long") : list.Row.Title);

    private static IEnumerable<Block> Grounds(ProposalView list, Letterhead head)
    {
        yield return OfficialSheet.Line(PaperWords.Of("Grounds.Rules", PaperWords.OrDots(head.RulesDecision)));
        yield return OfficialSheet.Line(PaperWords.Of("Grounds.Minutes"));
        if (list.Note is { Length: > 0 } note) yield return OfficialSheet.Line(PaperWords.Of("Grounds.Other", note));
    }

    private static IEnumerable<Block> Lines(ProposalView list)
    {
        IReadOnlyList<PaperColumn> columns =
        [
            new(PaperWords.Of("Column.No"), 6), new(PaperWords.Of("Column.Head"), 24), new(PaperWords.Of("Column.Hamlet"), 20), new(PaperWords.Of("Column.Class"), 15),
            new(PaperWords.Of("Column.Purpose"), 18), new(PaperWords.Of("Column.Amount"), 15, true), new(PaperWords.Of("Column.Note"), 12),
        ];
        return
        [
            .. OfficialSheet.Table(columns, list.Lines.Select(line => (IReadOnlyList<string>)
            [
                line.Line.ToString(CultureInfo.InvariantCulture), line.Head, line.Hamlet, line.Class.Length > 0 ? PaperWords.Of($"Class.{line.Class}") : PaperWords.Of("Class.none"),
                PaperWords.Of($"Purpose.{line.Purpose}"), OfficialSheet.Figures(line.AmountVnd), "",
            ])),
            .. OfficialSheet.Total(list.Row.Lines, list.Row.TotalVnd),
        ];
    }
}
