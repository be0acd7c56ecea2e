using System.Net;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

public class confirming_the_columns_of_a_bank(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    private const string Unknown = "K1;K2;K3\n03/08/2026;50,000;ung ho\n04/08/2026;-11,000;phi\n";

    private static readonly Dictionary<StatementColumn, int> ByHand =
        new() { [StatementColumn.Date] = 0, [StatementColumn.Amount] = 1, [StatementColumn.Memo] = 2 };

    [Fact]
    public async Task the_first_file_waits_and_the_next_with_its_header_goes_straight_through()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var sent = await Upload(accountant, account, Csv(In(Day, "FT1", 50_000, "Trần Thị Bưởi ủng hộ")));
        sent.ShouldEndWith("/mau-cot");
        var shown = WebUtility.HtmlDecode(await accountant.GetStringAsync(sent, Ct));
        shown.ShouldContain("TransactionDetails");
        shown.ShouldContain("Trần Thị Bưởi ủng hộ");
        (await StateOf(account)).ShouldBe(ImportStates.NeedsProfile);
        (await Lines(account)).ShouldBe(0);

        (await accountant.ConfirmColumns(sent)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Ended(account, lines: 1);
        (await Upload(accountant, account, Csv(In(Day.AddDays(1), "FT2", 20_000)))).ShouldContain("/lan-nap/");
        await Ended(account, lines: 2);
        (await Scalar<long>("select count(distinct profile_id) from statements.import where account_id = $1 and state = 'done'", account.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task a_person_may_correct_what_the_header_seemed_to_say()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        // A bank that calls the donor's words a reference and its own number a note.
        var sent = await Upload(accountant, account, "Ngày,Ghi chú,Số tham chiếu,Nợ,Có\n03/08/2026,A77,ung ho,,50.000\n");
        await accountant.ConfirmColumns(sent, "confirm", ("c1", "Reference"), ("c2", "Memo"));
        await Ended(account, lines: 1);

        (await Scalar<string>("select reference || '|' || memo from statements.line where account_id = $1", account.Id)).ShouldBe("A77|ung ho");
    }

    [Fact]
    public async Task a_header_that_nobody_knows_is_chosen_by_hand()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var sent = await Upload(accountant, account, Unknown);
        var shown = WebUtility.HtmlDecode(await accountant.GetStringAsync(sent, Ct));
        shown.ShouldContain("Chưa nhận ra dòng tiêu đề");

        var tried = WebUtility.HtmlDecode(await (await accountant.ConfirmColumns(
            sent, "see", ("header", "1"), ("shown", "1"), ("c0", "Date"), ("c1", "Amount"), ("c2", "Memo"))).Text());
        tried.ShouldContain("50.000");
        await accountant.ConfirmColumns(sent, "confirm", ("header", "1"), ("shown", "1"), ("c0", "Date"), ("c1", "Amount"), ("c2", "Memo"), ("name", "Bảng kê tháng"));
        await Ended(account, lines: 2);
        (await Scalar<string>("select string_agg(side || amount, ' ' order by id) from statements.line where account_id = $1", account.Id)).ShouldBe("C50000 D11000");
    }

    [Fact]
    public async Task two_columns_of_one_kind_or_too_few_are_refused_where_they_stand()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var sent = await Upload(accountant, account, Csv(In(Day, "FT1", 50_000)));

        var twice = await accountant.ConfirmColumns(sent, "confirm", ("c1", "Memo"));
        twice.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await twice.Text()).ShouldContain("Có hai cột cùng dùng làm \"Nội dung\"");
        var few = await accountant.ConfirmColumns(sent, "confirm", ("c0", ""));
        few.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await StateOf(account)).ShouldBe(ImportStates.NeedsProfile);
    }

    [Fact]
    public async Task the_api_and_the_command_line_wait_for_nobody_and_name_a_profile_where_words_do_not_help()
    {
        var account = await NewAccount();
        (await Import(account, Csv(In(Day, "FT1", 50_000)))).State.ShouldBe(ImportStates.Done);
        var refused = await Import(account, Encoding.UTF8.GetBytes(Unknown));
        refused.Problems.ShouldHaveSingleItem().Code.ShouldBe(StatementProblems.NoHeader);

        await Confirm(account, Unknown, "Bảng kê tháng");
        await Ended(account, lines: 3); // what was confirmed goes in by itself
        using var again = new MemoryStream(Encoding.UTF8.GetBytes(Unknown.Replace("50,000", "70,000", StringComparison.Ordinal)));
        var imported = (await Send<Outcome<ImportRecord>>(new ImportStatement(Actor.System, account.UnitId, account.Id, "x.csv", again, "bảng kê THÁNG"))).Value;
        imported.State.ShouldBe(ImportStates.Done, string.Join(' ', imported.Problems.Select(p => p.Code)));
        (imported.New, imported.Encoding).ShouldBe((1, "utf-8"));
    }

    [Fact]
    public async Task a_profile_that_is_not_there_or_of_another_header_is_named()
    {
        var account = await NewAccount();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Csv(In(Day, "FT1", 50_000))));
        var unknown = await Send<Outcome<ImportRecord>>(new ImportStatement(Actor.System, account.UnitId, account.Id, "x.csv", file, "không có"));
        unknown.Refusals.ShouldHaveSingleItem().Code.ShouldBe("statement.profile_unknown");

        await Confirm(account, Unknown, "Bảng kê tháng");
        var other = (await Send<Outcome<ImportRecord>>(new ImportStatement(Actor.System, account.UnitId, account.Id, "x.csv", file, "Bảng kê tháng"))).Value;
        other.Problems.ShouldHaveSingleItem().Code.ShouldBe(StatementProblems.OtherHeader);
    }

    [Fact]
    public async Task a_retired_profile_asks_again_and_a_second_of_its_name_is_refused()
    {
        var account = await NewAccount();
        await Confirm(account, Unknown, "Bảng kê tháng");
        (await Keep(account, Unknown)).ShouldBe(ImportStates.Waiting);
        var taken = await Send<Outcome<Guid>>(await Confirmation(account, "L1;L2;L3\n03/08/2026;5,000;x\n", "BẢNG KÊ THÁNG"));
        taken.Refusals.ShouldHaveSingleItem().Code.ShouldBe("statement.profile_name_taken");

        var profile = await Scalar<Guid>("select id from statements.column_profile where unit_id = $1 and retired_at is null", account.UnitId);
        (await Send<Outcome<Guid>>(new RetireColumnProfile(Actor.System, account.UnitId, profile))).IsRefused.ShouldBeFalse();
        (await Keep(account, Unknown)).ShouldBe(ImportStates.NeedsProfile);
    }

    [Fact]
    public async Task a_file_may_be_set_aside_and_what_cannot_be_read_is_refused_without_a_question()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        await accountant.ConfirmColumns(await Upload(accountant, account, Unknown), "aside");
        (await StateOf(account)).ShouldBe(ImportStates.Refused);
        (await Upload(accountant, account, "%PDF-x")).ShouldContain("/lan-nap/");
        (await Upload(accountant, account, "\n")).ShouldContain("/lan-nap/");
    }

    [Fact]
    public async Task another_unit_s_file_and_profile_are_as_little_there_as_none()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        using var stranger = await SignedIn(PersonRoles.Accountant, mine.UnitId);
        using var accountant = await SignedIn(PersonRoles.Accountant, other.UnitId);
        var waiting = await Upload(accountant, other, Unknown);
        await Confirm(other, "Cột một;M2;M3\n03/08/2026;5,000;x\n", "Bảng kê tháng");

        (await stranger.GetAsync(waiting, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        WebUtility.HtmlDecode(await stranger.GetStringAsync("/thiet-lap/mau-cot", Ct)).ShouldNotContain("Bảng kê tháng");
        WebUtility.HtmlDecode(await accountant.GetStringAsync("/thiet-lap/mau-cot", Ct)).ShouldContain("Cột một → Ngày");
        var profile = await Scalar<Guid>("select id from statements.column_profile where unit_id = $1", other.UnitId);
        (await Send<Outcome<Guid>>(new RetireColumnProfile(Actor.System, mine.UnitId, profile))).IsRefused.ShouldBeTrue();
    }

    private async Task<HttpClient> SignedIn(string role, Guid unit) => await App.SignInByPage((await App.NewPerson(role, unit)).Email);

    /// <summary>Where the page leads after a file was sent.</summary>
    private static async Task<string> Upload(HttpClient client, BankAccount account, string csv)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent("upload-statement"), "_handler" },
            { new StringContent(await client.FormToken("/sao-ke/nap")), "__RequestVerificationToken" },
            { new StringContent(account.Code), "Form.Account" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Form.File", "sao-ke.csv" },
        };
        var sent = await client.PostAsync("/sao-ke/nap", content, Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Text());
        return sent.Headers.Location!.ToString();
    }

    /// <summary>The state after the page has taken the file.</summary>
    private async Task<string> Keep(BankAccount account, string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var import = (await Send<Outcome<Guid>>(new SendStatement(Actor.System, account.UnitId, account.Id, "x.csv", content))).Value;
        var state = await Scalar<string>("select state from statements.import where id = $1", import);
        return state is ImportStates.Running or ImportStates.Done ? ImportStates.Waiting : state;
    }

    private async Task<ConfirmColumns> Confirmation(BankAccount account, string csv, string name)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var import = (await Send<Outcome<Guid>>(new SendStatement(Actor.System, account.UnitId, account.Id, "x.csv", content))).Value;
        return new(Actor.System, account.UnitId, import, name, 1, ByHand, ',');
    }

    private async Task Confirm(BankAccount account, string csv, string name) =>
        (await Send<Outcome<Guid>>(await Confirmation(account, csv, name))).IsRefused.ShouldBeFalse();

    private Task<string> StateOf(BankAccount account) =>
        Scalar<string>("select state from statements.import where account_id = $1 order by uploaded_at desc limit 1", account.Id);

    private async Task Ended(BankAccount account, long lines)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(late.Token))
            if (await StateOf(account) is ImportStates.Done or ImportStates.Refused) break;
        (await Lines(account)).ShouldBe(lines);
    }
}
