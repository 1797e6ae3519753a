using System.Text.RegularExpressions;

namespace DiffMH.Tests.Architecture;

/// <summary>The analyzer bans Console outside the console program; this sees a suppression of the ban, too.</summary>
public sealed partial class ConsoleTests
{
    private static readonly HashSet<string> Free = ["DiffMH.Client", "DiffMH.Benchmarks", "DiffMH.Tests"];

    [Fact]
    public void Only_the_console_program_uses_the_console()
    {
        var uses =
            from project in ProjectFile.All
            where !Free.Contains(project.Name)
            from path in project.Sources()
            from line in File.ReadLines(path)
            where IsUse(line)
            select $"{Path.GetRelativePath(Repository.Root, path)}: {line.Trim()}";
        Assert.Empty(uses);
    }

    [Theory]
    [InlineData("Console.WriteLine(x);", true)]
    [InlineData("var writer = System.Console.Out;", true)]
    [InlineData("using static System.Console;", true)]
    [InlineData("using Spectre.Console;", false)]
    [InlineData("var table = new Spectre.Console.Table();", false)]
    [InlineData("AnsiConsole.Write(table);", false)]
    [InlineData("/// Console.Error is for progress.", false)]
    public void A_use_is_told_from_its_namesakes(string line, bool expected) => Assert.Equal(expected, IsUse(line));

    private static bool IsUse(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Use().IsMatch(line);

    [GeneratedRegex(@"(?<![\w.])Console\.|\bSystem\.Console\b")]
    private static partial Regex Use();
}
