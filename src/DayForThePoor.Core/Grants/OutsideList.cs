using DayForThePoor.Core.Households;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Grants;

/// <summary>A row of another programme's list that has nothing wrong in it.</summary>
/// <param name="Row">Of the sheet, from 1.</param>
/// <param name="Code">Household code of the official list, upper case; empty: found by the number.</param>
/// <param name="HeadFolded">Name of the head without diacritics, to be sure; empty: not written.</param>
/// <param name="NationalId">All digits, of the person it was for; null: for the household.</param>
/// <param name="List">Number of the list; empty: it has none.</param>
/// <param name="Amount">Đồng; of goods their value.</param>
public sealed record OutsideRow(
    int Row, string Code, string HeadFolded, string? NationalId, string Programme, string List, string Purpose, long Amount, DateOnly On);

/// <summary>Words that lists use for purposes.</summary>
public static class PurposeWords
{
    private static readonly (string Purpose, string[] Words)[] Known =
    [
        (Purposes.House, ["nha dai doan ket", "nha o", "nha", "xoa nha tam", "lam nha", "sua nha", "sua chua nha"]),
        (Purposes.Livelihood, ["phuong tien sinh ke", "sinh ke", "bo", "bo giong", "san xuat", "ho tro san xuat"]),
        (Purposes.Study, ["hoc tap", "hoc bong", "di hoc"]),
        (Purposes.Medical, ["kham, chua benh", "kham chua benh", "chua benh", "benh"]),
        (Purposes.Insurance, ["the bhyt", "bhyt", "bao hiem y te"]),
        (Purposes.Tet, ["qua tet", "tet"]),
        (Purposes.Hunger, ["cuu doi giap hat", "cuu doi", "giap hat"]),
        (Purposes.Hardship, ["ho tro dot xuat", "dot xuat", "thien tai", "hoa hoan"]),
        (Purposes.Sponsorship, ["nhan do dau", "do dau"]),
        (Purposes.Savings, ["so tiet kiem", "tiet kiem"]),
        (Purposes.Other, ["khac"]),
    ];

    /// <summary>Null: no purpose is called so.</summary>
    public static string? Find(string written)
    {
        var folded = Folding.Fold(written);
        return Array.Find(Known, purpose => purpose.Purpose == folded || purpose.Words.Contains(folded)).Purpose;
    }
}

/// <summary>
/// Reads the rows of another programme's list: a household or a person, what for, how much and when. Everything that is wrong
/// is told, not the first thing.
/// </summary>
/// <param name="programme">For rows that name none; cleaned.</param>
/// <param name="list">For rows that name none; cleaned.</param>
public sealed class OutsideList(string programme, string list, DateOnly today)
{
    /// <summary>As many as are told.</summary>
    public const int KeptProblems = 500;

    /// <summary>Titles and letterheads stand above the header.</summary>
    public const int HeaderWithin = 30;

    private const int LongestCode = 40, LongestProgramme = 120, LongestList = 40;

    /// <summary>Đồng; more for one household is a slip of the pen.</summary>
    private const long Most = 10_000_000_000;

    public static readonly ListColumn
        Code = new("Mã hộ", false, "ma so ho", "ma ho ngheo", "ma ho gia dinh"),
        Head = new("Họ và tên chủ hộ", false, "chu ho", "ho ten chu ho", "ten chu ho", "ho va ten"),
        Id = new("Số định danh cá nhân", false, "so dinh danh", "so cccd", "cccd"),
        Purpose = new("Mục đích", true, "noi dung ho tro", "loai ho tro", "noi dung"),
        Amount = new("Số tiền (đồng)", true, "so tien", "muc ho tro", "gia tri", "gia tri (dong)"),
        On = new("Ngày hỗ trợ", true, "ngay", "ngay nhan", "ngay cap", "thoi gian"),
        Programme = new("Chương trình", false, "nguon", "nguon ho tro", "don vi ho tro", "chuong trinh, nguon"),
        List = new("Số danh sách", false, "danh sach so", "so quyet dinh", "quyet dinh");

    /// <summary>In the order of the template.</summary>
    public static readonly IReadOnlyList<ListColumn> Columns = [Code, Head, Id, Purpose, Amount, On, Programme, List];

    private readonly List<ListProblem> problems = [];
    private readonly List<OutsideRow> rows = [];
    private Dictionary<ListColumn, int>? places;
    private int read, problemCount;

