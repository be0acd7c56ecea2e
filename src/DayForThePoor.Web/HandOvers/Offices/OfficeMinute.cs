using System.Text.Encodings.Web;
using System.Text.Json;
using DayForThePoor.Core.HandOvers;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>BIÊN BẢN BÀN GIAO CÔNG VIỆC THỦ QUỸ (KẾ TOÁN) as all sign it. Kept word for word.</summary>
/// <param name="Office">Treasurer or Accountant.</param>
/// <param name="Books">Sổ, chứng từ từ số … đến số …</param>
public sealed record OfficeMinute(
    Guid UnitId,
    string Unit,
    string Office,
    string Giver,
    string Receiver,
    DateOnly HandedOn,
    string Decision,
    IReadOnlyList<OfficeCash> Cash,
    IReadOnlyList<OfficeVoucher> OpenVouchers,
    IReadOnlyList<OfficeAdvance> Advances,
    IReadOnlyList<string> Books,
    IReadOnlyList<string> HamletBooks,
    IReadOnlyList<OfficeAccount> Accounts,
    IReadOnlyList<string> ReportsDue,
    string Safe,
    string Remarks)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static OfficeMinute Of(string json) => JsonSerializer.Deserialize<OfficeMinute>(json, Json)!;
}

/// <summary>The box of one fund. All in đồng.</summary>
/// <param name="BookVnd">Sổ quỹ.</param>
/// <param name="NotInVnd">Of vouchers that are in the book and whose cash has not come in yet.</param>
/// <param name="CountedVnd">Null: not counted, because an accountant hands over no box.</param>
/// <param name="NotOutVnd">Of payments that are in the book and whose cash is still in the box.</param>
public sealed record OfficeCash(Guid FundId, string Fund, long BookVnd, long NotInVnd, IReadOnlyList<CountedNotes> Notes, long? CountedVnd, long NotOutVnd = 0)
{
    /// <summary>What should lie in the box.</summary>
    public long ExpectedVnd => BookVnd - NotInVnd + NotOutVnd;

    /// <summary>Counted less expected; 0 where nothing was counted.</summary>
    public long DifferenceVnd => CountedVnd is { } counted ? counted - ExpectedVnd : 0;
}

/// <param name="Voucher">"PT-VNN-2026-000042".</param>
public sealed record OfficeVoucher(string Voucher, DateOnly Date, long AmountVnd);

/// <summary>What a fund has advanced and has not been settled.</summary>
public sealed record OfficeAdvance(string Fund, long OpenVnd);

/// <param name="ReconciledTo">Last day that statements reach; null where none was read.</param>
public sealed record OfficeAccount(string Account, string Bank, DateOnly? ReconciledTo);
