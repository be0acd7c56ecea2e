using System.Globalization;
using System.Security.Cryptography;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Office;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SkiaSharp;
using Wolverine;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

/// <summary>A child with a file, a sponsor with a link, a pledge between them; placed as rows where a test wants them.</summary>
/// <param name="Files">By item of consent: the file of its news.</param>
public sealed record SponsoredCase(
    AppFixture App, Commune Commune, Guid Id, string Code, Guid Sponsor, string FollowCode, Guid Pledge, Guid Slot, IReadOnlyDictionary<string, Guid> Files)
{
    public static readonly DateOnly Today = VietnamTime.TodayIn(TimeProvider.System);

    /// <summary>Eleven years old, so that guardian and child both sign.</summary>
    public static readonly DateOnly Born = Today.AddYears(-11).AddDays(-40);

    public const string FirstName = "Nghiêu", PhotoText = "Cháu bên giàn mướp", ResultText = "Học lực xuất sắc kỳ một", LetterText = "Con kính thư cô chú";

    /// <summary>Words that stand nowhere else and that no answer outside the staff may hold, whatever was agreed to.</summary>
    public static readonly IReadOnlyList<string> NeverShown =
    [
        "Khổng Bửu", "Giáp Thị Khuê", "Ninh Thị Quyên", "Vĩnh Xương", "Bàu Sen", "0905123987", "động kinh", "K-7741", "Đoàn Ngọc Thừa", "0914555666",
        .. Written(Born), .. Written(Born.AddYears(18)),
    ];

    /// <summary>Name and phone of the sponsor, which stand on papers for the sponsor.</summary>
    public static readonly IReadOnlyList<string> OfSponsor = ["Đoàn Ngọc Thừa", "0914555666"];

    /// <summary>What tells an item, wherever it is shown.</summary>
    public static readonly IReadOnlyDictionary<string, string> Telling = new Dictionary<string, string>
    {
        [ConsentItems.FirstName] = FirstName,
        [ConsentItems.Age] = "11 tuổi",
        [ConsentItems.Photo] = PhotoText,
        [ConsentItems.SchoolResult] = ResultText,
        [ConsentItems.Letter] = LetterText,
    };

    public string Page => $"/nhan-do-dau/theo-doi/{FollowCode}";

    public string File(string item) => $"{Page}/tep/{Files[item]}";

    public static async Task<SponsoredCase> Place(AppFixture app, Commune commune, int number = 1, string kind = BeneficiaryKinds.Orphan, bool plain = false)
    {
        var (id, household, member, sponsor, pledge, slot) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var follow = Core.Sponsorships.FollowCode.New(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))).Value;
        var code = $"ĐĐ-{Today.Year}-{number:D4}";
        var files = ConsentItems.All.Skip(2).ToDictionary(item => item, _ => Guid.CreateVersion7());
        var placed = new SponsoredCase(app, commune, id, code, sponsor, follow, pledge, slot, files);
        await placed.Execute($"""
            insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($1, $2, 'thon', 'Bàu Sen', 'bau sen ' || $3, '2020-01-01');
            """, Guid.CreateVersion7(), commune.UnitId, code);
        await placed.Execute("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            select $1, $2, $3, h.id, 'Giáp Thị Khuê', 'Khuê', '', 2, now(), $1 from households.hamlet h where h.unit_id = $2 limit 1
            """, household, commune.UnitId, $"K-7741-{number}");
        await placed.Execute("insert into households.member (id, household_id, unit_id, place, name, relation, birth_date, sex) values ($1, $2, $3, 2, 'Khổng Bửu Nghiêu', $5, $4, 'male')",
            member, household, commune.UnitId, Born, Relations.All[1]);
        await placed.Execute("""
            insert into sponsorships.beneficiary (id, unit_id, code, household_id, member_id, kind, father, mother, carer_name, carer_relation, carer_phone, school, grade, grade_year, note, opened_on, folded, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, 'dead', 'alive', 'Ninh Thị Quyên', 'bà', '0905123987', 'Trường Tiểu học Vĩnh Xương', 6, 2026, 'động kinh', $7, '', now(), $1)
            """, id, commune.UnitId, code, household, member, kind, Today.AddYears(-1));
        await placed.Execute("insert into sponsorships.case_state (beneficiary_id, unit_id, state, version) values ($1, $2, 'open', 1)", id, commune.UnitId);
        await placed.Execute("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, starts_on, recorded_at, recorded_by)
            values ($1, $2, $3, 'school', 'money', 500000, $4, now(), $1), (gen_random_uuid(), $2, $3, 'meals', 'money', 300000, $4, now(), $1)
            """, slot, id, commune.UnitId, Today.AddYears(-1));
        if (plain) return placed;
        await placed.Execute("""
            insert into sponsorships.sponsor (id, unit_id, code, kind, name, phone, follow_code, folded, recorded_at, recorded_by)
            values ($1, $2, $3, 'person', 'Đoàn Ngọc Thừa', '0914555666', $4, '', now(), $1)
            """, sponsor, commune.UnitId, $"NĐĐ-{number:D4}", follow);
        await placed.Execute("""
            insert into sponsorships.pledge (id, unit_id, sponsor_id, beneficiary_id, slot_id, channel, amount, frequency, starts_on, end_rule, ends_on, renews, yearly, yearly_quantity, state, activated_on, version, offered_at, offered_by)
            values ($1, $2, $3, $4, $5, 'direct', 500000, 'monthly', $6, 'age_18', $7, false, 6000000, 0, 'active', $6, 3, now(), $3)
            """, pledge, commune.UnitId, sponsor, id, slot, Today.AddMonths(-2), Born.AddYears(18));
        await placed.Execute("""
            insert into sponsorships.instalment (pledge_id, seq, unit_id, due_on, amount, delivered)
            select $1, n, $2, ($3::date + make_interval(months => n - 3))::date, 500000, case when n = 1 then 500000 else 0 end from generate_series(1, 12) n
            """, pledge, commune.UnitId, Today);
        await placed.Execute("insert into sponsorships.delivery (delivery_id, pledge_id, seq, on_date, amount, at, by_person) values ($1, $2, 1, $3, 500000, now(), $1)", Guid.CreateVersion7(), pledge, Today.AddMonths(-2));
        await placed.Execute("update sponsorships.pledge set delivered_directly = 500000 where id = $1", pledge);
        foreach (var (item, file) in files) await placed.AddNews(item, file, item switch { ConsentItems.Photo => PhotoText, ConsentItems.SchoolResult => ResultText, _ => LetterText });
        return placed;
    }

    /// <summary>A pledge through the fund to the same child until it is 18, with money of two ways and everything that staff may write beside it; the pledge, and the codes of its receipts.</summary>
    public async Task<(Guid Pledge, IReadOnlyList<string> Receipts)> GiveThroughFund()
    {
        var stop = TestContext.Current.CancellationToken;
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var account = new BankAccountForm($"{Commune.Code}-VCB", "bank", "970436", $"00110{Commune.Code}", "UBMTTQ xã", Commune.Fund, OpenedOn: new DateOnly(2024, 1, 1));
            (await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<BankAccount>>(new AddBankAccount(Actor.System, Commune.UnitId, account), stop)).IsRefused.ShouldBeFalse();
        }
        using var accountant = await Commune.SignedIn(PersonRoles.Accountant);
        var meals = await Scalar<Guid>("select id from sponsorships.slot where beneficiary_id = $1 and purpose = 'meals'", Id);
        var offered = await PayOutDesk.Keyed(accountant, "/api/pledges", new
        {
            unit = Commune.Code,
            sponsor = Sponsor,
            beneficiary = Id,
            slot = meals,
            channel = PledgeChannels.Fund,
            amountVnd = 300_000,
            frequency = Frequencies.Monthly,
            startsOn = Today.AddMonths(-1),
            endRule = EndRules.Age18,
            note = "Cháu Khổng Bửu Nghiêu, thôn Bàu Sen",
        });
        ((int)offered.StatusCode).ShouldBe(201, await offered.Text());
        var pledge = (await offered.Json()).GetProperty("id").GetGuid();
        List<string> receipts = [];
        foreach (var channel in (string[])["cash", "transfer"])
        {
            var paid = await PayOutDesk.Keyed(accountant, $"/api/pledges/{pledge}/payments", new
            {
                amountVnd = 450_000,
                channel,
                narration = "Cho cháu Khổng Bửu Nghiêu, mẹ Giáp Thị Khuê",
                memo = "ung ho Khổng Bửu Nghiêu, động kinh",
                payerName = channel == "cash" ? OfSponsor[0] : null,
            });
            ((int)paid.StatusCode).ShouldBe(201, await paid.Text());
            receipts.Add((await paid.Json()).GetProperty("receiptCode").GetString()!);
        }
        return (pledge, receipts);
    }

    /// <summary>One notice of every kind about the pledge, as the daily run writes them; their ids.</summary>
    public async Task<IReadOnlyList<Guid>> TellEverything()
    {
        List<Guid> told = [];
        foreach (var kind in NoticeKinds.All)
        {
            var end = kind is NoticeKinds.Ended or NoticeKinds.EndsSoon;
            var on = end ? Born.AddYears(18) : Today.AddDays(-3);
            var args = end ? new[] { Iso(on) } : kind == NoticeKinds.LifeChange ? [] : [Iso(on), "500000"];
            told.Add(Guid.CreateVersion7());
            await Execute("insert into sponsorships.notice (id, unit_id, sponsor_id, pledge_id, kind, on_date, args, made_at) values ($1, $2, $3, $4, $5, $6, $7, now())",
                told[^1], Commune.UnitId, Sponsor, Pledge, kind, on, args);
        }
        return told;
    }

    private static IEnumerable<string> Written(DateOnly day) => [day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture), Iso(day)];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task AddNews(string item, Guid file, string text)
    {
        var picture = Picture(item);
        var sha256 = SHA256.HashData(picture);
        await Execute("insert into dftp.attachment values ($1, $2, 'image/jpeg', false, now()) on conflict do nothing", sha256, (long)picture.Length);
        await Execute("insert into dftp.attachment_chunk values ($1, 0, $2) on conflict do nothing", sha256, picture);
        await Execute("""
            insert into sponsorships.file (id, unit_id, beneficiary_id, kind, name, media_type, sha256, bytes, on_date, added_at, added_by)
            values ($1, $2, $3, 'photo', 'Khổng Bửu Nghiêu.jpg', 'image/jpeg', $4, $5, $6, now(), $1)
            """, file, Commune.UnitId, Id, sha256, (long)picture.Length, Today);
        await Execute("""
            insert into sponsorships.news (id, beneficiary_id, item, on_date, text, file_id, approved_at, approved_by, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, $3, $4, $5, now(), $1, now(), $1)
            """, Id, item, Today.AddDays(-10), text, file);
    }

    public Task Consent(string item, bool forPublic, DateOnly? until = null) => Execute("""
        insert into sponsorships.consent (id, beneficiary_id, item, for_public, given_on, guardian_name, guardian_relation, child_agreed, valid_until, file_id, recorded_at, recorded_by)
        values (gen_random_uuid(), $1, $2, $3, $4, 'Ninh Thị Quyên', 'bà', true, $5, $6, now(), $1)
        """, Id, item, forPublic, Today.AddMonths(-6), until ?? Today.AddMonths(6), Files[ConsentItems.Photo]);

    public Task Withdraw() => Execute("update sponsorships.consent set withdrawn_at = now(), withdrawn_by = $1, withdrawn_reason = 'Gia đình đổi ý' where beneficiary_id = $1 and withdrawn_at is null", Id);

    public Task ForgetConsents() => Execute("delete from sponsorships.consent where beneficiary_id = $1", Id);

    public async Task Execute(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static byte[] Picture(string item)
    {
        using var surface = SKSurface.Create(new SKImageInfo(40 + item.Length, 30));
        surface.Canvas.Clear(SKColors.Teal);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, 80);
        return encoded.ToArray();
    }
}