    public void Take(int number, IReadOnlyList<string> cells)
    {
        if (places is null)
        {
            places = Header(cells);
            return;
        }
        if (Missing.Any() || (Cell(cells, Code).Length == 0 && Cell(cells, Id).Length == 0 && Cell(cells, Purpose).Length == 0)) return; // sums and signatures below
        read++;
        var before = problemCount;
        var code = Cell(cells, Code).ToUpperInvariant();
        var id = NumberOf(number, cells);
        if (code.Length == 0 && id is null && problemCount == before) Problem("outside_list.nobody", number, Code);
        if (code.Length > LongestCode || code.Any(char.IsWhiteSpace)) Problem("outside_list.bad_code", number, Code);
        var purpose = PurposeWords.Find(Cell(cells, Purpose));
        if (purpose is null) Problem("outside_list.bad_purpose", number, Purpose, Cell(cells, Purpose));
        var (amount, on) = (AmountOf(number, cells), DayOf(number, cells));
        var source = Text(number, cells, Programme, programme, LongestProgramme);
        if (source.Length == 0) Problem("outside_list.no_programme", number, Programme);
        var of = Text(number, cells, List, list, LongestList);
        if (problemCount == before) rows.Add(new(number, code, Folding.Fold(Cell(cells, Head)), id, source, of, purpose!, amount, on));
    }

    /// <summary>The rows that have nothing wrong in them, and what is wrong with the others.</summary>
    /// <returns>Rows read in all, problems in the order of the sheet, and how many there were.</returns>
    public (IReadOnlyList<OutsideRow> Rows, int Read, IReadOnlyList<ListProblem> Problems, int ProblemCount) Finish()
    {
        if (places is null) Problem("outside_list.no_header", null, null, $"{HeaderWithin}");
        else if (Missing.ToList() is { Count: > 0 } missing) Problem("outside_list.no_column", null, null, string.Join(", ", missing.Select(column => column.Title)));
        else if (read == 0) Problem("outside_list.empty", null, null);
        return (rows, read, problems, problemCount);
    }

    /// <summary>Without one of the two nobody can be found; the other needed ones are marked so.</summary>
    private IEnumerable<ListColumn> Missing =>
        Columns.Where(column => column.Needed && !places!.ContainsKey(column)).Concat(places!.ContainsKey(Code) || places.ContainsKey(Id) ? [] : [Code]);

    private static Dictionary<ListColumn, int>? Header(IReadOnlyList<string> cells)
    {
        var found = new Dictionary<ListColumn, int>();
        for (var i = 0; i < cells.Count; i++)
        {
            var heading = Folding.Fold(cells[i]).Trim('*', ' ', ':');
            if (heading.Length > 0 && Columns.FirstOrDefault(column => Folding.Fold(column.Title) == heading || column.Words.Contains(heading)) is { } known) found.TryAdd(known, i);
        }
        return found.Count >= 3 ? found : null;
    }

    private string Cell(IReadOnlyList<string> cells, ListColumn column) => places!.TryGetValue(column, out var at) && at < cells.Count ? cells[at].Trim() : "";

    private string? NumberOf(int number, IReadOnlyList<string> cells)
    {
        if (Cell(cells, Id) is not { Length: > 0 } written) return null;
        if (NationalId.Check(written).TryGet(out var digits)) return digits;
        Problem("outside_list.bad_id", number, Id);
        return null;
    }

    private long AmountOf(int number, IReadOnlyList<string> cells)
    {
        var written = Cell(cells, Amount);
        if (MoneyText.Parse(written).TryGet(out var amount) && amount.Amount is >= 0 and <= Most) return amount.Amount;
        Problem("outside_list.bad_amount", number, Amount, written, MoneyText.Format(new(Most)));
        return 0;
    }

    private DateOnly DayOf(int number, IReadOnlyList<string> cells)
    {
        var written = Cell(cells, On);
        // The same spellings as of a birth date; a year alone is no day.
        if (Birth.Read(written, today) is { IsRefused: false, Value.Date: { } day }) return day;
        Problem("outside_list.bad_day", number, On, written);
        return default;
    }

    private string Text(int number, IReadOnlyList<string> cells, ListColumn column, string otherwise, int longest)
    {
        var text = CleanText.Check(Cell(cells, column), maxLength: longest);
        if (text.TryGet(out var clean)) return clean.Length > 0 ? clean : otherwise;
        Problem("outside_list.bad_text", number, column, $"{longest}");
        return otherwise;
    }

    private void Problem(string code, int? row, ListColumn? column, params IReadOnlyList<string> args)
    {
        problemCount++;
        if (problems.Count < KeptProblems) problems.Add(new(code, row, column?.Title, args));
    }
}
