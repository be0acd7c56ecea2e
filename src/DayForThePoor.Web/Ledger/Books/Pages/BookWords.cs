using System.Globalization;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Books.Pages;

/// <summary>How vouchers and accounts are called on pages and in files.</summary>
public static class BookWords
{
    /// <summary>Diễn giải: what it was, and for whom or what as it was written.</summary>
    public static string Narration(IStringLocalizer<LedgerTexts> texts, string source, bool reverses, string? name)
    {
        var what = texts[reverses ? "Source.reversal" : $"Source.{source}"].Value;
        return name is null ? what : $"{what}: {name}";
    }

    public static string NameOf(ChartAccount account) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? account.NameEn : account.NameVi;

    /// <summary>Where the page of what a voucher stands for is; null when there is none but the voucher's own.</summary>
    public static string? OriginOf(Voucher voucher) =>
        voucher.Source is "donation_recorded" or "donation_reversed" or "goods_valued" ? $"/thu/{voucher.StreamId}" : null;

    /// <summary>Vouchers that have no page of their own on which they could be voided, and are still standing.</summary>
    public static bool CanBeTakenBack(Voucher voucher) =>
        voucher is { Source: "other_receipt_recorded" or "cash_moved", Reverses: null, ReversedBy: null };
}
