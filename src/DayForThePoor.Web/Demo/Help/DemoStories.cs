using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Payments;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>Courses that a grant of the sample takes, each put on a desk's calendar. Days count back from the day of seeding.</summary>
internal static class DemoStories
{
    private static readonly (string What, string Damage)[] Hardships =
    [
        ("Cháy bếp lúc nửa đêm", "Cháy bếp và tủ gạo"), ("Tai nạn lao động, gãy chân", "Mất thu nhập ba tháng"), ("Lũ quét sập chuồng, mất đàn heo", "Mất 04 con heo thịt"),
        ("Lốc tốc mái nhà", "Tốc 20 tấm tôn"), ("Mổ tim cấp cứu", "Viện phí ngoài bảo hiểm"),
    ];

    /// <summary>Hỗ trợ đột xuất: slip, signature and payment on one day; told to the board two weeks later, then closed.</summary>
    /// <param name="isReported">False: the board's next meeting is still to come.</param>
    public static void Hardship(DemoDesk desk, string key, int household, int daysAgo, long amount, bool isPaid = true, bool isReported = true)
    {
        var what = Hardships[household % Hardships.Length];
        desk.On(daysAgo, async () =>
        {
            await desk.RequestAtOnce(key, household, Purposes.Hardship, amount, $"{what.What}. {what.Damage}.", desk.Today.AddDays(-daysAgo - 1));
            await desk.Sign(key);
            if (isPaid) await desk.Pay(key, $"Hỗ trợ đột xuất: {what.What}", household, byBank: false, (key, amount));
        });
        if (!isPaid || !isReported) return;
        desk.On(Math.Max(0, daysAgo - 14), async () =>
        {
            await desk.Ask<IReadOnlyList<GrantMoved>>(new ReportEmergencies(desk.Staff.Head, desk.Unit.UnitId, [desk.Grant(key)], null));
            await desk.Close(key);
        });
    }

