using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>A sweep that asks for certificates is another sweep; one that says it asks for none is the one without the key.</summary>
public sealed class RequireVerifyTests
{
    [Fact]
    public void The_key_is_kept_where_it_is_true_only()
    {
        var (without, with) = (Freeze(""), Freeze("require_verify: true\n"));
        Assert.DoesNotContain("require_verify", without.Document, StringComparison.Ordinal);
        Assert.Contains("\"require_verify\":true", with.Document, StringComparison.Ordinal);
        Assert.NotEqual(without.Id, with.Id);
        Assert.Equal(without.Id, Freeze("require_verify: false\n").Id);
        Assert.Equal(without.Points.Select(point => (point.Identity, point.StreamKey)), with.Points.Select(point => (point.Identity, point.StreamKey)));
    }

    private static FrozenSweep Freeze(string line)
    {
        var loading = SweepLoader.Load("sweep.yaml", line + SweepText.Mixture, [], BuiltPlugins.Catalogue);
        Assert.Empty(loading.Errors);
        return loading.Sweep!;
    }
}
