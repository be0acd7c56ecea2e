namespace DayForThePoor.Web.Design;

/// <summary>The status words that chips show; one set for the whole product, texts under <c>Status.…</c>.</summary>
public enum StatusWord
{
    /// <summary>Đã ghi sổ.</summary>
    Posted,

    /// <summary>Chờ thủ quỹ thu.</summary>
    AwaitingCash,

    /// <summary>Đã thu.</summary>
    Received,

    /// <summary>Đã thay thế.</summary>
    Replaced,

    /// <summary>Đã hủy.</summary>
    Void,
}