    /// <summary>A list of presents for Tết, handed out against signatures; whoever was absent is named and the money goes back.</summary>
    public static void Tet(DemoDesk desk, int first, int count, int daysAgo, int absent)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"tet-{i + 1:D2}")];
        const long Present = 500_000;
        desk.On(daysAgo + 12, async () =>
        {
            foreach (var (i, key) in keys.Index()) await desk.RequestAtOnce(key, first + i, Purposes.Tet, Present, "Quà Tết cho hộ nghèo");
        });
        desk.On(daysAgo + 10, () => desk.Propose("Về việc tặng quà Tết cho hộ nghèo, hộ cận nghèo", keys));
        desk.On(daysAgo + 8, () => desk.Approve(keys[0], "07/QĐ-BVĐ"));
        desk.On(daysAgo, async () =>
        {
            await desk.Pay("tet", "Tặng quà Tết cho hộ nghèo theo danh sách", first, byBank: false, [.. keys.Select(key => (key, Present))]);
            await desk.Ask<PaymentStepped>(new CollectLines(desk.Staff.Treasurer, desk.Unit.UnitId, desk.Payment("tet"), [.. Enumerable.Range(1, count - absent).Select(Collected)]));
        });
        if (absent > 0) desk.On(daysAgo - 3, () => desk.Ask<LinesReturned>(
            new ReturnLines(desk.Staff.Treasurer, desk.Unit.UnitId, desk.Payment("tet"), null, "Hộ đi vắng trong đợt trao, không có người nhận thay")));
        desk.On(daysAgo - 5, async () =>
        {
            foreach (var key in keys[..^absent]) await desk.Close(key);
            foreach (var key in keys[^absent..]) await desk.Ask<GrantMoved>(new WithdrawGrant(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), "Hộ đi vắng dịp Tết, tiền đã nộp lại Quỹ"));
        });
    }

    private static CollectedForm Collected(int line) => (line % 5) switch
    {
        3 => new(line, CollectedBy.Fingerprint),
        4 => new(line, CollectedBy.Other, Name: "Người nhà nhận thay", Relation: "con"),
        _ => new(line, CollectedBy.Signature),
    };

    /// <summary>How far a livelihood goes.</summary>
    public enum Until { Requested, Met, Posted, Checked, Proposed, Approved, Ordered, AwaitingCash, Paid, Closed }

    /// <summary>Bò cái sinh sản and the like: the whole course from the hamlet's meeting to the hand-over, or a part of it.</summary>
    public static void Livelihood(DemoDesk desk, string key, int household, int daysAgo, long amount, string what, Until until)
    {
        Does(Until.Requested, 0, () => desk.Request(key, household, Purposes.Livelihood, amount, $"Xin hỗ trợ {what} để làm ăn"));
        Does(Until.Met, 7, () => desk.Meet(key, household));
        Does(Until.Posted, 8, () => desk.Post(key, household));
        Does(Until.Checked, 16, async () =>
        {
            await desk.EndPosting(key);
            await desk.Check(key);
        });
        Does(Until.Proposed, 18, () => desk.Propose("Về việc hỗ trợ phương tiện sinh kế", key));
        Does(Until.Approved, 20, () => desk.Approve(key, $"{40 + household}/QĐ-BVĐ"));
        Does(Until.Ordered, 24, () => desk.Order(key, $"Hỗ trợ phương tiện sinh kế: {what}", household, byBank: true, (key, amount)));
        Does(Until.AwaitingCash, 25, () => desk.ApproveOrder(key, amount));
        Does(Until.Paid, 26, () => desk.HandOut(key));
        Does(Until.Closed, 30, async () =>
        {
            await desk.HandOver(key, household, $"Bàn giao {what}");
            await desk.Close(key);
        });

        void Does(Until step, int after, Func<Task> does)
        {
            if (step <= until) desk.On(Math.Max(0, daysAgo - after), does);
        }
    }

    /// <summary>Help for the school year, one list, handed out whole.</summary>
    public static void Study(DemoDesk desk, int first, int count, int daysAgo)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"hoc-tap-{i + 1}")];
        const long Each = 1_000_000;
        desk.On(daysAgo + 5, async () =>
        {
            foreach (var (i, key) in keys.Index()) await desk.RequestAtOnce(key, first + i, Purposes.Study, Each, "Hỗ trợ đầu năm học cho con em hộ nghèo");
            await desk.Propose("Về việc hỗ trợ học tập đầu năm học", keys);
        });
        desk.On(daysAgo + 3, () => desk.Approve(keys[0], "26/QĐ-BVĐ"));
        desk.On(daysAgo, async () =>
        {
            await desk.Pay("hoc-tap", "Hỗ trợ học tập theo danh sách", first, byBank: false, [.. keys.Select(key => (key, Each))]);
            await desk.Ask<PaymentStepped>(new CollectLines(
                desk.Staff.Treasurer, desk.Unit.UnitId, desk.Payment("hoc-tap"), [.. Enumerable.Range(1, count).Select(line => new CollectedForm(line, CollectedBy.Signature))]));
        });
    }

    /// <summary>The hamlet's meeting says no.</summary>
    public static void Refused(DemoDesk desk, string key, int household, int daysAgo)
    {
        desk.On(daysAgo, () => desk.Request(key, household, Purposes.Medical, 6_000_000, "Xin hỗ trợ viện phí chạy thận"));
        desk.On(daysAgo - 5, () => desk.Meet(key, household, against: "Hộ đã được bảo hiểm và dòng họ lo đủ, nhường hộ khác khó hơn"));
    }

    /// <summary>Somebody in the hamlet objects, rightly: the head sends it back.</summary>
    public static void Objected(DemoDesk desk, string key, int household, int daysAgo)
    {
        desk.On(daysAgo, () => desk.Request(key, household, Purposes.Livelihood, 12_000_000, "Xin máy may để nhận hàng về nhà"));
        desk.On(daysAgo - 6, () => desk.Meet(key, household));
        desk.On(daysAgo - 7, () => desk.Post(key, household));
        var objection = Guid.Empty;
        desk.On(daysAgo - 9, async () => objection = await desk.Object(key, "Hộ này năm ngoái đã được Hội Phụ nữ tặng máy may"));
        desk.On(daysAgo - 11, () => desk.Ask<GrantMoved>(new AnswerObjection(
            desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), objection, Upheld: true, "Đã kiểm tra: hộ có máy may còn tốt, đề nghị đổi nội dung hỗ trợ", null)));
        desk.On(daysAgo - 12, () => desk.Ask<GrantMoved>(new SendBackGrant(desk.Staff.Head, desk.Unit.UnitId, desk.Grant(key), "Đổi sang nội dung khác phù hợp hơn")));
    }

    public static void Withdrawn(DemoDesk desk, string key, int household, int daysAgo)
    {
        desk.On(daysAgo, () => desk.Request(key, household, Purposes.Medical, 4_000_000, "Xin hỗ trợ tiền thuốc"));
        desk.On(daysAgo - 3, () => desk.Ask<GrantMoved>(new WithdrawGrant(desk.Staff.Officer, desk.Unit.UnitId, desk.Grant(key), "Gia đình đã được con gái lo, xin rút")));
    }

    /// <summary>Money that an officer took to buy with; settled by lists and invoices until the due day.</summary>
    /// <param name="due">Days from the day on which it was taken.</param>
    public static void Advance(DemoDesk desk, string key, string officer, int daysAgo, int due, long amount, string what) => desk.On(daysAgo, async () =>
    {
        await desk.OrderFor(key, new PaymentForm(
            desk.Fund, PaymentChannels.Cash, [new(null, amount)], PaymentKinds.Advance, PayeeKinds.Person, PayeeName: officer, PayeeAddress: "Ban Vận động xã",
            Narration: what, DueOn: desk.Today.AddDays(due - daysAgo)));
        await desk.ApproveOrder(key, amount);
        await desk.HandOut(key);
    });

    /// <summary>A voucher that was written for the wrong person and voided before the cash left, and the right one.</summary>
    public static void Voided(DemoDesk desk, string key, int household, int daysAgo, long amount)
    {
        desk.On(daysAgo, async () =>
        {
            await desk.RequestAtOnce(key, household, Purposes.Hardship, amount, "Cháy bếp, mất hết lương thực", desk.Today.AddDays(-daysAgo - 1));
            await desk.Sign(key);
            await desk.Order($"{key}-nham", "Hỗ trợ đột xuất: cháy bếp", household + 1, byBank: false, (key, amount));
            await desk.ApproveOrder($"{key}-nham", amount);
            await desk.Ask<PaymentStepped>(new VoidPayment(desk.Staff.Accountant, desk.Unit.UnitId, desk.Payment($"{key}-nham"), "Ghi nhầm tên người nhận"));
            await desk.Pay(key, "Hỗ trợ đột xuất: cháy bếp", household, byBank: false, (key, amount));
        });
        desk.On(Math.Max(0, daysAgo - 14), () => desk.Ask<IReadOnlyList<GrantMoved>>(new ReportEmergencies(desk.Staff.Head, desk.Unit.UnitId, [desk.Grant(key)], null)));
    }

    /// <summary>The head sends an order back; it never had a number. Another takes its place.</summary>
    public static void SentBackOrder(DemoDesk desk, string key, int daysAgo, int household, long amount, string what)
    {
        desk.On(daysAgo, () => desk.Order($"{key}-lan-1", what, household, byBank: false, (key, amount)));
        desk.On(daysAgo - 1, async () =>
        {
            await desk.Ask<PaymentStepped>(new CancelPayment(desk.Staff.Head, desk.Unit.UnitId, desk.Payment($"{key}-lan-1"), SendsBack: true, "Chi chuyển khoản, không chi tiền mặt"));
            await desk.Order(key, what, household, byBank: true, (key, amount));
        });
    }

    /// <summary>What other programmes gave before, as the hamlet told it.</summary>
    public static void Outside(DemoDesk desk, int household, int daysAgo, string programme, string purpose, long amount) => desk.On(1, () => desk.Ask<Guid>(
        new RecordOutsideSupport(desk.Staff.Officer, desk.Unit.UnitId, desk.Household(household).Id, new(null, programme, null, purpose, amount, desk.Today.AddDays(-daysAgo)))));

    /// <summary>Asked for and nothing more yet.</summary>
    public static void Asked(DemoDesk desk, string key, int household, int daysAgo, string purpose, long amount, string reason) =>
        desk.On(daysAgo, () => desk.Request(key, household, purpose, amount, reason));
}
