namespace DiffMH.Client.Inputs;

/// <summary>Where a path leads when every link on the way is followed, not the last alone.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows before it takes them for a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>The path without links. What is not there is taken as it is written.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Push(ahead, full[real.Length..]);
        for (var links = 0; ahead.TryPop(out var step);)
        {
            var next = Step(real, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"{path} leads through more than {MostLinks} links.");
            }

            var root = Path.GetPathRoot(target)!;
            real = Path.IsPathFullyQualified(target) ? root : real;
            Push(ahead, target[root.Length..]);
        }

        return real;
    }

    /// <summary>A step up is one from where links have led to, so that it cannot be taken before they are followed.</summary>
    private static string Step(string real, string step) => step == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, step);

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (var step in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]).Reverse().Where(step => step is not ("" or ".")))
        {
            ahead.Push(step);
        }
    }
}
