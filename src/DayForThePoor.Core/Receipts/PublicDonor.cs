using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Receipts;

/// <summary>How much of the giver's name anybody who holds a receipt's code may see.</summary>
public enum NameShown
{
    /// <summary>An organisation, or somebody who agreed to be named.</summary>
    Full,

    /// <summary>Initials and given name; the giver refused or was not asked.</summary>
    Masked,

    /// <summary>Nhà hảo tâm không nêu tên.</summary>
    Unnamed,

    /// <summary>The name was erased when the law allowed it; the receipt stands.</summary>
    Erased,
}

/// <summary>The giver as strangers see him.</summary>
/// <param name="Name">Empty unless <paramref name="Shown"/> is Full or Masked.</param>
public readonly record struct PublicDonor(NameShown Shown, string Name)
{
    /// <summary>
    /// Groups are masked like persons: "Gia đình ông Nguyễn Văn An" is a group too (Luật Bảo vệ dữ liệu cá nhân: consent first).
    /// </summary>
    /// <param name="kind">One of <see cref="DonorKinds"/>.</param>
    /// <param name="mayBeNamed">The giver's answer; null when not asked, which is no consent.</param>
    /// <param name="written">Whether a name was written at all.</param>
    /// <param name="name">The name as written; null once erased.</param>
    public static PublicDonor Of(string kind, bool anonymous, bool? mayBeNamed, bool written, string? name)
    {
        if (anonymous || !written) return new(NameShown.Unnamed, "");
        if (name is null) return new(NameShown.Erased, "");
        if (kind == DonorKinds.Organisation || mayBeNamed == true) return new(NameShown.Full, name);
        return NameMask.Of(name) is { Length: > 0 } masked ? new(NameShown.Masked, masked) : new(NameShown.Unnamed, "");
    }
}
