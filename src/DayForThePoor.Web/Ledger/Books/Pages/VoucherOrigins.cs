using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Ledger.Books.Pages;

/// <summary>
/// How another module shows on the voucher's page what a voucher of its own stands for. The books know nothing of the
/// module; it registers its part.
/// </summary>
/// <param name="Source">Alias of the event that carries the voucher.</param>
/// <param name="Part">A component with one parameter, <c>Stream</c>: the id of the stream that the event is in.</param>
public sealed record VoucherOrigin(string Source, Type Part);

public static class VoucherOrigins
{
    public static void AddVoucherOrigin<TPart>(this IServiceCollection services, params ReadOnlySpan<string> sources) where TPart : IComponent
    {
        foreach (var source in sources) services.AddSingleton(new VoucherOrigin(source, typeof(TPart)));
    }
}
