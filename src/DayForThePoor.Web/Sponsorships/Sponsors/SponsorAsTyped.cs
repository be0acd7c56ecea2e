using DayForThePoor.Core;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>A sponsor whose form was read: every text clean, every member with a share.</summary>
public sealed record SponsorAsTyped(
    string Kind, string Name, string ContactName, string Phone, string Email, string Address, bool? MayBeNamed, IReadOnlyList<(string Name, long ShareVnd)> Members)
{
    private const int LongestName = 200, LongestContact = 100, MostMembers = 200;

    private const long MostShareVnd = 999_999_999;

    /// <summary>What a search finds a sponsor by; a telephone number also without its spaces and dots.</summary>
    public string Folded(string code) => Folding.Fold($"{code} {Name} {ContactName} {Phone} {string.Concat(Phone.Where(char.IsAsciiDigit))}");

    public static Outcome<SponsorAsTyped> Check(SponsorForm form)
    {
        List<Refusal> no = [];
        if (!SponsorKinds.All.Contains(form.Kind)) no.Add(Refusal.Invalid("sponsor.kind", "kind"));
        var name = Text(CleanText.CheckRequired(form.Name, "name", LongestName), no);
        var contact = Text(CleanText.Check(form.ContactName, "contactName", LongestName), no);
        var phone = Text(CleanText.Check(form.Phone, "phone", LongestContact), no);
        var email = Text(CleanText.Check(form.Email, "email", LongestContact), no);
        var address = Text(CleanText.Check(form.Address, "address", LongestName), no);
        if (phone.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '.' or '-' or '+' or '(' or ')'))) no.Add(Refusal.Invalid("sponsor.phone", "phone"));
        if (email.Length > 0 && (email.Count(c => c == '@') != 1 || email[0] == '@' || email[^1] == '@' || email.Any(char.IsWhiteSpace))) no.Add(Refusal.Invalid("sponsor.email", "email"));
        var members = Shares(form, no);
        return no.Count > 0 ? no : new SponsorAsTyped(form.Kind!, name, contact, phone, email, address, form.MayBeNamed, members);
    }

    private static List<(string Name, long ShareVnd)> Shares(SponsorForm form, List<Refusal> no)
    {
        List<(string Name, long ShareVnd)> members = [];
        var typed = form.Members ?? [];
        if (form.Kind == SponsorKinds.Group && typed.Count is < 2 or > MostMembers) no.Add(Refusal.Invalid("sponsor.members_missing", "members", $"{MostMembers}"));
        if (form.Kind != SponsorKinds.Group && typed.Count > 0) no.Add(Refusal.Invalid("sponsor.members_alone", "members"));
        foreach (var (member, i) in typed.Select((member, i) => (member, i)))
        {
            var name = Text(CleanText.CheckRequired(member.Name, $"members[{i}].name", LongestName), no);
            if (member.ShareVnd is not (> 0 and <= MostShareVnd)) no.Add(Refusal.Invalid("sponsor.share", $"members[{i}].shareVnd"));
            else members.Add((name, member.ShareVnd.Value));
        }
        return members;
    }

    private static string Text(Outcome<string> checkedText, List<Refusal> no)
    {
        if (checkedText.TryGet(out var clean)) return clean;
        no.AddRange(checkedText.Refusals);
        return "";
    }
}
