using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>
/// Spoilt sweep files by the thousand, read as <c>diffmh plan</c> reads them. Either the reader says what is wrong and where, or the file is
/// right: then it can be written and read again, its points can be bound to their models, and the schema accepts it too.
/// </summary>
public sealed partial class SweepFuzzTests
{
    private static readonly int MutantsOfEach = Environment.GetEnvironmentVariable("DIFFMH_TEST_LONG") == "1" ? 100 : 25;

    private static readonly string[] Origins =
        [
            .. ShippedSweepTests.Files.Select(row => File.ReadAllText(Path.Combine(Repository.Root, "sweeps", row.Data))),
            .. ValidSweepTexts.Rows.Select(row => row.Data),
        ];

    [Fact]
    public void A_spoilt_file_is_refused_with_a_place_or_is_right()
    {
        var failures = new List<string>();
        var resolved = new HashSet<string>();
        var (accepted, refused) = (0, 0);
        for (var number = 0; number < MutantsOfEach * Origins.Length; number++)
        {
            var text = SweepMutation.Of(Origins[number % Origins.Length], number);
            try
            {
                var loading = SweepText.Load(text);
                _ = loading.Sweep is null ? refused++ : accepted++;
                var wrong = loading.Sweep is { } sweep ? Wrong(sweep, text, resolved) : loading.Errors.Select(error => Wrong(error, text)).FirstOrDefault(problem => problem is not null);
                if (wrong is not null)
                {
                    failures.Add($"mutant {number}: {wrong}\n{text}");
                }
            }
            catch (Exception exception)
            {
                failures.Add($"mutant {number}: {exception}\n{text}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {accepted + refused} mutants; the first ones:\n{string.Join("\n----\n", failures.Take(5))}");

        // Both sides are tried: hardly any change leaves nothing to refuse, and many leave nothing wrong.
        Assert.InRange(accepted, MutantsOfEach, MutantsOfEach * Origins.Length / 2);
        Assert.InRange(resolved.Count, MutantsOfEach, accepted);
    }

    [Fact]
    public void An_error_that_has_no_place_in_the_file_would_be_noticed()
    {
        Assert.Null(Wrong("f.yaml:2:3: something", "a\nbcd"));
        Assert.NotNull(Wrong("f.yaml:3:1: something", "a\nbcd"));
        Assert.NotNull(Wrong("f.yaml:2:5: something", "a\nbcd"));
        Assert.NotNull(Wrong("f.yaml:0:1: something", "a\nbcd"));
        Assert.NotNull(Wrong("f.yaml:1:1: ", "a\nbcd"));
    }

    /// <summary>What is wrong with an error: it has no text, or no place inside the file; null where nothing is.</summary>
    private static string? Wrong(string error, string text)
    {
        if (Placed().Match(error) is not { Success: true } match)
        {
            return $"not a place and a message: {error}";
        }

        var (line, column) = (Number(match.Groups["line"]), Number(match.Groups["column"]));
        var lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return line >= 1 && line <= lines.Length && column >= 1 && column <= lines[line - 1].Length + 1 ? null : $"outside the file: {error}";
    }

    /// <summary>What is wrong with a sweep; null where nothing is.</summary>
    private static string? Wrong(FrozenSweep sweep, string text, HashSet<string> resolved)
    {
        if (!resolved.Add(sweep.Document))
        {
            return null;
        }

        BuiltPlugins.Catalogue.Bind(sweep.Points[0]);
        var document = JsonNode.Parse(sweep.Document)!.AsObject();
        var again = SweepFreezer.Freeze(document, BuiltPlugins.Catalogue);
        if (again.Sweep?.Id != sweep.Id)
        {
            return $"resolved, it is another sweep: {string.Join("; ", again.Problems)}\n{sweep.Document}\n{again.Sweep?.Document}";
        }

        // Rules can leave points out, or change or never use what stands in the file.
        if (document["design"]!["set"] is not null || document["design"]!["exclude"] is not null)
        {
            return null;
        }

        var problems = SweepFileSchema.Problems(ReplacedValues.RemovedFrom(SweepFileSchema.Document(text)));
        return problems.Count == 0 ? null : $"the schema rejects it: {string.Join("; ", problems)}";
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Af\.yaml:(?<line>\d+):(?<column>\d+): (?s:.+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Placed();
}
