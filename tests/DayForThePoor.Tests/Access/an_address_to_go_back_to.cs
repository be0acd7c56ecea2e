using DayForThePoor.Web.Http;

namespace DayForThePoor.Tests.Access;

public class an_address_to_go_back_to
{
    [Theory, InlineData("/thu"), InlineData("/thu?trang=2#a"), InlineData("/")]
    public void is_kept_when_it_is_ours(string address) => LocalAddress.Of(address).ShouldBe(address);

    [Theory, InlineData(null), InlineData(""), InlineData("//xau.vn"), InlineData("/\\xau.vn"), InlineData("https://xau.vn"), InlineData("thu"), InlineData("/\t/xau.vn")]
    public void is_the_first_page_when_it_leads_away(string? address) => LocalAddress.Of(address).ShouldBe("/");
}
