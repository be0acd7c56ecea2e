using System.Text.RegularExpressions;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>The page on which a person confirms the columns of a file, filled in as a browser would.</summary>
internal static partial class ColumnForms
{
    /// <summary>Sends the page as it came, but for what is named.</summary>
    public static async Task<HttpResponseMessage> ConfirmColumns(this HttpClient client, string address, string step = "confirm", params IReadOnlyList<(string Field, string Value)> instead)
    {
        var html = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "confirm-columns",
            ["__RequestVerificationToken"] = await client.FormToken(address),
            ["step"] = step,
        };
        foreach (Match input in Inputs().Matches(html)) fields[input.Groups["name"].Value] = System.Net.WebUtility.HtmlDecode(input.Groups["value"].Value);
        foreach (Match select in Selects().Matches(html))
            fields[select.Groups["name"].Value] = Chosen().Match(select.Value).Groups["value"].Value;
        foreach (var (field, value) in instead) fields[field] = value;
        return await client.PostAsync(address, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""<input[^>]*name="(?<name>shown|name)"[^>]*value="(?<value>[^"]*)""")]
    private static partial Regex Inputs();

    [GeneratedRegex("""<select[^>]*name="(?<name>header|thousands|c\d+)".*?</select>""", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("""<option value="(?<value>[^"]*)"[^>]*selected""")]
    private static partial Regex Chosen();
}
