using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Designs;

/// <summary>The keys that a design varies: each can vary, in one block, and none lies within another.</summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class VariedPaths(ICollection<SweepProblem> problems)
{
    /// <summary>Whole numbers beyond this are not all doubles.</summary>
    private const long LargestExact = 1L << 53;

    private readonly List<(string Path, string Block)> claimed = [];
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    /// <summary>Paths whose values could not be read.</summary>
    public ImmutableArray<string> Broken => [.. broken];

    /// <summary>Notes that a path varies, but that its values cannot be read.</summary>
    public void NoteBroken(string path) => broken.Add(path);

    /// <summary>Takes a path for a block; false after noting why it cannot be.</summary>
    /// <param name="path">The key's dotted path.</param>
    /// <param name="block">The block; rows of <c>points</c> may have the same keys.</param>
    /// <param name="place">Where the key stands.</param>
    public bool Claim(string path, string block, string place)
    {
        if (block == Block.Points && claimed.Contains((path, block)))
        {
            return true;
        }

        if (!IsOfPoints(path, place))
        {
            return false;
        }

        foreach (var (other, otherBlock) in claimed)
        {
            if (Overlap(other, path) && !(block == Block.Points && otherBlock == block))
            {
                Note(place, other != path ? $"'{path}' is varied beside '{other}'; one would overwrite the other, so one of them must go"
                    : otherBlock != block ? $"'{path}' is varied in {otherBlock} and again in {block}; one block must hold all its values"
                    : $"'{path}' is varied twice; one list must hold all its values");
                return false;
            }
        }

        claimed.Add((path, block));
        return true;
    }

    /// <summary>Whether a path is a key that points can differ in; false after noting why it is not.</summary>
    public bool IsOfPoints(string path, string place)
    {
        var head = path.Split('.')[0];
        if (SweepHeader.Keys.Contains(head, StringComparer.Ordinal))
        {
            Note(place, $"'{path}' is the same for all points and cannot vary within a sweep; what can vary lies under {string.Join(", ", DesignReader.Sections)}");
            return false;
        }

        if (!DesignReader.Sections.Contains(head, StringComparer.Ordinal))
        {
            Note(place, $"unknown key '{path}': found '{head}'; {NameSuggestion.For(head, DesignReader.Sections)}");
            return false;
        }

        return true;
    }

    /// <summary>The axis that has a path, lies within it or has it within; null where none does.</summary>
    public string? Overlapping(string path) => claimed.Select(claim => claim.Path).FirstOrDefault(other => Overlap(other, path));

    /// <summary>Notes a value that could not be told apart from its neighbours.</summary>
    public void RequireExact(Cell cell)
    {
        if (JsonNumbers.TryGetInteger(cell.Value, out var integer) && integer is < -LargestExact or > LargestExact)
        {
            problems.Add(new(cell.Place, $"{cell.Path}: found {Found.Text(cell.Value)}; whole numbers that vary must be at most 2^53 in size, where doubles can still tell them apart"));
        }
    }

    /// <summary>Whether two paths are the same or one lies within the other.</summary>
    public static bool Overlap(string a, string b) => DocumentPath.Covers(a, b) || DocumentPath.Covers(b, a);

    private void Note(string place, string message) => problems.Add(new(place, message, ProblemPart.Key));
}
