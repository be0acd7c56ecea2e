namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>What somebody wrote to the Front about help.</summary>
public static class ComplaintKinds
{
    /// <summary>Khiếu nại: about a decision that concerns themselves.</summary>
    public const string Complaint = "complaint";

    /// <summary>Phản ánh, kiến nghị.</summary>
    public const string Feedback = "feedback";

    /// <summary>Tố cáo; only few may read it.</summary>
    public const string Denunciation = "denunciation";

    public static readonly IReadOnlyList<string> All = [Complaint, Feedback, Denunciation];
}

/// <summary>Where a complaint stands; it only goes forward.</summary>
public static class ComplaintStates
{
    /// <summary>Đã tiếp nhận.</summary>
    public const string Received = "received";

    /// <summary>Đang xem xét.</summary>
    public const string Examining = "examining";

    /// <summary>Đã trả lời.</summary>
    public const string Answered = "answered";

    public const string Closed = "closed";

    public static readonly IReadOnlyList<string> All = [Received, Examining, Answered, Closed];

    /// <summary>An answer may come at once; what is answered is closed, or examined again.</summary>
    public static bool Follows(string from, string to) => (from, to) switch
    {
        (Received, Examining or Answered) => true,
        (Examining, Answered) => true,
        (Answered, Closed or Examining) => true,
        _ => false,
    };
}
