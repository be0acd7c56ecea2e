using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Evidence;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>An account whose bank notification service has a secret, and notifications signed with it.</summary>
public abstract class NotificationTest(AppFixture app) : StatementTest(app)
{
    protected async Task<string> Secret(BankAccount account) =>
        (await Send<Outcome<string>>(new MakeWebhookSecret(Actor.System, account.UnitId, account.Id))).Value;

    protected static object Notification(string id, DateOnly day, long amount, string reference = "", string memo = "ung ho", string side = "credit") =>
        new { id, date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), side, amountVnd = amount, reference, memo };

    protected Task<HttpResponseMessage> Notify(BankAccount account, string secret, object notification) => Notify(account.Code, secret, JsonSerializer.Serialize(notification));

    protected async Task<HttpResponseMessage> Notify(string account, string secret, string body, DateTimeOffset? at = null, string? signature = null)
    {
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/bank/{account}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, signature ?? WebhookSignature.Of(Encoding.UTF8.GetBytes(secret), timestamp, Encoding.UTF8.GetBytes(body)));
        return await Anonymous.SendAsync(request, Ct);
    }

    protected static async Task<bool> Repeated(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<WebhookApi.NotificationAnswer>(Ct))!.Repeated;

    protected Task<long> Linked(BankAccount account) => Scalar<long>("select count(*) from statements.evidence where account_id = $1 and line_id is not null", account.Id);

    protected Task<long> Kept(BankAccount account) => Scalar<long>("select count(*) from statements.evidence where account_id = $1", account.Id);
}
