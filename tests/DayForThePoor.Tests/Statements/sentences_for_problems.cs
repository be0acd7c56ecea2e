using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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

    [Theory]
    [InlineData("vi", "Dòng 14, cột \"Số tiền\": \"5O.000\" không phải số tiền. Sửa thành số dạng 1.234.567.")]
    [InlineData("en", "Row 14, column \"Số tiền\": \"5O.000\" is not an amount. Write it as 1.234.567.")]
    public void a_sentence_names_row_column_and_how_to_mend_it(string language, string expected)
    {
        var factory = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        var texts = new StringLocalizer<StatementTexts>(factory);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            texts.Of(new StatementProblem(StatementProblems.AmountUnreadable, 14, "Số tiền", "5O.000")).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> Places(string sentence) => Place().Matches(sentence).Select(m => m.Value).Distinct();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
