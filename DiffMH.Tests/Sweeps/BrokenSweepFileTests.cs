using DiffMH.Client;
using DiffMH.Tests.Client;
using DiffMH.Tests.Designs;

namespace DiffMH.Tests.Sweeps;

/// <summary>Each row breaks one thing of a file that is right, and says where the error is, what it found and what would be right.</summary>
public sealed class BrokenSweepFileTests
{
    [Theory]
    [MemberData(nameof(BrokenSweepFiles.IsingRows), MemberType = typeof(BrokenSweepFiles))]
    public void A_broken_key_is_reported_with_place_value_and_remedy(string old, string replacement, string place, string found, string right) =>
        Expect(SweepText.Ising.With(old, replacement), place, found, right);

    [Theory]
    [MemberData(nameof(BrokenSweepFiles.DesignRows), MemberType = typeof(BrokenSweepFiles))]
    public void A_broken_axis_is_reported_in_the_design_section(string axis, string place, string found, string right) =>
        Expect(BrokenSweepFiles.WithAxis(axis), place, found, right);

    [Theory]
    [MemberData(nameof(BrokenSweepFiles.SyntaxRows), MemberType = typeof(BrokenSweepFiles))]
    public void Broken_syntax_is_reported_with_its_place(string text, string place, string found, string right)
    {
        var errors = SweepText.Load(text).Errors;
        Assert.Contains(errors, error => error.StartsWith($"f.yaml:{place}: ", StringComparison.Ordinal) && error.Contains(found) && error.Contains(right));
    }

    [Theory]
    [MemberData(nameof(BrokenSweepFiles.ListRows), MemberType = typeof(BrokenSweepFiles))]
    public void A_list_is_checked_by_binder_and_plugin(string lists, string place, string found, string right) =>
        Expect(SweepText.Mixture.With(BrokenSweepFiles.Lists, lists), place, found, right);

    [Theory]
    [MemberData(nameof(BrokenSweepFiles.MixtureRows), MemberType = typeof(BrokenSweepFiles))]
    public void A_file_in_gradient_mode_is_checked_for_it(string old, string replacement, string place, string found, string right) =>
        Expect(SweepText.Mixture.With(old, replacement), place, found, right);

    [Theory]
    [InlineData("coupling: same-value\nestimator: { scheme: symmetric, alternatives: 2,", "estimator: { method: score,", "chains: 4", "chains: 1", "11:22", "score with 1 chain", "raise chain.chains")]
    [InlineData("coupling: same-value\nestimator: { scheme: symmetric, alternatives: 2,", "estimator: { method: finite-difference, step: 0.5,", "draws: 20", "draws: 21", "11:47", "T = 0.5, a bound of the optimiser, to 0", "keep optimizer.bounds a step away")]
    public void An_optimisation_is_checked_for_what_its_estimator_needs(string old, string replacement, string alsoOld, string alsoNew, string place, string found, string right) =>
        Expect(SweepText.Ising.With(old, replacement).With(alsoOld, alsoNew), place, found, right);

    [Fact]
    public void A_logarithm_must_start_above_zero() => Expect(
        SweepText.Ising.With("wrt: [T]", "wrt: [h]").With("bounds: { T: [0.5, 10] }", "transform: { h: log }"), "9:42", "the start 0 with optimizer.transform.h log", "must be above 0");

    [Fact]
    public async Task The_console_refuses_each_with_its_place_and_exit_code_3_or_6_where_a_plugin_is_missing()
    {
        using var folder = new Support.TemporaryFolder();
        var file = folder.File("broken.yaml");
        var plugins = Client.CopiedPlugins.To(folder.File("plugins"), "DiffMH.Plugins.Ising", "DiffMH.Plugins.Mixture");   // all that these files use
        foreach (var (change, text, place) in BrokenSweepFiles.All.Concat(BrokenDesignTests.All))
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var (code, output, error) = await Session.Run(TestContext.Current.CancellationToken, "plan", file, "-q", "--plugins", plugins);

            var isMissing = change is "plugin: DiffMH.Plugins.Isng" or "plugin: DiffMH.Plugins.Ising@[7.0,8.0)";
            Assert.True(code == (isMissing ? ExitCode.PluginMissing : ExitCode.InvalidSweep), $"{change}: {code}");
            Assert.StartsWith($"{file}:{place}: ", error);
            Assert.Empty(output);
        }
    }

    [Fact]
    public void All_errors_of_a_file_are_reported_in_the_order_of_its_lines()
    {
        var text = SweepText.Ising
            .With("seed: 7", "seed: seven")
            .With("T: 3.0", "T: -3")
            .With("coupling: same-value", "coupling: next-spin")
            .With("draws: 20", "draws: 0")
            .With("count: 3", "count: 3, cuont: 4") + "design:\n  cross:\n    - chain.thin: [1, 0]\n    - estimator.scheme: [symmetric, none]\n";

        var places = SweepText.Load(text).Errors.Select(error => error.Split(": ")[0]);

        Assert.Equal(["f.yaml:4:7", "f.yaml:9:26", "f.yaml:11:11", "f.yaml:13:40", "f.yaml:16:25", "f.yaml:19:23", "f.yaml:20:37"], places);
    }

    [Fact]
    public void A_missing_plugin_is_told_apart_from_a_broken_file()
    {
        var missing = SweepText.Ising.With("DiffMH.Plugins.Ising", "Some.Other");

        Assert.True(SweepText.Load(missing).IsPluginAtFault);
        Assert.False(SweepText.Load(missing.With("seed: 7", "seed: seven")).IsPluginAtFault);
    }

    [Fact]
    public void No_broken_text_makes_the_reader_fail()
    {
        const string sharp = "[]{}:,#&*!|>'\"%@`\t\n-? \0";
        for (var i = 0; i < SweepText.Ising.Length; i++)
        {
            _ = SweepText.Load(SweepText.Ising[..i]);
            _ = SweepText.Load(SweepText.Ising.Remove(i, 1));
            _ = SweepText.Load(SweepText.Ising.Remove(i, 1).Insert(i, sharp[i % sharp.Length].ToString()));
            _ = SweepText.Load(SweepText.Ising.Insert(i, sharp[(7 * i) % sharp.Length].ToString()));
        }
    }

    [Fact]
    public void Too_many_points_are_refused()
    {
        const string axes = "design:\n  cross:\n    - model.parameters.h: { linspace: [0, 1, 1000] }\n      model.parameters.J: { linspace: [0, 1, 1000] }\n";

        Expect(SweepText.Ising + axes, "19:5", "1000 x 1000 points", "at most 100000");
    }

    private static void Expect(string text, string place, string found, string right)
    {
        var error = Assert.Single(SweepText.Load(text).Errors);
        Assert.StartsWith($"f.yaml:{place}: ", error);
        Assert.Contains(found, error);
        Assert.Contains(right, error);
    }
}
