using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Demo;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Donations.Pages;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Houses;
using DayForThePoor.Web.Grants.Pages;
using DayForThePoor.Web.Grants.Rules;
using DayForThePoor.Web.HandOvers;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Payments.Advances;
using DayForThePoor.Web.Payments.Levels;
using DayForThePoor.Web.Payments.Payees;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Reports;
using DayForThePoor.Web.Schema;
using DayForThePoor.Web.Sponsorships;
using DayForThePoor.Web.Sponsorships.Cases;
using DayForThePoor.Web.Sponsorships.Money;
using DayForThePoor.Web.Sponsorships.Office;
using DayForThePoor.Web.Sponsorships.PayOut;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Sponsorships.Public;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Bench;
using DayForThePoor.Web.Statements.Coverage;
using DayForThePoor.Web.Statements.Evidence;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Hosting;

/// <summary>The list of modules; each registers itself.</summary>
public static class Modules
{
    public static void AddModules(this WebApplicationBuilder builder, bool verb)
    {
        builder.Services.AddSingleton(Migration.Verb);
        builder.AddHttp();
        builder.AddApiDescription();
        builder.AddAccess();
        builder.AddDesign();
        builder.AddAttachments();
        builder.AddLedger();
        builder.AddUnits();
        builder.AddReceived();
        builder.AddDonations();
        builder.AddDemo();
        builder.AddStatements();
        builder.AddCoverage();
        builder.AddEvidence();
        builder.AddMatching();
        builder.AddBench();
        builder.AddGiftPages();
        builder.AddReceipts();
        builder.AddHandOvers();
        builder.AddReports();
        builder.AddHouseholds();
        builder.AddPayments();
        builder.AddGrants();
        builder.AddSpendingRules();
        builder.AddGrantPages();
        builder.AddHouses();
        builder.AddLevels();
        builder.AddAdvances();
        builder.AddPayees();
        builder.AddSponsorships();
        builder.AddPayOut();
        builder.AddCases();
        builder.AddPublicSponsorship();
        builder.AddPledges();
        builder.AddSponsorshipMoney();
        builder.AddJobs(verb);
    }

    public static void MapModules(this WebApplication app)
    {
        app.UseHttp();
        app.MapHealth();
        app.MapApiDescription();
        app.MapAccess();
        app.MapUnits();
        app.MapReceived();
        app.MapDesign();
        app.MapDonations();
        app.MapLedger();
        app.MapGiftPages();
        app.MapStatements();
        app.MapCoverage();
        app.MapMatching();
        app.MapEvidence();
        app.MapBench();
        app.MapReceipts();
        app.MapHandOvers();
        app.MapReports();
        app.MapSponsorships();
        app.MapJobs();
        app.MapHouseholds();
        app.MapPayments();
        app.MapGrants();
        app.MapSpendingRules();
        app.MapGrantPages();
        app.MapHouses();
        app.MapLevels();
        app.MapAdvances();
        app.MapPayees();
        app.MapPayOut();
        app.MapCases();
        app.MapPublicSponsorship();
        app.MapPledges();
        app.MapSponsorshipMoney();
    }

    public static void ConfigureMessages(WolverineOptions options)
    {
        AccessModule.ConfigureMessages(options);
        options.ConfigureStatements();
        options.ConfigureMatching();
    }
}
