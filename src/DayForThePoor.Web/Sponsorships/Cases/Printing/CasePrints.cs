using System.Globalization;
using System.Resources;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Papers;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Cases.Printing;

/// <summary>Paper is Vietnamese whoever asks for it.</summary>
internal static class CaseWords
{
    private static readonly ResourceManager Own = new(typeof(CaseTexts)), Shared = new(typeof(SponsorshipTexts));
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    public static string Of(string key, params object[] args) =>
        string.Format(CultureInfo.InvariantCulture, Own.GetString(key, Vietnamese) ?? Shared.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}

/// <summary>The addresses of the papers of a case. Whoever may not open its papers may not print them.</summary>
public static class CasePrints
{
    public static void Map(WebApplication app)
    {
        Sheet("/do-dau/ho-so/{id:guid}/van-ban-dong-y.pdf", (view, head, day) => ConsentSheet.Of(view, head, day));
        Sheet("/do-dau/ho-so/{id:guid}/ho-so.pdf", (view, head, day) => CaseSheet.Of(view, head, day));

        void Sheet(string route, Func<CaseView, Letterhead, DateOnly, Printed> print) =>
            app.MapGet(route, async (Guid id, HttpContext http, CaseSight sight, IRegistry registry, Installation installation, TimeProvider clock, CancellationToken cancellation) =>
            {
                if (await sight.Find(http.Actor(), id, cancellation) is not { } view || !await sight.MayReadPapers(http.Actor(), view.Case.UnitId, cancellation)) throw new AccessDenied(AccessPolicy.OtherUnit);
                var known = await registry.Current(cancellation);
                var fund = known.Funds.Values.Where(fund => fund.UnitId == view.Case.UnitId).OrderByDescending(fund => fund.Kind, StringComparer.Ordinal).First();
                var today = VietnamTime.TodayIn(clock);
                return OfficialPaper.Answer(print(view, known.LetterheadOf(fund.Id, today), today), installation, http);
            }).ExcludeFromDescription();
    }
}

/// <summary>Văn bản đồng ý sử dụng thông tin, hình ảnh: every box empty, one line an item, to be filled in by hand.</summary>
internal static class ConsentSheet
{
    public static Printed Of(CaseView view, Letterhead head, DateOnly day)
    {
        var birth = Ages.LatestBirth(view.Case.BirthDate, view.Case.BirthYear);
        var adult = birth is { } born && Ages.On(born, day) >= ConsentRules.OfAge;
        var title = CaseWords.Of(adult ? "Paper.Consent.Adult" : "Paper.Consent.Child");
        const string Box = "[     ]";
        IReadOnlyList<PaperColumn> columns =
        [
            new(CaseWords.Of("Paper.Item"), 3), new(CaseWords.Of("Paper.ForSponsor"), 2.4f), new(CaseWords.Of("Paper.ForPublic"), 2.4f), new(CaseWords.Of("Paper.Refused"), 2), new(CaseWords.Of("Paper.Until"), 2.4f),
        ];
        IReadOnlyList<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, null, head.Place, null),
            OfficialSheet.Title(title, CaseWords.Of("Paper.Code", view.Case.Code)),
            OfficialSheet.Fact(CaseWords.Of("Paper.Person"), view.Case.Name),
            OfficialSheet.Fact(CaseWords.Of("Paper.Born"), view.Case.BirthDate is { } date ? PaperWords.InFigures(date) : view.Case.BirthYear?.ToString(CultureInfo.InvariantCulture)),
            .. adult ? [] : new[] { OfficialSheet.Fact(CaseWords.Of("Paper.Guardian"), null), OfficialSheet.Fact(CaseWords.Of("Paper.GuardianRelation"), null) },
            OfficialSheet.Line(CaseWords.Of("Paper.Consent.Ask")),
            new Space(4),
            .. OfficialSheet.Table(columns, ConsentItems.All.Select(item => (IReadOnlyList<string>)[CaseWords.Of($"Consent.{item}"), Box, Box, Box, "…/…/20…"])),
            new Space(6),
            OfficialSheet.Line(CaseWords.Of("Paper.Consent.Where")),
            OfficialSheet.Line(CaseWords.Of("Paper.Consent.Withdraw", head.UnitLine)),
            .. adult ? [] : new[] { OfficialSheet.Line(CaseWords.Of("Paper.Consent.Birthday")), OfficialSheet.Line(CaseWords.Of("Paper.Consent.View"), true) },
            .. adult ? [] : OfficialSheet.Open(2),
            Signs(adult ? ["Paper.Sign.Person", "Paper.Sign.Officer"] : ["Paper.Sign.Guardian", "Paper.Sign.Child", "Paper.Sign.Officer"]),
        ];
        return new(title, $"van-ban-dong-y-{FileCode(view)}", head.UnitLine, day, sheet);
    }

    /// <summary>"dd-2026-0007": a header of HTTP carries no other letters.</summary>
    internal static string FileCode(CaseView view) => Folding.Fold(view.Case.Code);

    internal static Block Signs(params IReadOnlyList<string> who) => new Stack(
        new Space(14),
        new Beside(8, [.. who.Select(key => (1f, (Block)new Stack(
            Paragraph.Centred(10.5f, CaseWords.Of(key), Face.Bold), Paragraph.Centred(OfficialSheet.Small, CaseWords.Of("Paper.Sign.Hint"), Face.Italic), new Space(58))))]));
}

