using DiffMH.Tests.Support;

namespace DiffMH.Tests.Sweeps;

/// <summary>Spoils a sweep file by one to three small changes, most often by one, the same ones for the same number.</summary>
internal static class SweepMutation
{
    private static readonly string[] Scalars =
        [
            "NaN", ".nan", ".inf", "-.inf", "1e999", "-1e999", "1e-999", "1e300", "99999999999999999999", "9007199254740993", "-9223372036854775808", "0x1F", "0xFFFFFFFFFFFFFFFF", "0o17", "017", "0b1",
            "-1", "-0", "-0.0", "+5", ".5", "1.", "1_000", "1e2", "5e-1", "2147483648", "\"3\"", "'T'", "yes", "on", "true", "False", "~", "null", "", "\"\"", "[]", "{}", "[[]]", "[1, [2]]", "{ a: { b: 1 } }",
            "&a 1", "*a", "!!int 3", "<<", "12:30", "00:00:01", "2024-01-01", "\u00e9", "\ud83d\ude00", "\"\\ud800\"", "|\n  text", ">-\n  text", "\"a\\nb\"", "T", "energy", "constant", "[T, T]", "{ name: flip }",
        ];

    private static readonly string[] Numbers = ["1", "2", "3.0", "5", "0.5", "1e1", "+4", "0x2", "6", "7", "2.5", ".75", "9007199254740993", "0o12", "03", "8."];

    private static readonly string[] Snippets =
        [
            "\t", "\0", "\u0001", "\u007f", "\u0085", "\u2028", "\ufeff", "\ud800", "\r", "\r\n", "#", " #", ":", ": ", "- ", "? ", "&", "*", "!", "|", ">", "%", "@", "`", "'", "\"", "{", "}", "[", "]", ",", "---\n", "...\n", "<<: ",
            "~", ".", "e", "0", "-", "_", "\u00a0", "\U0001f600", "\\",
        ];

    /// <summary>A mutant.</summary>
    /// <param name="text">A sweep file that is right.</param>
    /// <param name="number">Which mutant.</param>
    public static string Of(string text, int number)
    {
        var stream = TestSeed.Open("mutants of sweep files", number);
        for (var changes = Math.Max(1, stream.NextIndex(5) - 1); changes > 0; changes--)
        {
            text = Change(text, ref stream);
        }

        return text;
    }

    private static string Change(string text, ref RandomStream stream) => stream.NextIndex(14) switch
    {
        0 => Lines(text, ref stream),
        1 => Indentation(text, ref stream),
        2 => text.Insert(stream.NextIndex(text.Length + 1), Any(Snippets, ref stream)),
        3 => text.Length == 0 ? text : text.Remove(stream.NextIndex(text.Length), 1),
        4 => text[..stream.NextIndex(text.Length + 1)],
        5 => Whole(text, ref stream),
        6 => Nested(text, ref stream),
        7 => Key(text, ref stream),
        8 or 9 => Scalar(text, ref stream),
        10 => Lines(text, ref stream),
        _ => Number(text, ref stream),
    };

    private static string Lines(string text, ref RandomStream stream)
    {
        var lines = text.Split('\n').ToList();
        var (from, to) = (stream.NextIndex(lines.Count), stream.NextIndex(lines.Count));
        switch (stream.NextIndex(3))
        {
            case 0:
                lines.RemoveAt(from);
                break;
            case 1:
                lines.Insert(to, lines[from]);
                break;
            default:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
        }

        return string.Join('\n', lines);
    }

    private static string Indentation(string text, ref RandomStream stream)
    {
        var lines = text.Split('\n');
        ref var line = ref lines[stream.NextIndex(lines.Length)];
        line = stream.NextIndex(3) switch { 0 => " " + line, 1 => line.TrimStart(), _ => "\t" + line };
        return string.Join('\n', lines);
    }

    /// <summary>What concerns the whole file: line ends, a byte order mark, a further document.</summary>
    private static string Whole(string text, ref RandomStream stream) => stream.NextIndex(5) switch
    {
        0 => text.Replace("\n", "\r\n"),
        1 => text.Replace('\n', '\r'),
        2 => "\ufeff" + text,
        3 => text + "---\n" + text,
        _ => "%YAML 1.2\n---\n" + text,
    };

    private static string Nested(string text, ref RandomStream stream)
    {
        var depth = 1 << stream.NextIndex(12);
        var nest = stream.NextIndex(2) == 0 ? new string('[', depth) + new string(']', depth) : string.Concat(Enumerable.Repeat("{ a: ", depth)) + "1" + new string('}', depth);
        return Replaced(text, nest, ref stream);
    }

    /// <summary>A key misspelt: two letters swapped, one left out, or one twice.</summary>
    private static string Key(string text, ref RandomStream stream)
    {
        var colons = Enumerable.Range(2, Math.Max(0, text.Length - 2)).Where(i => text[i] == ':' && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i - 2])).ToList();
        if (colons.Count == 0)
        {
            return text;
        }

        var end = colons[stream.NextIndex(colons.Count)];
        return stream.NextIndex(3) switch
        {
            0 => text.Remove(end - 2, 2).Insert(end - 2, $"{text[end - 1]}{text[end - 2]}"),
            1 => text.Remove(end - 1, 1),
            _ => text.Insert(end, text[end - 1].ToString()),
        };
    }

    /// <summary>A number that is often right, in the place of another.</summary>
    private static string Number(string text, ref RandomStream stream)
    {
        var starts = Enumerable.Range(1, Math.Max(0, text.Length - 1)).Where(i => char.IsAsciiDigit(text[i]) && text[i - 1] is ' ' or '[').ToList();
        if (starts.Count == 0)
        {
            return text;
        }

        var start = starts[stream.NextIndex(starts.Count)];
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }

        return text[..start] + Any(Numbers, ref stream) + text[end..];
    }

    private static string Scalar(string text, ref RandomStream stream) => Replaced(text, Any(Scalars, ref stream), ref stream);

    /// <summary>Puts something in the place of what follows a colon, a bracket or a comma.</summary>
    private static string Replaced(string text, string by, ref RandomStream stream)
    {
        var starts = Enumerable.Range(0, text.Length - Math.Min(1, text.Length)).Where(i => text[i] is ':' or '[' or ',' && i + 2 < text.Length).ToList();
        if (starts.Count == 0)
        {
            return by;
        }

        var start = starts[stream.NextIndex(starts.Count)] + 1;
        var end = text.IndexOfAny([',', '\n', ']', '}'], start);
        return end < 0 ? text : $"{text[..start]} {by}{text[end..]}";
    }

    private static string Any(string[] items, ref RandomStream stream) => items[stream.NextIndex(items.Length)];
}
