namespace DayForThePoor.Web.Grants.Risks;

/// <summary>What an approver should look at twice.</summary>
public enum RiskKind
{
    /// <summary>The same picture or paper (by its content) stands with another grant or payment.</summary>
    SamePaper,

    /// <summary>The sum is far above what the unit usually gives for the purpose.</summary>
    AboveUsual,

    /// <summary>More than the fund, or the addressed gift, has left.</summary>
    AboveBalance,

    /// <summary>Two recipients have one bank account.</summary>
    SharedAccount,
}

/// <summary>One finding. It stops nobody; whoever signs has seen it.</summary>
/// <param name="Subject">The grant or payment that it is about.</param>
/// <param name="Amount">Đồng that are asked for; of a paper 0.</param>
/// <param name="Against">Đồng: the usual sum, or what is left.</param>
/// <param name="Name">Of the paper, or the end of the account number.</param>
/// <param name="Unit">Name of the unit where the paper stands too.</param>
/// <param name="On">Day on which it was put there.</param>
public sealed record Risk(RiskKind Kind, Guid Subject, long Amount = 0, long Against = 0, string Name = "", string Unit = "", DateOnly? On = null);
