using System.Text.RegularExpressions;

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>Fills in forms as a browser without scripts does.</summary>
public static partial class Pages
{
    /// <summary>A client signed in by page; it carries the cookie.</summary>
    public static async Task<HttpClient> SignInByPage(this AppFixture app, string email, string password = Commune.Password)
    {
        var client = app.Client();
        var answer = await client.Submit("/dang-nhap", "sign-in", ("Form.Email", email), ("Form.Password", password));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await answer.Text());
        return client;
    }

    /// <summary>Loads the page, takes the form's hidden fields and posts them with these.</summary>
    /// <param name="form">The form's @formname.</param>
    public static Task<HttpResponseMessage> Submit(this HttpClient client, string page, string form, params (string Name, string Value)[] fields) =>
        client.SubmitTo(client.BaseAddress!, page, form, fields);

    /// <summary>The same to a program whose address changes.</summary>
    public static async Task<HttpResponseMessage> SubmitTo(this HttpClient client, Uri site, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = new Uri(site, path).ToString();
        var token = await client.FormToken(page);
        using var content = new FormUrlEncodedContent(
            [new("_handler", form), new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await client.PostAsync(page, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts to another address than the page's own, with the page's token: what answers with a file.</summary>
    public static async Task<HttpResponseMessage> SubmitBare(this HttpClient client, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = await client.FormToken(page);
        using var content = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await client.PostAsync(address, content, TestContext.Current.CancellationToken);
    }

    public static async Task<string> FormToken(this HttpClient client, string page)
    {
        var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
        var html = await answer.Text();
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, html);
        return Token.Match(html).Groups[1].Value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token { get; }
}
