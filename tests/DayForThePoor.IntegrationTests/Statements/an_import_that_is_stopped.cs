using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Statements;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Statements;

public class an_import_that_is_stopped(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 4, 6);

    [Fact]
    public async Task between_two_days_goes_on_where_it_was_and_counts_the_whole_file()
    {
        var account = await NewAccount();
        var csv = Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), In(Day.AddDays(1), "FT3", 100_000));
        await Run($"""
            create function public.stop_{account.Id:N}() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$;
            create trigger stop_{account.Id:N} before insert on statements.line for each row
              when (new.account_id = '{account.Id}' and new.value_date = '2026-04-07') execute function public.stop_{account.Id:N}();
            """);
        await Should.ThrowAsync<PostgresException>(() => Import(account, csv));
        (await Lines(account)).ShouldBe(2);
        var id = await Scalar<Guid>("select id from statements.import where account_id = $1 and state = 'running'", account.Id);

        await Run($"drop trigger stop_{account.Id:N} on statements.line; drop function public.stop_{account.Id:N}()");
        var resumed = await App.Services.GetRequiredService<StatementImport>().Run(account.UnitId, id, Ct);

        (resumed.State, resumed.New, resumed.Repeated, resumed.Done, resumed.Vouchers).ShouldBe((ImportStates.Done, 3, 0, 3, 2));
        (await Lines(account)).ShouldBe(3);
    }

    [Fact]
    public async Task after_its_end_answers_the_same_when_it_comes_again()
    {
        var account = await NewAccount();
        var import = await Import(account, Csv(In(Day, "FT1", 50_000)));
        var again = await App.Services.GetRequiredService<StatementImport>().Run(account.UnitId, import.Id, Ct);

        (again.State, again.New, again.Vouchers).ShouldBe((ImportStates.Done, 1, 1));
        (await Lines(account)).ShouldBe(1);
    }
}
