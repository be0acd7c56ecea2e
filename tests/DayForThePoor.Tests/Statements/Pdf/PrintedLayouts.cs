namespace DayForThePoor.Tests.Statements.Pdf;

/// <summary>The layouts of four banks, as their public statements print them.</summary>
internal static class PrintedLayouts
{
    /// <summary>Day and document number in one cell under each other, balance at the end of the day, two lines of header.</summary>
    public static readonly PrintedLayout Vietcombank = new(
        ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM", "SAO KÊ TÀI KHOẢN/ ACCOUNT STATEMENT", "Số tài khoản/ Account No:|150@0071000123456", "Loại tiền/ Currency:|150@VND",
         "Từ ngày/ From: 01/09/2024 đến ngày/ To: 10/09/2024"],
        [
            new(["Ngày GD/ TNX Date", "Số CT/ Doc No"], 30, 110), new(["Số tiền ghi nợ/", "Debit"], 115, 195, IsAmount: true),
            new(["Số tiền ghi có/", "Credit"], 200, 280, IsAmount: true), new(["Số dư/", "Balance"], 285, 365, IsAmount: true),
            new(["Nội dung chi tiết/", "Transactions in detail"], 375, 565),
        ])
    { Footer = "Page {0} of {1}", BreaksRows = true };

    /// <summary>A running balance on every row, the reference behind it, a comma between thousands.</summary>
    public static readonly PrintedLayout Agribank = new(
        ["NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM", "Số tài khoản/Account number: 1500201113838"],
        [
            new(["Ngày/Date"], 30, 85), new(["Ghi chú/Remark"], 90, 280), new(["Nợ/Dr"], 285, 350, IsAmount: true), new(["Có/Cr"], 355, 420, IsAmount: true),
            new(["Số dư/Balance"], 425, 500, IsAmount: true), new(["Số tham chiếu/", "Ref. no"], 508, 570),
        ])
    { RepeatsHeader = false, Running = "AGRIBANK - Chi nhánh Quế Sơn", BreaksRows = true };

    /// <summary>Rows numbered, moment to the second, no reference and no balance, day in the middle of its row.</summary>
    public static readonly PrintedLayout VietinBank = new(
        ["NGÂN HÀNG TMCP CÔNG THƯƠNG VIỆT NAM", "Số tài khoản: 111602391111"],
        [
            new(["STT"], 30, 55), new(["Ngày giờ giao dịch"], 60, 145), new(["Mô tả giao dịch"], 150, 340), new(["Số tiền có"], 345, 420, IsAmount: true),
            new(["Tên đối ứng"], 430, 565),
        ])
    { MiddleAligned = true };

    /// <summary>Landscape, capitals, rows without any gap between them.</summary>
    public static readonly PrintedLayout Bidv = new(
        ["NGÂN HÀNG TMCP ĐẦU TƯ VÀ PHÁT TRIỂN VIỆT NAM", "SỐ TÀI KHOẢN|150@1260202345"],
        [
            new(["STT"], 30, 60), new(["NGÀY HIỆU LỰC"], 70, 140), new(["GHI NỢ"], 150, 240, IsAmount: true), new(["GHI CÓ"], 250, 340, IsAmount: true),
            new(["SỐ DƯ"], 350, 450, IsAmount: true), new(["MÔ TẢ"], 465, 800),
        ])
    { Width = 842, Height = 595, RowGap = 0, Footer = "{0}/{1}" };
}
