using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Access;

public partial class every_refusal(AppFixture app) : AppTest(app)
{
    /// <summary>First words of strings that look like codes and are none: files, cookies, domains, columns, fields of forms, sentences of pages and verbs.</summary>
    private static readonly string[] NoCodes = ["bank_bins_vn", "carer", "check", "coverage", "danang", "dftp", "e", "guardian", "huyenqueson", "journal", "member", "nongson", "p", "page", "phieu", "quephuoc", "queson", "quesontrung", "rebuild", "xuanphu"];

    [Theory, InlineData("vi"), InlineData("en")]
    public void has_a_sentence_that_the_doors_find(string language)
    {
        var texts = App.Services.GetRequiredService<RefusalTexts>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Codes().Where(code => !texts.Knows(code)).ShouldBeEmpty();
    }

    [Fact]
    public void is_found_by_this_test() => Codes().ShouldContain("access.unit");

    /// <summary>A code is a constant in our source, of the form "module.reason", and so stands among the strings of the program.</summary>
    private static IEnumerable<string> Codes() =>
        new[] { typeof(Refusal).Assembly, typeof(RefusalTexts).Assembly }.SelectMany(Strings)
            .Where(text => Code.IsMatch(text) && !NoCodes.Contains(text.Split('.')[0])).Distinct().Order(StringComparer.Ordinal);

    private static List<string> Strings(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        List<string> strings = [];
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = metadata.GetNextHandle(at)) strings.Add(metadata.GetUserString(at));
        return strings;
    }

    [GeneratedRegex("^[a-z_]+\\.[a-z][a-z0-9_]+$")]
    private static partial Regex Code { get; }
}
