using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Ledger.Rebuilding;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>Whatever is changed behind the program's back is found, and nothing else is.</summary>
public sealed class LedgerCheckTests(BooksFixture books) : IClassFixture<BooksFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<CheckResult> Check() => books.Services.GetRequiredService<LedgerCheck>().Run(Ct);

    [Fact]
    public async Task books_that_nobody_touched_are_clean()
    {
        var result = await Check();
        result.Differences.ShouldBeEmpty();
        result.Ok.ShouldBeTrue();
        result.Entries.ShouldBeGreaterThan(0);
        result.Postings.ShouldBe((long)(await books.Ask("select count(*) from ledger.posting"))!);
    }

    [Fact]
    public async Task a_rebuild_gives_what_was_written_live()
    {
        var live = await Checksums();
        var rebuilt = await books.Services.GetRequiredService<Rebuild>().Run(Ct);
        (await Checksums()).ShouldBe(live);
        rebuilt.Entries.ShouldBe((long)(await books.Ask("select count(*) from ledger.entry"))!);
    }

    [Theory]
    [InlineData("update ledger.posting set amount = amount + 1 where ctid = (select min(ctid) from ledger.posting)", DifferenceCodes.PostingsDiffer)]
    [InlineData("delete from ledger.posting where ctid = (select min(ctid) from ledger.posting)", DifferenceCodes.PostingsDiffer)]
    [InlineData("delete from ledger.entry where ctid = (select min(ctid) from ledger.entry)", DifferenceCodes.EntryMissing)]
    [InlineData("update ledger.entry set document_date = document_date - 1 where ctid = (select min(ctid) from ledger.entry)", DifferenceCodes.EntryDiffers)]
    [InlineData("insert into ledger.entry select gen_random_uuid(), stream_id, source, unit_id, fund_id, kind, year, 999, document_date, value_date, recorded_at, recorded_by from ledger.entry limit 1", DifferenceCodes.EntryUnexpected)]
    [InlineData("update dftp.gift set amount = 1 where ctid = (select min(ctid) from dftp.gift)", DifferenceCodes.GiftDiffers)]
    [InlineData("update dftp.gift set status = 'recorded' where status = 'void'", DifferenceCodes.GiftDiffers)]
    [InlineData("update dftp.gift set receipt_code = reverse(receipt_code) where ctid = (select min(ctid) from dftp.gift)", DifferenceCodes.GiftDiffers)]
    [InlineData("delete from dftp.gift where ctid = (select min(ctid) from dftp.gift)", DifferenceCodes.GiftMissing)]
    [InlineData("update dftp.gift_goods set quantity = quantity + 0.001", DifferenceCodes.GiftGoodsDiffer)]
    [InlineData("update grants.support set approved = approved + 1 where state = 'approved'", GrantChecks.GrantDiffers)]
    [InlineData("update grants.support set state = 'approved' where state = 'withdrawn'", GrantChecks.GrantDiffers)]
    [InlineData("delete from grants.support where state = 'withdrawn'", GrantChecks.GrantMissing)]
    [InlineData("update grants.proposal set signed = 0 where state = 'approved'", GrantChecks.ProposalDiffers)]
    public async Task a_changed_read_model_is_found_and_a_rebuild_heals_it(string damage, string code)
    {
        await books.Ask(damage);
        (await Check()).Differences.ShouldContain(d => d.Code == code);
        await books.Services.GetRequiredService<Rebuild>().Run(Ct);
        (await Check()).Differences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update dftp.sealed_text set text = text || '.'", "update dftp.sealed_text set text = left(text, -1)", DifferenceCodes.TextsDiffer)]
    [InlineData("update ledger.series set last_number = last_number + 1", "update ledger.series set last_number = last_number - 1", DifferenceCodes.SeriesDiffers)]
    [InlineData("create table dftp.kept as select * from ledger.request; delete from ledger.request", "insert into ledger.request select * from dftp.kept; drop table dftp.kept", DifferenceCodes.RequestMissing)]
    [InlineData(
        "create table dftp.kept as select * from dftp_events.mt_events where type = 'donation_recorded' order by seq_id limit 1; delete from dftp_events.mt_events e using dftp.kept k where e.seq_id = k.seq_id",
        "insert into dftp_events.mt_events select * from dftp.kept; drop table dftp.kept", DifferenceCodes.NumberMissing)]
    [InlineData("update dftp_events.mt_events set type = type || '_x' where seq_id = 1", "update dftp_events.mt_events set type = replace(type, '_x', '') where seq_id = 1", DifferenceCodes.EventUnreadable)]
    [InlineData("update grants.proposal_line set amount = amount + 1", "update grants.proposal_line set amount = amount - 1", GrantChecks.ListChanged)]
    public async Task a_changed_primary_record_is_found(string damage, string repair, string code)
    {
        await books.Ask(damage);
        var found = (await Check()).Differences;
        await books.Ask(repair);
        found.ShouldContain(d => d.Code == code);
        (await Check()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_text_that_was_erased_is_no_difference()
    {
        await books.Ask("create table dftp.kept as select * from dftp.sealed_text; update dftp.sealed_text set text = null, folded = null, erased_at = now()");
        var found = (await Check()).Differences;
        await books.Ask("delete from dftp.sealed_text; insert into dftp.sealed_text select * from dftp.kept; drop table dftp.kept");
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task work_under_way_is_never_taken_for_an_error()
    {
        using var accountant = await books.Commune.SignedIn(PersonRoles.Accountant);
        var burst = Task.WhenAll(Enumerable.Range(0, 60).Select(_ => accountant.Given(books.Commune.Cash(10_000))));
        do (await Check()).Differences.ShouldBeEmpty();
        while (!burst.IsCompleted);
        await burst;
    }

    [Fact]
    public async Task gifts_that_come_during_a_rebuild_are_in_the_books_once()
    {
        using var accountant = await books.Commune.SignedIn(PersonRoles.Accountant);
        var burst = Task.WhenAll(Enumerable.Range(0, 60).Select(_ => accountant.Given(books.Commune.Cash(10_000))));
        do await books.Services.GetRequiredService<Rebuild>().Run(Ct);
        while (!burst.IsCompleted);
        await burst;
        (await Check()).Differences.ShouldBeEmpty();
    }

    private async Task<string[]> Checksums()
    {
        List<string> sums = [];
        foreach (var table in new[] { "ledger.entry", "ledger.posting", "dftp.gift", "dftp.gift_goods", "grants.support", "grants.objection", "grants.signature", "grants.step", "grants.step_file", "grants.proposal" })
            sums.Add((string)(await books.Ask($"select md5(string_agg(t::text, '|' order by t::text)) from {table} t"))!);
        return [.. sums];
    }
}
