namespace DayForThePoor.Core.Statements;

/// <summary>The names under which banks head their statements, by NAPAS number; enough to tell that a file is another bank's.</summary>
internal static class BankNames
{
    // Only names that mean nothing else: "ACB" or "VIB" alone also begin references and branch codes.
    private static readonly (string Bin, string Name, string[] Words)[] Known =
    [
        ("970436", "Vietcombank", ["vietcombank", "ngoaithuongvietnam"]),
        ("970415", "VietinBank", ["vietinbank", "nganhangtmcpcongthuong", "congthuongvietnam"]),
        ("970405", "Agribank", ["agribank", "nongnghiepvaphattriennongthon"]),
        ("970418", "BIDV", ["bidv", "dautuvaphattrienvietnam"]),
        ("970422", "MB", ["mbbank", "tmcpquandoi"]),
        ("970407", "Techcombank", ["techcombank", "kythuongvietnam"]),
        ("970432", "VPBank", ["vpbank", "vietnamthinhvuong"]),
        ("970416", "ACB", ["tmcpachau", "asiacommercialbank"]),
        ("970403", "Sacombank", ["sacombank", "saigonthuongtin"]),
        ("970423", "TPBank", ["tpbank", "tmcptienphong"]),
        ("970437", "HDBank", ["hdbank"]),
        ("970443", "SHB", ["saigonhanoi"]),
        ("970441", "VIB", ["tmcpquocte"]),
        ("970449", "LPBank", ["lienvietpostbank", "lpbank", "tmcplocphat", "buudienlienviet"]),
        ("970426", "MSB", ["maritimebank", "tmcphanghai"]),
        ("970431", "Eximbank", ["eximbank"]),
        ("970440", "SeABank", ["seabank"]),
        ("970446", "Co-opBank", ["coopbank", "nganhanghoptacxa"]),
    ];

    /// <summary>The banks that a text names, compact as <see cref="Words.Compact"/> gives it.</summary>
    public static IEnumerable<(string Bin, string Name)> In(string compact) =>
        from bank in Known
        where Words.ContainsAny(compact, bank.Words)
        select (bank.Bin, bank.Name);
}
