using System.Text;

namespace DiffMH.Client.Sweeps;

/// <summary>Reads comma-separated values as RFC 4180 has them, noting where each cell stands.</summary>
/// <remarks>White space around a cell without quotes is no part of it, and lines with nothing on them are passed over.</remarks>
/// <param name="source">As messages call the file.</param>
/// <param name="text">Its text.</param>
internal sealed class CsvTable(string source, string text)
{
    private const char End = '\0';
    private int next;
    private int line = 1;
    private int lineStart;

    /// <summary>What is wrong with its quotes.</summary>
    public List<PlacedProblem> Problems { get; } = [];

    private char Current => next < text.Length ? text[next] : End;

    private bool IsAtEnd => next >= text.Length;

    private SourcePlace Here => new(source, line, next - lineStart + 1);

    /// <summary>The rows, each with its cells.</summary>
    public IEnumerable<IReadOnlyList<CsvCell>> Rows()
    {
        while (!IsAtEnd)
        {
            List<CsvCell> row = [ReadCell()];
            while (Current == ',')
            {
                next++;
                row.Add(ReadCell());
            }

            EndLine();
            if (row.Count > 1 || row[0].Text.Length > 0)
            {
                yield return row;
            }
        }
    }

    private CsvCell ReadCell()
    {
        SkipBlanks();
        var place = Here;
        return Current == '"' ? new(ReadQuoted(place), place) : new(ReadPlain(), place);
    }

    private string ReadPlain()
    {
        var start = next;
        while (!IsAtEnd && Current is not (',' or '\r' or '\n'))
        {
            next++;
        }

        return text[start..next].Trim();
    }

    private string ReadQuoted(SourcePlace place)
    {
        var cell = new StringBuilder();
        for (next++; !IsAtEnd; next++)
        {
            if (Current == '"')
            {
                next++;
                if (Current != '"')
                {
                    RequireEndOfCell();
                    return cell.ToString();
                }
            }

            cell.Append(Current);
            if (Current == '\n')
            {
                (line, lineStart) = (line + 1, next + 1);
            }
        }

        Problems.Add(new(place, "cell: found '\"' that is never closed; a cell in quotes ends with another, and holds one as two"));
        return cell.ToString();
    }

    private void RequireEndOfCell()
    {
        SkipBlanks();
        if (!IsAtEnd && Current is not (',' or '\r' or '\n'))
        {
            var place = Here;
            Problems.Add(new(place, $"cell: found '{ReadPlain()}' behind the closing quote; there must be a comma or the end of the line"));
        }
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            next++;
        }
    }

    private void EndLine()
    {
        next += Current == '\r' ? 1 : 0;
        next += Current == '\n' ? 1 : 0;
        (line, lineStart) = (line + 1, next);
    }
}
