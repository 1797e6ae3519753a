using System.Buffers;
using System.Globalization;
using System.Text;

namespace DiffMH;

/// <summary>Numbers in rows and columns, as a text file has them: a row for each line, numbers parted by blanks, by commas or by semicolons; what follows a # is a comment.</summary>
/// <remarks>Blanks and tabs may stand beside commas or semicolons. A line has no two kinds: where decimals are written with a comma, it would be read as another separator.</remarks>
public sealed class NumberTable
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t,;\r"u8);

    private const string Mixed = "commas and semicolons";
    private const int MostShown = 40;

    private readonly double[] numbers;

    private NumberTable(double[] numbers, int columns) => (this.numbers, Columns) = (numbers, columns);

    /// <summary>How many numbers each row has; 0 where there is no row.</summary>
    public int Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => Columns == 0 ? 0 : numbers.Length / Columns;

    /// <summary>One number.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    public double this[int row, int column] => numbers[(row * Columns) + column];

    /// <summary>All numbers of a column.</summary>
    /// <param name="column">The column, from 0.</param>
    public double[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Math.Max(1, Columns), nameof(column));
        var values = new double[Rows];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = this[row, column];
        }

        return values;
    }

    /// <summary>The table in a text.</summary>
    /// <exception cref="FormatException">A word is no finite number, a row mixes separators, or has more or fewer numbers than the first; says in which line.</exception>
    public static NumberTable Parse(ReadOnlySpan<byte> text)
    {
        var found = new List<double>();
        var (columns, line) = (0, 0);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var row = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            line++;
            var before = found.Count;
            Read(row.IndexOf((byte)'#') is >= 0 and var comment ? row[..comment] : row, line, found);
            var width = found.Count - before;
            if (width > 0 && columns > 0 && width != columns)
            {
                throw new FormatException($"line {line} has {width} numbers and the lines before have {columns}; all lines must have as many");
            }

            columns = Math.Max(columns, width);
        }

        return new([.. found], columns);
    }

    private static void Read(ReadOnlySpan<byte> row, int line, List<double> found)
    {
        var whole = row;
        var (before, parted) = (found.Count, "");
        while (row.IndexOfAnyExcept(Separators) is >= 0 and var start)
        {
            var gap = Kind(row[..start]);
            if ((found.Count > before + 1 && gap != parted) || gap == Mixed)
            {
                throw new FormatException($"line {line} has \"{Start(whole)}\", parted by {(gap == Mixed ? gap : $"{parted} and by {gap}")}; all numbers of a line must be parted by blanks, by commas or by semicolons, and decimals have a point, as 1.5");
            }

            parted = gap;
            row = row[start..];
            var length = row.IndexOfAny(Separators);
            var word = length < 0 ? row : row[..length];
            row = row[word.Length..];
            found.Add(double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw new FormatException($"line {line} has \"{Start(word)}\" where a finite number must be"));
        }
    }

    private static string Kind(ReadOnlySpan<byte> gap) => (gap.Contains((byte)','), gap.Contains((byte)';')) switch
    {
        (true, true) => Mixed,
        (true, false) => "commas",
        (false, true) => "semicolons",
        _ => "blanks",
    };

    private static string Start(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, MostShown)]).TrimEnd();
}
