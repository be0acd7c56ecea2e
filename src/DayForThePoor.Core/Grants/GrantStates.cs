namespace DayForThePoor.Core.Grants;

/// <summary>Where a grant (khoản hỗ trợ) stands. Paid and handed over are facts beside <see cref="Approved"/>, not states.</summary>
public static class GrantStates
{
    /// <summary>Đề nghị: written down, nothing decided.</summary>
    public const string Requested = "requested";

    /// <summary>Đã bình xét: the hamlet's meeting agreed.</summary>
    public const string Met = "met";

    /// <summary>Niêm yết: on the hamlet's board, or taken down again without an open objection.</summary>
    public const string Posted = "posted";

    /// <summary>Đã kiểm tra trùng hỗ trợ.</summary>
    public const string Checked = "checked";

    /// <summary>Trình duyệt: on a frozen list that waits for the board.</summary>
    public const string Proposed = "proposed";

    /// <summary>Đã duyệt: may be paid and handed over.</summary>
    public const string Approved = "approved";

    public const string Closed = "closed";

    /// <summary>Trả lại: whoever asked may ask again.</summary>
    public const string SentBack = "sent_back";

    public const string Rejected = "rejected";

    /// <summary>Rút: taken back by those who asked.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>In the order of the board of grants.</summary>
    public static readonly IReadOnlyList<string> All =
        [Requested, Met, Posted, Checked, Proposed, Approved, Closed, SentBack, Rejected, Withdrawn];

    /// <summary>States in which nothing was decided yet and no list binds the grant.</summary>
    public static bool IsUndecided(string state) => state is Requested or Met or Posted or Checked or SentBack;
}

/// <summary>Which way a grant goes.</summary>
public static class GrantKinds
{
    /// <summary>Meeting, posting, check, list, approval; the rule of the unit may spare it some of them.</summary>
    public const string Regular = "regular";

    /// <summary>Hỗ trợ đột xuất, Tết gifts: the hamlet's slip, and the head approves at once where the rule allows it.</summary>
    public const string AtOnce = "short";

    public static readonly IReadOnlyList<string> All = [Regular, AtOnce];
}

/// <summary>What a file of a grant is.</summary>
public static class GrantFiles
{
    /// <summary>Biên bản họp thôn bình xét.</summary>
    public const string Minutes = "minutes";

    public const string Photo = "photo";

    /// <summary>Phiếu xác nhận hỗ trợ đột xuất; đơn đề nghị.</summary>
    public const string Slip = "slip";

    /// <summary>Biên bản niêm yết, kết thúc niêm yết.</summary>
    public const string Posting = "posting";

    /// <summary>Biên bản bàn giao.</summary>
    public const string HandOver = "hand_over";

    public const string Complaint = "complaint";

    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Minutes, Photo, Slip, Posting, HandOver, Complaint, Other];
}
