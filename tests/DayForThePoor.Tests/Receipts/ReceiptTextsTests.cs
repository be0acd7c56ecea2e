using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Pages;

namespace DayForThePoor.Tests.Receipts;

public partial class ReceiptTextsTests
{
    private static Dictionary<string, string> Texts(string language)
    {
        var manager = new ResourceManager(typeof(ReceiptTexts));
        var culture = language == "vi" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);
    }

    [Fact]
    public void every_text_exists_in_both_languages() => Texts("en").Keys.Order().ShouldBe(Texts("vi").Keys.Order());

    [Fact]
    public void both_languages_fill_in_the_same_values()
    {
        var english = Texts("en");
        foreach (var (key, text) in Texts("vi")) Places(english[key]).ShouldBe(Places(text), key);
    }

    [Fact]
    public void the_example_of_a_code_is_no_code() => ReceiptCode.TryParse(CodeForm.Example, out _).ShouldBe(CodeReading.WrongCheck);

    private static IEnumerable<string> Places(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
