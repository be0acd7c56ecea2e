using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Receipts;

/// <summary>Receipts of made-up people for tests that need no database.</summary>
public static class SampleReceipt
{
    private static readonly Guid Unit = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Fund Vnn = new(Guid.Parse("22222222-2222-2222-2222-222222222222"), Unit, "VNN", "20641-VNN", new(2024, 1, 1));
    private static readonly Fund Relief = new(Guid.Parse("33333333-3333-3333-3333-333333333333"), Unit, "CT", "20641-CT", new(2024, 1, 1));

    public static readonly ReceiptCode Code = ReceiptCode.New(123_456_789);

    public static readonly ReceiptView Cash = new()
    {
        GiftId = Guid.Parse("44444444-4444-4444-4444-444444444444"),
        Code = Code,
        Number = "PT-VNN-2026-000123",
        Channel = Channels.Cash,
        Status = ReceiptStatus.Valid,
        Unit = new(Unit, "commune", "20641", "Xã Quế Sơn", "Quế Sơn", null, new(2025, 7, 1), null),
        Fund = Vnn,
        Letterhead = new(Guid.Empty, Vnn.Id, new(2025, 7, 1), "ỦY BAN MTTQ VIỆT NAM XÃ QUẾ SƠN", "BAN VẬN ĐỘNG QUỸ \"VÌ NGƯỜI NGHÈO\"",
            "Tổ dân phố Lãnh Thượng 2, xã Quế Sơn, thành phố Đà Nẵng", "0235 3885 999", "Quế Sơn", "12/QĐ-MTTQ-BTT ngày 15/7/2025"),
        Amount = new(1_005_000),
        DocumentDate = new(2026, 11, 5),
        CollectedOn = new(2026, 11, 3),
        AttachmentCount = 1,
        DonorKind = DonorKinds.Person,
        Anonymous = false,
        Earmarked = false,
        Texts = new Dictionary<string, WrittenText>
        {
            ["donor_name"] = new("Nguyễn Thị Hồng"),
            ["donor_address"] = new("Thôn Thắng Đông, xã Quế Sơn"),
            ["collected_by"] = new("Đinh Văn Chín, Trưởng Ban CTMT thôn"),
        },
        Goods = [],
        Voucher = new("PT", 2026, 123),
        Debited = ["1111"],
        Credited = ["5111"],
        TimesPrinted = 0,
    };

    public static readonly ReceiptView Transfer = Cash with
    {
        Number = "XN-VNN-2026-000045",
        Channel = Channels.Transfer,
        DonorKind = DonorKinds.Organisation,
        Texts = new Dictionary<string, WrittenText>
        {
            ["donor_name"] = new("Công ty TNHH May Hương Quế"),
            ["donor_address"] = new("Cụm công nghiệp Đông Phú 1, xã Quế Sơn, thành phố Đà Nẵng"),
            ["condition"] = new("xây nhà Đại đoàn kết tại thôn Lộc Thượng"),
        },
        Earmarked = true,
        Amount = new(60_000_000),
        CollectedOn = null,
        Account = new(Guid.Empty, Unit, "20641-VCB", "bank", "970436", "Vietcombank", "chi nhánh Quảng Nam", "0651000123456", "UY BAN MTTQ VIET NAM XA QUE SON", new(2024, 1, 1), null, Vnn.Id, null),
        BankReference = "FT26309123456",
        Voucher = new("PKT", 2026, 45),
    };

    public static readonly ReceiptView Goods = Cash with
    {
        Number = "HV-CT-2026-000012",
        Channel = Channels.Goods,
        Fund = Relief,
        Letterhead = Cash.Letterhead with { BoardLine = "BAN VẬN ĐỘNG QUỸ CỨU TRỢ" },
        Campaign = new(Guid.Empty, Unit, Relief.Id, "BL1126", "Ủng hộ đồng bào bị bão lụt tháng 11/2026", "05/LKG-MTTQ", new(2026, 11, 1), null, new(2026, 11, 1), new(2027, 1, 20)),
        CollectedOn = null,
        Amount = new(15_000_000),
        Goods =
        [
            new(1, 500, new(7_500_000), new("Gạo tẻ"), new("bao 10 kg, khô, mới"), new("kg"), new("05/2027"), new("Hóa đơn 0000123")),
            new(2, 120, new(7_500_000), new("Mì ăn liền"), new("nguyên thùng 30 gói"), new("thùng"), new("03/2027"), new("Bên tặng kê khai")),
            new(3, 45, null, new("Chăn ấm"), new("mới 90 %"), new("cái"), null, null),
        ],
        Voucher = new("NK", 2026, 31),
    };
}
