using System.Text.RegularExpressions;

namespace DayForThePoor.Tests.Texts;

public partial class every_text
{
    public static TheoryData<string> Sources() => [.. TextSource.All.Select(source => source.ToString())];

    [Theory, MemberData(nameof(Sources))]
    public void exists_in_both_languages(string source) =>
        Of(source).English.Keys.Order(StringComparer.Ordinal).ShouldBe(Of(source).Vietnamese.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Sources))]
    public void takes_the_same_values_in_both_languages(string source) =>
        Of(source).Vietnamese.Where(text => !Places(text.Value).SetEquals(Places(Of(source).English[text.Key]))).Select(text => text.Key).ShouldBeEmpty();

    [Theory, MemberData(nameof(Sources))]
    public void writes_tone_marks_in_the_old_way(string source) =>
        Of(source).Vietnamese.Where(text => NewToneMarks.IsMatch(text.Value)).Select(text => text.Key).ShouldBeEmpty();

    [Fact]
    public void is_found_by_this_test() => TextSource.All.Count.ShouldBeGreaterThan(5);

    private static TextSource Of(string name) => TextSource.All.Single(source => source.ToString() == name);

    private static HashSet<string> Places(string text) => [.. Place.Matches(text).Select(place => place.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place { get; }

    /// <summary>"Uỷ", "hoà", "khoá" at the end of a syllable; the house writes "Ủy", "hòa", "khóa".</summary>
    [GeneratedRegex(@"(?<![qQ])(u[ỳýỷỹỵ]|U[ỳýỷỹỵ]|o[àáảãạèéẻẽẹ])(?!\p{L})")]
    private static partial Regex NewToneMarks { get; }
}
