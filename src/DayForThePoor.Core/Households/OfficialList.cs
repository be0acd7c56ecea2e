using System.Globalization;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>
/// Reads the rows of an official list (danh sách hộ nghèo, hộ cận nghèo): one row a person, the head of a household first,
/// its members under it with the same code; or the heads alone. Everything that is wrong is told, not the first thing.
/// </summary>
public sealed class OfficialList(HamletBook hamlets, DateOnly today)
{
    /// <summary>As many as are told; a broken column in a long list would name every row.</summary>
    public const int KeptProblems = 500;

    private const int LongestCode = 40, LongestName = 100, LongestText = 60, MostPeople = 40;

    private readonly List<ListProblem> problems = [];
    private readonly List<ListedHousehold> households = [];
    private readonly List<string> unknownHamlets = [];
    private readonly Dictionary<string, int> rowOfCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> rowOfId = new(StringComparer.Ordinal);
    private ListColumns? columns;
    private Draft? open;
    private int rows, problemCount;

    /// <summary>The household that is being read; kept also when a row of it is wrong, so that its next rows are not blamed.</summary>
    private sealed record Draft(string Code, Guid? Hamlet, string? Class, bool? Able, string Certificate, int? People, List<ListedMember> Members);

    /// <param name="number">Of the sheet, from 1.</param>
    /// <param name="cells">As a person reads them; dates as dd/MM/yyyy.</param>
    public void Take(int number, IReadOnlyList<string> cells)
    {
        if (columns is null)
        {
            columns = ListColumns.Of(cells);
            return;
        }
        if (columns.Missing.Any()) return;
        var code = columns.Cell(cells, ListColumns.Code).ToUpperInvariant();
        var name = columns.Cell(cells, ListColumns.Name);
        if (code.Length == 0 && name.Length == 0) return; // totals and signatures below the list, empty rows within
        rows++;
        var member = Member(number, cells, name);
        var isHead = !columns.Has(ListColumns.Relation) || member.Relation == Relations.Head;
        if (code.Length == 0 && !isHead && open is not null) code = open.Code;
        if (code.Length == 0) Problem("household_list.no_code", number, ListColumns.Code);
        else if (code.Length > LongestCode || code.Any(char.IsWhiteSpace)) Problem("household_list.bad_code", number, ListColumns.Code);

        if (isHead) Begin(number, cells, code, member);
        else if (open is null || open.Code != code) Problem("household_list.member_without_head", number, ListColumns.Code, code);
        else open.Members.Add(member);
    }

    public ListReading Finish()
    {
        Close();
        if (columns is null) Problem("household_list.no_header", null, null, $"{ListColumns.HeaderWithin}");
        else if (columns.Missing.ToList() is { Count: > 0 } missing) Problem("household_list.no_column", null, null, string.Join(", ", missing.Select(c => c.Title)));
        else if (rows == 0) Problem("household_list.empty", null, null);
        return new(households, rows, [.. problems.OrderBy(p => p.Row)], problemCount, unknownHamlets);
    }

    private void Begin(int number, IReadOnlyList<string> cells, string code, ListedMember head)
    {
        Close();
        if (code.Length > 0 && !rowOfCode.TryAdd(code, number)) Problem("household_list.code_twice", number, ListColumns.Code, code, $"{rowOfCode[code]}");
        open = new(code, Hamlet(number, cells), Class(number, cells), Able(number, cells), Text(number, cells, ListColumns.Certificate, LongestText), People(number, cells), [head]);
    }

    private void Close()
    {
        if (open is { Hamlet: { } hamlet, Class: { } recognised } draft)
            households.Add(new(draft.Code, hamlet, recognised, draft.Able, draft.Certificate, Math.Max(draft.People ?? 0, draft.Members.Count), draft.Members));
        open = null;
    }

