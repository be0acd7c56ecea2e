using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>A column of the official list.</summary>
/// <param name="Title">As the template has it.</param>
/// <param name="Needed">A list without it cannot be read.</param>
/// <param name="Words">Further headings that communes use for it, without diacritics.</param>
public sealed record ListColumn(string Title, bool Needed, params IReadOnlyList<string> Words);

/// <summary>The columns of the official list in the order of the template, and where they stand in a file.</summary>
public sealed class ListColumns
{
    public static readonly ListColumn
        Code = new("Mã hộ", true, "ma so ho", "ma ho ngheo", "ma ho gia dinh"),
        Hamlet = new("Thôn (tổ dân phố)", true, "thon", "to dan pho", "thon to dan pho", "thon/to dan pho", "dia chi thon"),
        Name = new("Họ và tên", true, "ho ten", "ho va ten chu ho", "ho ten chu ho", "ho va ten thanh vien", "ten chu ho"),
        Relation = new("Quan hệ với chủ hộ", false, "quan he", "quan he chu ho"),
        Born = new("Ngày sinh hoặc năm sinh", false, "ngay sinh", "nam sinh", "ngay thang nam sinh"),
        Sex = new("Giới tính", false, "gioi tinh nam/nu"),
        Id = new("Số định danh cá nhân", false, "so dinh danh", "so cccd", "cccd", "so cccd/cmnd", "cccd/dinh danh"),
        Class = new("Phân loại", true, "dien ho", "loai ho", "ket qua phan loai", "ket qua"),
        Able = new("Có khả năng lao động", false, "kha nang lao dong"),
        Certificate = new("Số giấy chứng nhận", false, "so gcn", "giay chung nhan"),
        People = new("Số khẩu", false, "so nhan khau", "nhan khau"),
        Disability = new("Mức độ khuyết tật", false, "khuyet tat"),
        Schooling = new("Đang học lớp", false, "dang hoc", "tinh trang di hoc", "lop");

    /// <summary>In the order of the template.</summary>
    public static readonly IReadOnlyList<ListColumn> All =
        [Code, Hamlet, Name, Relation, Born, Sex, Id, Class, Able, Certificate, People, Disability, Schooling];

    /// <summary>Titles and letterheads stand above the header, more rows than these never.</summary>
    public const int HeaderWithin = 30;

    private readonly Dictionary<ListColumn, int> places = [];

    private ListColumns(Dictionary<ListColumn, int> places) => this.places = places;

    /// <summary>Null when the row is no header: less than three columns of the list are named in it.</summary>
    public static ListColumns? Of(IReadOnlyList<string> row)
    {
        var places = new Dictionary<ListColumn, int>();
        for (var i = 0; i < row.Count; i++)
        {
            var heading = Folding.Fold(row[i]).Trim('*', ' ', ':');
            if (heading.Length > 0 && All.FirstOrDefault(c => Folding.Fold(c.Title) == heading || c.Words.Contains(heading)) is { } column) places.TryAdd(column, i);
        }
        return places.Count >= 3 ? new(places) : null;
    }

    public IEnumerable<ListColumn> Missing => All.Where(column => column.Needed && !places.ContainsKey(column));

    public bool Has(ListColumn column) => places.ContainsKey(column);

    /// <summary>The cell, trimmed; empty when the file has no such column.</summary>
    public string Cell(IReadOnlyList<string> row, ListColumn column) =>
        places.TryGetValue(column, out var at) && at < row.Count ? row[at].Trim() : "";
}
