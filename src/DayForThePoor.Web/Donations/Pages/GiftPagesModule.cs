using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>Registers the gift pages' menu entries, first-page tasks and the two endpoints beside the pages.</summary>
public static class GiftPagesModule
{
    public static void AddGiftPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ReceiptRegister>();
        services.AddScoped<ITodayTasks, TodayGifts>();
        services.AddScoped<ITodayTasks, TodayFunds>();
        services.AddRefusalTexts<GiftTexts>();
        services.AddMenu(
            new(MenuSection.Receiving, 10, "/thu/tien-mat", "Menu.CashReceipt", Permission.RecordGifts),
            new(MenuSection.Receiving, 20, "/thu/chuyen-khoan", "Menu.Transfer", Permission.RecordGifts),
            new(MenuSection.Receiving, 30, "/thu/hien-vat", "Menu.Goods", Permission.RecordGifts),
            new(MenuSection.Receiving, 40, "/thu/khac", "Menu.OtherReceipt", Permission.RecordGifts),
            new(MenuSection.Receiving, 50, "/thu", "Menu.Gifts", Permission.ReadLedger),
            new(MenuSection.Receiving, 60, "/bien-lai", "Menu.Receipts", Permission.ReadLedger),
            new(MenuSection.CashAndBank, 10, "/thu/cho-thu", "Menu.AwaitingCash", Permission.ConfirmCash),
            new(MenuSection.CashAndBank, 20, "/quy/nop-rut", "Menu.DepositDraw", Permission.RecordGifts));
    }

    public static void MapGiftPages(this WebApplication app)
    {
        app.MapPost("/noi-bo/nguoi-ung-ho", DonorNames.Find).ExcludeFromDescription();
        app.MapGet(TableFile.Route("/thu/khoan-ung-ho"), GiftListFile.Download).ExcludeFromDescription();
    }
}