    private ListedMember Member(int number, IReadOnlyList<string> cells, string written)
    {
        var name = CleanText.CheckRequired(written, maxLength: LongestName);
        if (name.IsRefused || !name.Value.Any(char.IsLetter)) Problem("household_list.bad_name", number, ListColumns.Name);
        var relation = Relations.OfWords(columns!.Cell(cells, ListColumns.Relation));
        if (relation is null && columns.Has(ListColumns.Relation)) Problem("household_list.no_relation", number, ListColumns.Relation);
        var born = Birth.Read(columns.Cell(cells, ListColumns.Born), today);
        if (born.IsRefused) Problem($"household_list.{born.Refusals[0].Code.Replace('.', '_')}", number, ListColumns.Born, [.. born.Refusals[0].Args]);
        if (!Disabilities.TryRead(columns.Cell(cells, ListColumns.Disability), out var disability))
            Problem("household_list.bad_disability", number, ListColumns.Disability, columns.Cell(cells, ListColumns.Disability));
        var birth = born.IsRefused ? default : born.Value;
        return new(
            number, name.IsRefused ? "" : name.Value, relation ?? Relations.Other, birth.Date, birth.Year, Sex(number, cells), Id(number, cells), disability,
            Text(number, cells, ListColumns.Schooling, LongestText));
    }

    private string? Id(int number, IReadOnlyList<string> cells)
    {
        if (columns!.Cell(cells, ListColumns.Id) is not { Length: > 0 } written) return null;
        var read = NationalId.Check(written);
        if (!read.TryGet(out var digits))
        {
            Problem($"household_list.{read.Refusals[0].Code.Replace('.', '_')}", number, ListColumns.Id, [.. read.Refusals[0].Args]);
            return null;
        }
        if (!rowOfId.TryAdd(digits, number)) Problem("household_list.id_twice", number, ListColumns.Id, $"{rowOfId[digits]}");
        return digits;
    }

    private string? Sex(int number, IReadOnlyList<string> cells)
    {
        var written = columns!.Cell(cells, ListColumns.Sex);
        switch (Folding.Fold(written))
        {
            case "": return null;
            case "nam": return "male";
            case "nu": return "female";
            default:
                Problem("household_list.bad_sex", number, ListColumns.Sex, written);
                return null;
        }
    }

    private Guid? Hamlet(int number, IReadOnlyList<string> cells)
    {
        var written = columns!.Cell(cells, ListColumns.Hamlet);
        if (hamlets.Find(written, out var several) is { } found) return found;
        if (written.Length == 0) Problem("household_list.no_hamlet", number, ListColumns.Hamlet);
        else if (several) Problem("household_list.hamlet_of_two", number, ListColumns.Hamlet, written);
        else Problem("household_list.unknown_hamlet", number, ListColumns.Hamlet, written);
        if (written.Length is > 0 and <= LongestName && !several && !unknownHamlets.Contains(written)) unknownHamlets.Add(written);
        return null;
    }

    private string? Class(int number, IReadOnlyList<string> cells)
    {
        var written = columns!.Cell(cells, ListColumns.Class);
        var recognised = HouseholdClasses.OfWords(written);
        if (recognised is null) Problem("household_list.bad_class", number, ListColumns.Class, written);
        return recognised;
    }

    private bool? Able(int number, IReadOnlyList<string> cells)
    {
        var written = columns!.Cell(cells, ListColumns.Able);
        switch (Folding.Fold(written))
        {
            case "": return null;
            case "co" or "x": return true;
            case "khong": return false;
            default:
                Problem("household_list.bad_able", number, ListColumns.Able, written);
                return null;
        }
    }

    private int? People(int number, IReadOnlyList<string> cells)
    {
        var written = columns!.Cell(cells, ListColumns.People);
        if (written.Length == 0) return null;
        if (int.TryParse(written, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var people) && people is > 0 and <= MostPeople) return people;
        Problem("household_list.bad_people", number, ListColumns.People, written, $"{MostPeople}");
        return null;
    }

    private string Text(int number, IReadOnlyList<string> cells, ListColumn column, int longest)
    {
        var text = CleanText.Check(columns!.Cell(cells, column), maxLength: longest);
        if (text.TryGet(out var clean)) return clean;
        Problem("household_list.bad_text", number, column, $"{longest}");
        return "";
    }

    private void Problem(string code, int? row, ListColumn? column, params IReadOnlyList<string> args)
    {
        problemCount++;
        if (problems.Count < KeptProblems) problems.Add(new(code, row, column?.Title, args));
    }
}
