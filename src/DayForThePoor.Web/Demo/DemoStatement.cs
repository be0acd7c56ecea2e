using System.Globalization;
using System.Text;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo;

/// <summary>One line of the sample's statement.</summary>
/// <param name="Amount">Đồng; above zero is money in.</param>
public sealed record DemoLine(DateOnly Day, string Reference, long Amount, string Memo);

/// <summary>
/// A year's statement of an account of the sample, up to yesterday: the gifts that were recorded as transfers, and what a
/// bank writes beside them. The run tells most of it; of every other kind there is something left for a person. Pure; the
/// same year makes the same lines.
/// </summary>
public sealed class DemoStatement(DemoUnit unit, DateOnly today)
{
    /// <summary>Three gifts that a run must leave to a person: two of one sum on one day, and one from which a fee was taken on the way.</summary>
    private const long Twin = 300_000, Promised = 3_000_000, Fee = 11_000;

    private readonly Random random = new(int.Parse(unit.Code, CultureInfo.InvariantCulture) + 2);

    private DateOnly Yesterday => today.AddDays(-1);

    /// <summary>Gifts recorded today of which the statement speaks so that only a person can tell: with <see cref="Lines"/>.</summary>
    public static IReadOnlyList<GiftForm> OpenGifts(string fund, string account, DateOnly today)
    {
        GiftForm Gift(long amount, string name, string kind) => new(fund, Channels.Transfer, amount, name, kind, DocumentDate: today, Account: account);
        return
        [
            Gift(Twin, "Huỳnh Thị Kim Sương", DonorKinds.Person),
            Gift(Twin, "Lương Hữu Phước", DonorKinds.Person),
            Gift(Promised, DemoPersons.SmallFirms[7], DonorKinds.Organisation),
        ];
    }

    /// <summary>In the order of days; the balance begins at zero with the first gift and never falls below.</summary>
    /// <param name="gifts">By transfer to this account, at their days.</param>
    /// <param name="campaignCode">Transfer code of the campaign, which some givers write into their memo.</param>
    public IReadOnlyList<DemoLine> Lines(IEnumerable<DemoVoucher> gifts, string campaignCode)
    {
        List<DemoLine> lines = [.. gifts.Where(v => v.On < today).Select(v => new DemoLine(v.On, v.Gift!.BankReference ?? Reference(v.On), v.Gift.AmountVnd!.Value, MemoOf(v.Gift)))];
        if (lines.Count == 0) return [];
        var first = lines.Min(line => line.Day);
        List<DemoLine> beside = [.. Givers(campaignCode), .. OfTheBank(), .. Returned(), .. ForOpenGifts()];
        return [.. lines.Concat(beside.Where(line => line.Day > first)).OrderBy(line => line.Day)];
    }

    /// <summary>The simple table of Vietcombank with the balance beside it.</summary>
    public string Text(BankAccount account, IReadOnlyList<DemoLine> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Số tài khoản: {account.Number}\n");
        text.Append(CultureInfo.InvariantCulture, $"Từ ngày {lines[0].Day:dd/MM/yyyy} đến ngày {Yesterday:dd/MM/yyyy}\n");
        text.Append("Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Số dư,Mô tả\n");
        var balance = 0L;
        foreach (var line in lines)
        {
            balance += line.Amount;
            var (debit, credit) = line.Amount < 0 ? (Amount(-line.Amount), "") : ("", Amount(line.Amount));
            text.Append(CultureInfo.InvariantCulture, $"{line.Day:dd/MM/yyyy},{line.Reference},{debit},{credit},{Amount(balance)},{line.Memo}\n");
        }
        return text.ToString();
    }

    private static string Amount(long amount) => string.Create(CultureInfo.InvariantCulture, $"\"{amount:#,0}\"");

    /// <summary>People who told nobody: some with the campaign's code, most without.</summary>
    private IEnumerable<DemoLine> Givers(string campaignCode)
    {
        for (var i = 0; i < 14; i++)
        {
            var day = today.AddDays(-1 - 3 * i / 2);
            var name = Plain(DemoPersons.Name(random));
            var amount = random.Next(2, 21) * 25_000L;
            if (amount == Twin) amount += 50_000;
            var words = (i % 4) switch { 0 => campaignCode, 1 => "ung ho quy vi nguoi ngheo", 2 => "gop chut tam long", _ => "chuyen tien" };
            yield return new(day, Reference(day), amount, $"MBVCB.{random.Next(1_000_000_000):D10}.{name} {words}");
        }
    }

    /// <summary>What a rule tells alone (the fee for messages), and what rules only propose.</summary>
    private IEnumerable<DemoLine> OfTheBank()
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        for (var i = 1; i <= 6; i++)
        {
            var last = month.AddMonths(1 - i).AddDays(-1);
            yield return new(last, Reference(last), -11_000, $"PHI SMS BANKING THANG {last:MM/yyyy}");
            if (i <= 2) yield return new(last, Reference(last), -22_000, $"PHI QUAN LY TAI KHOAN THANG {last:MM/yyyy}");
            if (i <= 3) yield return new(last, Reference(last), random.Next(4_000, 19_000), $"TRA LAI TIEN GUI THANG {last:MM/yyyy}");
        }
    }

    /// <summary>Money that left for a wrong number and came back.</summary>
    private IEnumerable<DemoLine> Returned()
    {
        var (gone, back) = (today.AddDays(-6), today.AddDays(-4));
        var reference = Reference(gone);
        yield return new(gone, reference, -500_000, "CHUYEN TIEN HO TRO HO NGHEO THANG NAY");
        yield return new(back, Reference(back), 500_000, $"HOAN TRA LENH {reference} SAI TEN NGUOI HUONG");
    }

    private IEnumerable<DemoLine> ForOpenGifts()
    {
        yield return new(Yesterday, Reference(Yesterday), Twin, "UNG HO QUY VI NGUOI NGHEO");
        yield return new(Yesterday, Reference(Yesterday), Promised - Fee, $"{Plain(DemoPersons.SmallFirms[7])} UNG HO TRU PHI CHUYEN TIEN");
    }

    private string MemoOf(GiftForm gift) => $"{Plain(gift.DonorName ?? "")} UNG HO QUY VI NGUOI NGHEO {Plain(unit.Place)}".Trim();

    private string Reference(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"FT{day:yy}{day.DayOfYear:D3}{random.Next(100_000_000):D8}");

    private static string Plain(string text) => Folding.WithoutMarks(text).ToUpperInvariant();
}
