using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.IntegrationTests.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Money;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Sponsorships.Money;

/// <summary>A commune with a bank account, sponsors, and pledges of 300,000 đồng a month since the month before last.</summary>
public abstract class PledgedMoneyTest(AppFixture app) : MatchingTest(app)
{
    protected const long Monthly = 300_000;

    private static int cases;

    protected static DateOnly Start => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-2);

    protected async Task<Guid> NewSponsor(BankAccount account, string name = "Công ty TNHH Hoa Mai", string kind = "organisation")
    {
        var id = Guid.CreateVersion7();
        await Write("""
            insert into sponsorships.sponsor (id, unit_id, code, kind, name, follow_code, folded, recorded_at, recorded_by)
            values ($1, $2, 'NĐĐ-' || left($1::text, 13), $3, $4, $1::text, $5, now(), $1)
            """, id, account.UnitId, kind, name, Folding.Fold(name));
        return id;
    }

    /// <summary>A case with one slot for meals; id and slot.</summary>
    protected async Task<(Guid Id, Guid Slot, string Code)> NewCase(BankAccount account, string child = "Hồ Thị Bưởi")
    {
        var (hamlet, household, id, slot) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var number = Interlocked.Increment(ref cases);
        var code = $"ĐĐ-2026-{number:D4}";
        await Write("insert into households.hamlet (id, unit_id, kind, name, folded, valid_from) values ($1, $2, 'thon', $3, lower($3), '2020-01-01')", hamlet, account.UnitId, $"Thôn {number}");
        await Write("""
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            values ($1, $2, $3, $4, 'Hồ Văn Quýt', 'Quýt', 'ho van quyt', 2, now(), $1)
            """, household, account.UnitId, $"HN-D{number:D3}", hamlet);
        var member = Guid.CreateVersion7();
        await Write("""
            insert into households.member (id, household_id, unit_id, place, name, relation, birth_date, birth_year, sex) values ($1, $2, $3, 1, $4, 'grandchild', '2015-05-05', 2015, 'female')
            """, member, household, account.UnitId, child);
        await Write("""
            insert into sponsorships.beneficiary (id, unit_id, code, household_id, member_id, kind, father, mother, opened_on, folded, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, 'orphan', 'dead', 'dead', '2026-01-01', $6, now(), $1)
            """, id, account.UnitId, code, household, member, Folding.Fold(code));
        await Write("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, starts_on, recorded_at, recorded_by)
            values ($1, $2, $3, 'meals', 'money', 5000000, '2026-01-01', now(), $1)
            """, slot, id, account.UnitId);
        await using var held = await HeldPledges.Begin(The<Sessions>(), account.UnitId, Ct);
        await held.Claim(id, id.ToByteArray(), Ct);
        held.Append(new CaseOpened(Guid.CreateVersion7(), id, account.UnitId, new SortedDictionary<string, string>(), Actor.System.PersonId));
        await held.Commit(Ct);
        return (id, slot, code);
    }

    protected async Task<Guid> NewPledge(BankAccount account, Guid sponsor, long amount = Monthly, (Guid Id, Guid Slot, string Code)? of = null, bool held = true, int months = 24)
    {
        var person = of ?? await NewCase(account);
        var id = Guid.CreateVersion7();
        await using var holding = await HeldPledges.Begin(The<Sessions>(), account.UnitId, Ct);
        await holding.Claim(id, id.ToByteArray(), Ct);
        var offer = new PledgeOffer(PledgeChannels.Fund, amount, null, null, Frequencies.Monthly, Start, EndRules.Date, Start.AddMonths(months).AddDays(-1), false);
        var terms = PledgeDecider.Terms(offer, Schooling.Unknown, Today).Value;
        var offered = PledgeDecider.Offer(holding.Step(Actor.System.PersonId), id, account.UnitId, sponsor, terms, person.Id, person.Slot, account.DefaultFundId);
        holding.Append(offered);
        if (held) holding.Append(PledgeDecider.Hold(PledgeState.Evolve(null, offered)!, holding.Step(Actor.System.PersonId), Today.AddDays(14), Today).Value);
        await holding.Commit(Ct);
        return id;
    }

    protected async Task Step(BankAccount account, Guid pledge, Func<PledgeState, PledgeStep, Outcome<IReadOnlyList<IPledgeEvent>>> decide)
    {
        await using var held = await HeldPledges.Begin(The<Sessions>(), account.UnitId, Ct);
        held.Append(decide((await held.Lock(pledge, Ct))!, held.Step(Actor.System.PersonId)).Value);
        await held.Commit(Ct);
    }

    protected Task End(BankAccount account, Guid pledge, DateOnly on, int grace = 90) =>
        Step(account, pledge, (state, step) => PledgeDecider.End(state, step, on, PledgeEndReasons.SponsorStopped, grace, Today));

    protected Task<Outcome<PledgePaid>> Pay(BankAccount account, Guid pledge, long amount, string? key = null, string? occasion = null, string? memo = null, DateOnly? on = null) =>
        Send<Outcome<PledgePaid>>(new PayPledge(
            Actor.System, account.UnitId, key ?? $"{Guid.NewGuid():N}", pledge, new PledgePayment(amount, "cash", DocumentDate: on, Occasion: occasion, Memo: memo)));

    protected Task<Outcome<DonationVoided>> Void(BankAccount account, Guid gift) =>
        Send<Outcome<DonationVoided>>(new ReverseDonation(Actor.System, account.UnitId, gift, "Ghi nhầm"));

    /// <summary>The code by which transfers find a pledge, or a sponsor.</summary>
    protected async Task<string> CodeOf(BankAccount account, Guid id, bool sponsor = false) =>
        (await Send<Outcome<PledgeTransfer>>(new ShowTransfer(Actor.System, account.UnitId, id, sponsor, QrSums.Free))).Value.Code;

    /// <summary>What each live gift of the pledge is for: "instalment 1 300000".</summary>
    protected async Task<IReadOnlyList<string>> Parts(Guid pledge)
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(App.Database.Owner);
        await using var select = database.CreateCommand(
            "select kind || coalesce(' ' || seq, '') || coalesce(' ' || occasion, '') || ' ' || amount from sponsorships.received_part where pledge_id = $1 order by on_date, gift_id, ordinal");
        select.Parameters.Add(new() { Value = pledge });
        List<string> parts = [];
        await using var row = await select.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct)) parts.Add(row.GetString(0));
        return parts;
    }

    /// <summary>Đồng that the ledger keeps for the pledge.</summary>
    protected Task<long> Kept(Guid pledge) => Scalar<long>("select coalesce(sum(received - spent), 0)::bigint from payments.earmark where earmark_id = $1", pledge);

    protected Task<string> StateOf(Guid pledge) => Scalar<string>("select state from sponsorships.pledge where id = $1", pledge);

    protected static async Task<HttpResponseMessage> Post(HttpClient client, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request, Ct);
    }

    protected async Task<HttpClient> Accountant(BankAccount account) => await App.SignIn((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);

    protected async Task<HttpClient> AccountantAtPages(BankAccount account) => await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);

    private async Task Write(string sql, params object[] values)
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Ct);
    }
}
