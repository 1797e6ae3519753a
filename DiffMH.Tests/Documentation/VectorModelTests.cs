using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Documentation;

/// <summary>The whole model on real vectors of <c>docs/models.md</c> is compiled, is right, and is told where its data are wrong.</summary>
public sealed class VectorModelTests : IDisposable
{
    private const double Tau = 1.3;
    private const double Step = 1e-4;

    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");
    private static readonly (double X, int Y)[] Data = [(-1.5, 0), (-0.7, 0), (-0.2, 1), (0.1, 0), (0.6, 1), (0.9, 1), (1.4, 0), (2.2, 1)];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_page_shows_the_model_that_is_compiled()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "models.md")).ReplaceLineEndings("\n");
        var source = File.ReadAllText(Path.Combine(Repository.Root, "DiffMH.Tests", "TestPlugins", "Logit", "LogitPlugin.cs")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{source.TrimEnd()}\n```\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_derivative_is_that_of_the_posterior_by_quadrature()
    {
        var (code, output, error) = await Run(string.Concat(Data.Select(row => FormattableString.Invariant($"{row.X} {row.Y}\n"))));
        Assert.True(code == ExitCode.Done, error);
        var point = Assert.Single(SummaryJson.Read<SummaryDocument>(output).Points);
        var exact = (Mean(Tau + Step) - Mean(Tau - Step)) / (2 * Step);
        var estimate = (point.Gradient["tau"].Value, point.Gradient["tau"].Mcse);
        Statistically.Agrees(Mean(Tau), (point.Objective!.Value, point.Objective.Mcse), "the mean of the coefficient");
        Statistically.Agrees(exact, estimate, "its derivative in tau");
        Statistically.Differs(0.8 * exact, estimate, "twenty per cent");
        Statistically.Differs(-exact, estimate, "sign");
    }

    [Theory]
    [InlineData("1 0\n2 1\n3 0.5\n", "row 3 has the response 0.5; it must be 0 or 1.")]
    [InlineData("1 0\n2 1 0\n", "line 2 has 3 numbers and the lines before have 2")]   // which the plugin does not catch
    [InlineData("1\n0\n", "there is one column")]
    public async Task Data_that_are_wrong_are_told_at_the_setting_that_names_their_file(string data, string problem)
    {
        var (code, _, error) = await Run(data);
        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Contains($":6:72: model.parameters.data: found \"trials.txt\"; {problem}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("FormatException", error, StringComparison.Ordinal);
    }

    private Task<(ExitCode Code, string Output, string Error)> Run(string data)
    {
        folder.Write("trials.txt", data);
        var file = folder.Write("logit.yaml", $$"""
            apiVersion: diffmh/v1
            kind: Sweep
            name: logit
            seed: {{TestSeed.Base}}
            mode: gradient
            model: { plugin: Logit, name: logistic-regression, parameters: { data: trials.txt, tau: {{Tau}} } }
            proposal: { name: random-walk, scale: 1 }
            estimator: { wrt: [tau] }
            chain: { chains: 16, warmup: 200, draws: 2000 }
            objective: { evaluate: "mean(x[0])" }
            replicates: { count: 8 }
            """);
        return Session.Run(TestContext.Current.CancellationToken, "run", file, "--plugins", TestPlugins, "--out", folder.File("out"), "-q", "-o", "json");
    }

    /// <summary>The posterior mean of the one coefficient, by sums on an even grid, which converge fast for a density that ends smoothly.</summary>
    private static double Mean(double tau)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var b = -12.0; b <= 12; b += 0.001)
        {
            var weight = Math.Exp((-b * b / (2 * tau * tau)) - Data.Sum(row => Math.Log(1 + Math.Exp((row.Y == 1 ? -1 : 1) * row.X * b))));
            (sum, weights) = (sum + (b * weight), weights + weight);
        }

        return sum / weights;
    }
}
