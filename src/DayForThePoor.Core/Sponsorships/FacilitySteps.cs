namespace DayForThePoor.Core.Sponsorships;

/// <summary>Steps of a file to a social-protection facility (cơ sở trợ giúp xã hội, NĐ 20/2021 Đ.27).</summary>
public static class FacilitySteps
{
    /// <summary>Đã đề nghị.</summary>
    public const string Proposed = "proposed";

    /// <summary>Đủ hồ sơ.</summary>
    public const string FileComplete = "file_complete";

    /// <summary>Đã gửi.</summary>
    public const string Sent = "sent";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string MovedIn = "moved_in";

    /// <summary>Thôi đề nghị.</summary>
    public const string Dropped = "dropped";

    public static readonly IReadOnlyList<string> All = [Proposed, FileComplete, Sent, Accepted, Refused, MovedIn, Dropped];

    /// <summary>A file that is over may be begun anew.</summary>
    public static bool IsOver(string? last) => last is null or Refused or MovedIn or Dropped;

    public static bool MayFollow(string? last, string next) => next switch
    {
        Proposed => IsOver(last),
        FileComplete => last == Proposed,
        Sent => last == FileComplete,
        Accepted or Refused => last == Sent,
        MovedIn => last == Accepted,
        Dropped => !IsOver(last),
        _ => false,
    };

    /// <summary>What may be written next.</summary>
    public static IReadOnlyList<string> After(string? last) => [.. All.Where(next => MayFollow(last, next))];
}