/// <summary>The whole case on paper, for the file and for whoever takes it over.</summary>
internal static class CaseSheet
{
    public static Printed Of(CaseView view, Letterhead head, DateOnly day)
    {
        var person = view.Case;
        var isChild = BeneficiaryKinds.Children.Contains(person.Kind);
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, null, head.Place, day),
            OfficialSheet.Title(CaseWords.Of("Paper.Case"), CaseWords.Of("Paper.Code", person.Code)),
            OfficialSheet.Fact(CaseWords.Of("Paper.Person"), person.Name),
            OfficialSheet.Fact(CaseWords.Of("Paper.Born"), person.BirthDate is { } date ? PaperWords.InFigures(date) : person.BirthYear?.ToString(CultureInfo.InvariantCulture)),
            OfficialSheet.Fact(CaseWords.Of("Field.Kind"), CaseWords.Of($"Kind.{person.Kind}")),
            OfficialSheet.Fact(CaseWords.Of("Field.Household"), $"{person.HouseholdCode}, {person.Hamlet}"),
        ];
        if (isChild)
        {
            sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Father"), CaseWords.Of($"Parent.{view.Father}")));
            sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Mother"), CaseWords.Of($"Parent.{view.Mother}")));
            sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.School"), view.Grade is { } grade ? CaseWords.Of("School.Grade", view.School, grade, view.GradeYear!, view.GradeYear! + 1) : view.School));
        }
        sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Carer"), string.Join(", ", new[] { view.CarerName, view.CarerRelation, view.CarerPhone }.Where(part => part.Length > 0))));
        sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Officer"), person.Officer));
        if (view.Aid is { } aid) sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Aid"), CaseWords.Of("Paper.Aid", CaseWords.Of($"Aid.{aid.Category}"), OfficialSheet.Money(aid.AmountVnd))));
        if (view.Note.Length > 0) sheet.Add(OfficialSheet.Fact(CaseWords.Of("Field.Note"), view.Note));
        if (person.Stopped is { } stopped) sheet.Add(OfficialSheet.Line(CaseWords.Of("Paper.Stopped", CaseWords.Of($"Life.{stopped}"), PaperWords.InFigures(person.StoppedOn)), true));
        Section("Slots.Title", [new(CaseWords.Of("Field.Purpose"), 3), new(CaseWords.Of("Slot.Monthly"), 3, true), new(CaseWords.Of("Field.Period"), 4)],
            view.Slots.Select(s => (IReadOnlyList<string>)[CaseWords.Of($"Purpose.{s.Purpose}"), Monthly(s), Period(s.StartsOn, s.EndsOn)]));
        Section("Slots.Pledges", [new(CaseWords.Of("Paper.Sponsor"), 4), new(CaseWords.Of("Field.Purpose"), 2.4f), new(CaseWords.Of("Paper.Each"), 3, true), new(CaseWords.Of("Field.Period"), 3.4f), new(CaseWords.Of("Field.State"), 2)],
            view.Pledges.Select(p => (IReadOnlyList<string>)[
                p.Sponsor, view.Slots.FirstOrDefault(s => s.Id == p.SlotId) is { } slot ? CaseWords.Of($"Purpose.{slot.Purpose}") : "",
                $"{(p.Quantity is { } q ? Quantity(q) : OfficialSheet.Money(p.AmountVnd))}, {CaseWords.Of($"Frequency.{p.Frequency}")}", Period(p.StartsOn, p.EndsOn), CaseWords.Of($"State.{p.State}")]));
        Section("Consents.Title", [new(CaseWords.Of("Consents.Item"), 2), new(CaseWords.Of("Consent.ForWhom"), 3), new(CaseWords.Of("Consent.GivenOn"), 2), new(CaseWords.Of("Consent.ValidUntil"), 2), new(CaseWords.Of("Field.State"), 3)],
            view.Consents.Select(c => (IReadOnlyList<string>)[
                CaseWords.Of($"Consent.{c.Item}"), CaseWords.Of(c.ForPublic ? "Consent.ForPublic" : "Consent.ForSponsor"), PaperWords.InFigures(c.GivenOn), PaperWords.InFigures(c.ValidUntil),
                CaseWords.Of(c.WithdrawnAt is not null ? "Paper.Withdrawn" : c.Holds ? "Paper.Holds" : "Consents.Over")]));
        Section("Visits.Title", [new(CaseWords.Of("Field.On"), 2), new(CaseWords.Of("Visits.Text"), 6), new(CaseWords.Of("Field.Officer"), 3)],
            view.Visits.Select(v => (IReadOnlyList<string>)[PaperWords.InFigures(v.On), v.Text, v.VisitedBy]));
        Section("Life.Title", [new(CaseWords.Of("Field.On"), 2), new(CaseWords.Of("Life.Kind"), 4), new(CaseWords.Of("Field.Note"), 5)],
            view.Changes.Where(c => !c.TakenBack).Select(c => (IReadOnlyList<string>)[PaperWords.InFigures(c.On), CaseWords.Of($"Life.{c.Kind}"), c.Note]));
        Section("Facility.Title", [new(CaseWords.Of("Field.On"), 2), new(CaseWords.Of("Facility.Step"), 3), new(CaseWords.Of("Facility.Name"), 5)],
            view.FacilitySteps.Select(f => (IReadOnlyList<string>)[PaperWords.InFigures(f.On), CaseWords.Of($"Facility.{f.Step}"), f.Facility]));
        Section("Papers.Title", [new(CaseWords.Of("Field.On"), 2), new(CaseWords.Of("Papers.Kind"), 4), new(CaseWords.Of("File"), 5)],
            view.Files.Select(f => (IReadOnlyList<string>)[PaperWords.InFigures(f.On), CaseWords.Of($"File.{f.Kind}"), f.Name]));
        sheet.Add(ConsentSheet.Signs("Paper.Sign.Carer", "Paper.Sign.Officer"));
        return new(CaseWords.Of("Paper.Case"), $"ho-so-{ConsentSheet.FileCode(view)}", head.UnitLine, day, sheet);

        void Section(string title, IReadOnlyList<PaperColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
        {
            var lines = rows.ToList();
            if (lines.Count == 0) return;
            sheet.Add(new Space(8));
            sheet.Add(OfficialSheet.Line(CaseWords.Of(title), true));
            sheet.AddRange(OfficialSheet.Table(columns, lines));
        }
    }

    private static string Monthly(SlotView slot) => slot.Kind == SlotRow.Money ? OfficialSheet.Money(slot.AmountVnd) : CaseWords.Of("Slot.Goods", Quantity(slot.Quantity), slot.Unit, slot.Goods);

    private static string Quantity(decimal quantity) => quantity.ToString("0.###", CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Period(DateOnly from, DateOnly? until) =>
        until is { } end ? CaseWords.Of("Period", PaperWords.InFigures(from), PaperWords.InFigures(end)) : CaseWords.Of("Period.Open", PaperWords.InFigures(from));
}
