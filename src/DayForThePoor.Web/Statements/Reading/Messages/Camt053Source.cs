using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>
/// camt.053 of ISO 20022 (Bank-to-Customer Statement). Elements are found by their local names, so versions 02 to 08 are
/// read alike. Booked entries only: what is pending is in no balance and comes again. A batch becomes a line for each of
/// its transactions when these give amounts that add up to it, otherwise one line.
/// </summary>
internal sealed class Camt053Source(StatementContent content) : IRowSource
{
    public bool NamesItsColumns => true;

    public IRowReader Open()
    {
        try
        {
            return new MessageReader(Read());
        }
        catch (XmlException)
        {
            throw new UnreadableFileException(StatementProblems.MessageBroken, null, "XML");
        }
    }

    private List<BankMessage> Read()
    {
        var bytes = content.All(content.Limits.Bytes);
        using var xml = XmlReader.Create(new MemoryStream(bytes), new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = content.Limits.Bytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        List<BankMessage> messages = [];
        var rows = 0;
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Stmt" }) continue;
            using var statement = xml.ReadSubtree();
            messages.Add(Statement(statement, messages.Count, ref rows));
        }
        return messages;
    }

    /// <summary>Entries are read one by one; a statement may hold a hundred thousand.</summary>
    private BankMessage Statement(XmlReader xml, int order, ref int rows)
    {
        var (account, opening, closing) = ("", ((DateOnly Day, long Amount)?)null, ((DateOnly Day, long Amount)?)null);
        List<MessageLine> lines = [];
        xml.Read();
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is not { NodeType: XmlNodeType.Element, Depth: 1 })
            {
                xml.Read();
                continue;
            }
            var element = (XElement)XNode.ReadFrom(xml);
            switch (element.Name.LocalName)
            {
                case "Acct":
                    account = AccountText.Digits(element.At("Id", "Othr", "Id") ?? element.At("Id", "IBAN") ?? "");
                    break;
                case "Bal" when element.At("Tp", "CdOrPrtry", "Cd") is "OPBD" or "PRCD":
                    opening ??= (Day(element, "Dt"), Signed(element));
                    break;
                case "Bal" when element.At("Tp", "CdOrPrtry", "Cd") == "CLBD":
                    closing = (Day(element, "Dt"), Signed(element));
                    break;
                case "Ntry":
                    lines.AddRange(Lines(element));
                    break;
            }
            if (rows + lines.Count > content.Limits.Rows) throw new UnreadableFileException(StatementProblems.TooManyRows, null, $"{content.Limits.Rows}");
        }
        rows += lines.Count;
        var day = opening?.Day ?? closing?.Day ?? lines.Select(l => l.Day).DefaultIfEmpty().Min();
        return new(account, day, (order, 0), opening?.Amount, closing?.Amount, lines);
    }

    private static IEnumerable<MessageLine> Lines(XElement entry)
    {
        if ((entry.At("Sts", "Cd") ?? entry.At("Sts")) is not (null or "BOOK")) return [];
        var day = entry.Child("BookgDt") is null ? Day(entry, "ValDt") : Day(entry, "BookgDt");
        // Also of a reversal (RvslInd) the mark says what the entry does to the balance.
        var movement = Signed(entry);
        if (movement == 0) return [];

        var parts = entry.Elements().Where(e => e.Name.LocalName == "NtryDtls").SelectMany(d => d.Elements()).Where(e => e.Name.LocalName == "TxDtls").ToList();
        var amounts = parts.ConvertAll(AmountOf);
        var addsUp = parts.Count > 1 && amounts.TrueForAll(a => a > 0) && amounts.Sum() == Math.Abs(movement);
        if (!addsUp) return [Line(entry, parts.Count == 1 ? parts[0] : null, day, movement)];
        return parts.Zip(amounts, (part, amount) => Line(entry, part, day, Math.Sign(movement) * amount!.Value));
    }

    private static MessageLine Line(XElement entry, XElement? part, DateOnly day, long movement)
    {
        var reference = part?.At("Refs", "AcctSvcrRef") ?? entry.At("AcctSvcrRef") ?? part?.At("Refs", "TxId") ?? entry.At("NtryRef") ?? "";
        var words = part?.Child("RmtInf")?.Descendants().Where(e => e.Name.LocalName is "Ustrd" or "Ref" or "AddtlRmtInf").Select(e => e.Value.Trim()).ToList() ?? [];
        var memo = words.Count > 0 ? string.Join(' ', words) : part?.At("AddtlTxInf") ?? entry.At("AddtlNtryInf") ?? "";
        var other = part?.Child("RltdPties")?.Child(movement > 0 ? "Dbtr" : "Cdtr");
        return new(day, reference, movement, memo, other?.At("Nm") ?? other?.At("Pty", "Nm") ?? "");
    }

    private static long? AmountOf(XElement part) =>
        (part.Child("Amt") ?? part.Child("AmtDtls")?.Child("TxAmt")?.Child("Amt")) is { } amount ? Amount(amount) : null;

    private static long Signed(XElement parent)
    {
        var amount = Amount(parent.Child("Amt") ?? throw Broken("Amt"));
        return parent.At("CdtDbtInd") switch
        {
            "CRDT" => amount,
            "DBIT" => -amount,
            var other => throw Broken(other ?? "CdtDbtInd"),
        };
    }

    private static long Amount(XElement amount)
    {
        if (amount.Attribute("Ccy")?.Value is { } currency and not "VND") throw new UnreadableFileException(StatementProblems.OtherCurrency, null, currency);
        return MessageAmount.Read(amount.Value.Trim(), '.');
    }

    private static DateOnly Day(XElement parent, string name)
    {
        var text = parent.At(name, "Dt") ?? parent.At(name, "DtTm") ?? "";
        return text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Broken(text);
    }

    private static UnreadableFileException Broken(string text) => new(StatementProblems.MessageBroken, null, text.Length <= 40 ? text : text[..40]);
}
