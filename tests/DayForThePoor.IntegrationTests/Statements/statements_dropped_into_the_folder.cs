using System.Text;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Inbox;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Statements;

public class statements_dropped_into_the_folder(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 4, 6);

    [Fact]
    public async Task are_imported_and_put_under_done()
    {
        var account = await NewAccount();
        var file = Drop(account, "sao kê tháng 4 (bản 1).csv", Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000)));
        await PickedUp(file);

        File.Exists(Path.Combine(FolderOf(account), "done", file.Name)).ShouldBeTrue();
        (await Lines(account)).ShouldBe(2);
        (await Counts(account)).ShouldBe("""{"lines": 2, "taken": 1}""");
        (await Scalar<Guid>("select uploaded_by from statements.import where account_id = $1", account.Id)).ShouldBe(Actor.System.PersonId);
    }

    [Fact]
    public async Task that_are_wrong_are_put_under_refused_with_line_and_column_beside_them()
    {
        var account = await NewAccount();
        var file = Drop(account, "sai.csv", Csv(In(Day, "FT1", 50_000), "06/04/2026,FT2,,1.2OO.000,ung ho"));
        await PickedUp(file);

        var refused = Path.Combine(FolderOf(account), "refused", "sai.csv");
        File.Exists(refused).ShouldBeTrue();
        var reason = await File.ReadAllTextAsync(refused + ".txt", Ct);
        reason.ShouldContain("Dòng 3, cột \"Credit\"");
        reason.ShouldContain("1.2OO.000");
        (await Lines(account)).ShouldBe(0);
        (await Counts(account)).ShouldBe("""{"refused": 1}""");

        var treasurer = await App.SignInByPage((await App.NewPerson(PersonRoles.Treasurer, account.UnitId)).Email);
        (await (await treasurer.GetAsync("/cong-viec", Ct)).Text()).ShouldContain($"bị từ chối: {account.Code}");
        await PickedUp(Drop(account, "sua.csv", Csv(In(Day, "FT1", 50_000))));
        (await (await treasurer.GetAsync("/", Ct)).Text()).ShouldNotContain($"bị từ chối: {account.Code}");
    }

    [Fact]
    public async Task of_no_known_account_are_refused()
    {
        var stranger = $"KHONG-{Guid.NewGuid():N}";
        var file = Drop(Path.Combine(App.Inbox.FullName, stranger), "a.csv", "x");
        var loose = Drop(App.Inbox.FullName, $"{stranger}.csv", "x");
        await PickedUp(file, loose);

        (await File.ReadAllTextAsync(Path.Combine(App.Inbox.FullName, stranger, "refused", "a.csv.txt"), Ct)).ShouldContain($"\"{stranger}\" không phải mã");
        File.Exists(Path.Combine(App.Inbox.FullName, "refused", $"{stranger}.csv")).ShouldBeTrue();
    }

    [Fact]
    public async Task wait_while_they_are_being_written()
    {
        var account = await NewAccount();
        var csv = Csv(In(Day, "FT1", 50_000));
        List<FileInfo> unfinished = [Drop(account, "a.csv.part", csv), Drop(account, "b.tmp", csv), Drop(account, ".c.csv", csv), Drop(account, "d.csv", csv)];
        using var ended = new CancellationTokenSource();
        var growing = Write(unfinished[^1], ended.Token);
        unfinished.Add(Drop(Path.Combine(FolderOf(account), "thang-4"), "e.csv", csv));
        await PickedUp(Drop(account, "f.csv", csv));
        await ended.CancelAsync();
        await growing;

        unfinished.ShouldAllBe(file => File.Exists(file.FullName));
    }

    [Fact]
    public async Task that_are_links_are_refused_unread()
    {
        var account = await NewAccount();
        var target = Drop(account, ".bi-mat.csv", Csv(In(Day, "FT1", 50_000)));
        var link = File.CreateSymbolicLink(Path.Combine(FolderOf(account), "link.csv"), target.FullName);
        await PickedUp(new FileInfo(link.FullName));

        (await File.ReadAllTextAsync(Path.Combine(FolderOf(account), "refused", "link.csv.txt"), Ct)).ShouldContain("không phải tệp");
        (await Lines(account)).ShouldBe(0);
        File.Exists(target.FullName).ShouldBeTrue();
    }

    [Fact]
    public async Task of_one_name_are_all_kept()
    {
        var account = await NewAccount();
        var name = new string('ữ', 82) + ".csv"; // 250 bytes
        await PickedUp(Drop(account, name, Csv(In(Day, "FT1", 50_000))));
        await PickedUp(Drop(account, name, "khong phai sao ke"));
        await PickedUp(Drop(account, name, Csv(In(Day, "FT2", 50_000))));

        Directory.GetFiles(Path.Combine(FolderOf(account), "done")).Length.ShouldBe(2);
        Directory.GetFiles(Path.Combine(FolderOf(account), "refused")).Length.ShouldBe(2);
        (await Lines(account)).ShouldBe(2);
    }

    [Fact]
    public async Task that_are_empty_are_refused()
    {
        var account = await NewAccount();
        await PickedUp(Drop(account, "rong.csv", ""));
        File.Exists(Path.Combine(FolderOf(account), "refused", "rong.csv.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task are_only_put_away_when_the_run_before_died_after_their_import()
    {
        var account = await NewAccount();
        var csv = Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000));
        var import = Guid.CreateVersion7();
        using (var content = new MemoryStream(Encoding.UTF8.GetBytes(csv)))
            await Send<Core.Outcome<ImportRecord>>(new ImportStatement(Actor.System, account.UnitId, account.Id, "a.csv", content) { ImportId = import });
        var taken = Drop(Path.Combine(FolderOf(account), ".taking", import.ToString("N")), "a.csv", csv);
        await PickedUp(taken);

        File.Exists(Path.Combine(FolderOf(account), "done", "a.csv")).ShouldBeTrue();
        taken.Directory!.Exists.ShouldBeFalse();
        (await Scalar<long>("select count(*) from statements.import where account_id = $1", account.Id)).ShouldBe(1);
        (await Counts(account)).ShouldBe("""{"lines": 2, "taken": 1}""");
        (await Lines(account)).ShouldBe(2);
    }

    [Fact]
    public async Task are_taken_once_when_several_servers_look_at_once()
    {
        var account = await NewAccount();
        var files = Enumerable.Range(0, 12).Select(i => Drop(account, $"{i}.csv", Csv(In(Day, $"FT{i}", 50_000)))).ToArray();
        // Without the lease that keeps them apart.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Send<Core.Outcome<JobDone>>(new PickUpInbox(new Onlooker())), Ct)));
        await PickedUp(files);

        (await Scalar<long>("select count(*) from statements.import where account_id = $1", account.Id)).ShouldBe(12);
        Directory.GetFiles(Path.Combine(FolderOf(account), "done")).Length.ShouldBe(12);
        (await Lines(account)).ShouldBe(12);
    }

    private string FolderOf(BankAccount account) => Path.Combine(App.Inbox.FullName, account.Code);

    private FileInfo Drop(BankAccount account, string name, string content) => Drop(FolderOf(account), name, content);

    private static FileInfo Drop(string folder, string name, string content)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "." + Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        File.Move(path, Path.Combine(folder, name));
        return new FileInfo(Path.Combine(folder, name));
    }

    /// <summary>As a slow copy does.</summary>
    private static async Task Write(FileInfo file, CancellationToken ended)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do await File.AppendAllTextAsync(file.FullName, "x", Ct);
        while (!ended.IsCancellationRequested && await pause.WaitForNextTickAsync(Ct));
    }

    /// <summary>Runs the job until these files are gone from where they were dropped; the program's own timetable helps.</summary>
    private async Task PickedUp(params FileInfo[] files)
    {
        var inbox = App.Services.GetRequiredService<JobList>().Find("inbox")!;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (files.Any(file => Path.Exists(file.FullName)))
        {
            await App.Services.GetRequiredService<RunJob>().Due(inbox, DateTimeOffset.UnixEpoch.AddMinutes(Random.Shared.Next()), Ct);
            await pause.WaitForNextTickAsync(Ct);
        }
    }

    private async Task<string> Counts(BankAccount account) =>
        await Scalar<string>("select counts::text from dftp.job_run_part where account_id = $1", account.Id);

    private sealed class Onlooker : IJobRun
    {
        public Guid Id { get; } = Guid.NewGuid();

        public DateTimeOffset ScheduledFor => DateTimeOffset.UnixEpoch;

        public void Progress(long done, long? total)
        {
        }

        public Task Tell(RunPart part, CancellationToken cancellation) => Task.CompletedTask;
    }
}
