using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements;

namespace DayForThePoor.Tests.Statements;

public partial class sentences_for_problems
{
    private static readonly ResourceManager Texts = new(typeof(StatementTexts));

    public static TheoryData<string> Codes =>
        [.. typeof(StatementProblems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(Codes))]
    public void every_problem_has_a_sentence_in_both_languages_with_the_same_places(string code)
    {
        var vietnamese = Texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.GetString(code);
        var english = Texts.GetResourceSet(CultureInfo.GetCultureInfo("en"), true, false)!.GetString(code);

        vietnamese.ShouldNotBeNullOrEmpty();
        english.ShouldNotBeNullOrEmpty();
        Places(english).ShouldBeSubsetOf(Places(vietnamese));
    }

    private static IEnumerable<string> Places(string sentence) => Place().Matches(sentence).Select(m => m.Value).Distinct();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
