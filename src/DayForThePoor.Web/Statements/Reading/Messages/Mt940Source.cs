using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>
/// MT940 of SWIFT (Customer Statement Message): one or many messages, with their envelopes or without. Source: SWIFT
/// Standards MT, category 9. Of the two dates of a line the entry date counts, it is the day on which the bank booked.
/// </summary>
internal sealed partial class Mt940Source(StatementContent content) : IRowSource
{
    /// <summary>Characters of a full line in field 86, after which a word may go on in the next line.</summary>
    private const int FullLine = 65;

    /// <summary>The same for a part of a structured field 86.</summary>
    private const int FullPart = 27;

    [GeneratedRegex(@"^:(\d{2}[A-Z]?):(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"^(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d{1,15}(?:,\d{0,2})?)([A-Z][A-Z0-9]{3})([^\n]*?)(?://([^\n]*))?(?:\n(.*))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Line { get; }

    [GeneratedRegex(@"^([CD])(\d{6})([A-Z]{3})(\d{1,15}(?:,\d{0,2})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Balance { get; }

    [GeneratedRegex(@"^\d{3}(?=\?\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Structured { get; }

    public bool NamesItsColumns => true;

    public IRowReader Open() => new MessageReader(Read());

    private List<BankMessage> Read()
    {
        using var file = new StatementText(content.Open(), content.Encoding);
        using var text = new StringReader(file.ReadToEnd());
        List<BankMessage> messages = [];
        Draft? draft = null;
        string? tag = null;
        var field = new StringBuilder();
        var (rows, number) = (0, 0);
        while (text.ReadLine() is { } line)
        {
            number++;
            var found = Tag.Match(line);
            var isEnd = line.StartsWith('-') && line.TrimEnd('}', ' ', '\r') == "-" || line.StartsWith("{1:", StringComparison.Ordinal);
            if (!found.Success && !isEnd)
            {
                if (tag is not null) field.Append('\n').Append(line);
                continue;
            }
            Close();
            if (isEnd) tag = null;
            else (tag, _) = (found.Groups[1].Value, field.Append(found.Groups[2].Value));
        }
        Close();
        return draft is null ? messages : throw new UnreadableFileException(StatementProblems.Cut, number);

        void Close()
        {
            if (tag is null) return;
            if (tag == "20") draft = draft is null ? new() : throw new UnreadableFileException(StatementProblems.Cut, number);
            else if (draft?.Take(tag, field.ToString().TrimEnd()) is { } message) (_, draft) = (Add(message), null);
            field.Clear();
        }

        bool Add(BankMessage message)
        {
            messages.Add(message);
            return (rows += message.Lines.Count) <= content.Limits.Rows ? true : throw new UnreadableFileException(StatementProblems.TooManyRows, null, $"{content.Limits.Rows}");
        }
    }

    /// <summary>A message whose closing balance has not come yet.</summary>
    private sealed class Draft
    {
        private readonly List<MessageLine> lines = [];
        private string account = "";
        private (int, int) number;
        private (DateOnly Day, long Amount)? opening;

        /// <returns>The message, when the field is its last.</returns>
        public BankMessage? Take(string tag, string value)
        {
            switch (tag)
            {
                case "25" or "25P":
                    account = AccountText.Digits(value.Split('\n')[0]);
                    break;
                case "28C" or "28":
                    var parts = value.Split('/');
                    number = (Whole(parts[0]), parts.Length > 1 ? Whole(parts[1]) : 0);
                    break;
                case "60F" or "60M":
                    opening = Sum(value);
                    break;
                case "61":
                    lines.Add(Movement(value));
                    break;
                case "86" when lines.Count > 0:
                    lines[^1] = Described(lines[^1], value);
                    break;
                case "62F" or "62M":
                    var closing = Sum(value);
                    return new(account, opening?.Day ?? closing.Day, number, opening?.Amount, closing.Amount, [.. lines.Where(l => l.Movement != 0)]);
            }
            return null;
        }

        private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

        private static (DateOnly Day, long Amount) Sum(string value)
        {
            if (Balance.Match(value) is not { Success: true } found) throw Broken(value);
            if (found.Groups[3].Value != "VND") throw new UnreadableFileException(StatementProblems.OtherCurrency, null, found.Groups[3].Value);
            var amount = MessageAmount.Read(found.Groups[4].Value, ',');
            return (Day(found.Groups[2].Value), found.Groups[1].Value == "D" ? -amount : amount);
        }

        private static MessageLine Movement(string value)
        {
            if (Line.Match(value) is not { Success: true } found) throw Broken(value.Split('\n')[0]);
            var day = Day(found.Groups[1].Value);
            if (found.Groups[2].Value is { Length: 4 } entry) day = EntryDay(day, entry);
            // A reversal undoes what its letter says: RC takes a credit back.
            var isIn = found.Groups[3].Value is "C" or "RD";
            var amount = MessageAmount.Read(found.Groups[5].Value, ',');
            var (own, banks) = (found.Groups[7].Value.Trim(), found.Groups[8].Value.Trim());
            var reference = banks.Length > 0 ? banks : own is "NONREF" ? "" : own;
            return new(day, reference, isIn ? amount : -amount, found.Groups[9].Value.Replace('\n', ' ').Trim(), "");
        }

        /// <summary>Month and day of the booking; the year is that of the value date, or its neighbour around New Year.</summary>
        private static DateOnly EntryDay(DateOnly value, string entry)
        {
            var candidates = new[] { value.Year - 1, value.Year, value.Year + 1 }
                .Where(year => DateOnly.TryParseExact($"{year:D4}{entry}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                .Select(year => DateOnly.ParseExact($"{year:D4}{entry}", "yyyyMMdd", CultureInfo.InvariantCulture))
                .ToList();
            return candidates.Count == 0 ? throw Broken(entry) : candidates.MinBy(day => Math.Abs(day.DayNumber - value.DayNumber));
        }

        private static DateOnly Day(string text) =>
            DateOnly.TryParseExact($"20{text}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Broken(text);

        private static MessageLine Described(MessageLine line, string value)
        {
            var text = Joined(value.Split('\n'), FullLine);
            if (!Structured.IsMatch(text)) return line with { Memo = text.Trim() };

            // Parts behind "?" and two digits: 20–29 and 60–63 are the donor's words, 32 and 33 the other side's name.
            var parts = text.Split('?').Skip(1).Where(p => p.Length > 2).Select(p => (Code: Whole(p[..2]), Text: p[2..])).ToList();
            var memo = Joined([.. parts.Where(p => p.Code is >= 20 and <= 29 or >= 60 and <= 63).Select(p => p.Text)], FullPart);
            var name = Joined([.. parts.Where(p => p.Code is 32 or 33).Select(p => p.Text)], FullPart);
            return line with { Memo = memo.Trim(), Counterparty = name.Trim() };
        }

        /// <summary>Lines joined: a full one goes on within the word, a shorter one ended with it.</summary>
        private static string Joined(string[] lines, int full)
        {
            var joined = new StringBuilder();
            foreach (var (i, line) in lines.Index())
            {
                if (i > 0 && lines[i - 1].TrimEnd('\r').Length < full) joined.Append(' ');
                joined.Append(line.TrimEnd('\r'));
            }
            return joined.ToString();
        }

        private static UnreadableFileException Broken(string value) => new(StatementProblems.MessageBroken, null, value.Length <= 40 ? value : value[..40]);
    }
}
