using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Tests.Sweeps;

/// <summary>Identities and stream keys are names made of axis values: what is added elsewhere never changes them.</summary>
public sealed class PointKeysTests
{
    [Fact]
    public void Identity_and_stream_key_are_hashes_of_canonical_JSON()
    {
        var point = Points("model.parameters.T: [2.0]", "coupling: [same-value]").Single();

        Assert.Equal(Hash("""{"coupling":"same-value","model.parameters.T":2}"""), point.Identity);
        Assert.Equal(Hash("""{"model.parameters.T":2}"""), point.StreamKey);
    }

    [Fact]
    public void A_sweep_without_axes_hashes_the_empty_object() =>
        Assert.Equal((Hash("{}"), Hash("{}")), (SweepText.Freeze(SweepText.Ising).Points.Single().Identity, SweepText.Freeze(SweepText.Ising).Points.Single().StreamKey));

    [Fact]
    public void Adding_points_or_replicates_leaves_the_names_of_the_others_alone()
    {
        var few = Points("model.parameters.T: [2, 3]");
        var many = SweepText.Freeze(SweepText.Ising.With("count: 3", "count: 30") + Design("model.parameters.T: [1, 2, 2.5, 3]")).Points;

        foreach (var point in few)
        {
            var same = many.Single(other => other.Settings == point.Settings);
            Assert.Equal((point.Identity, point.StreamKey), (same.Identity, same.StreamKey));
        }
    }

    [Theory]
    [InlineData("estimator.scheme: [symmetric, accept]")]
    [InlineData("estimator.alternatives: [1, 8]")]
    [InlineData("coupling: [same-value, independent]")]
    [InlineData("chain.chains: [1, 2]")]
    [InlineData("optimizer.learning_rate: [0.1, 0.2]")]
    [InlineData("objective.maximize: [specific_heat, energy]")]
    public void What_only_watches_or_uses_the_chain_leaves_the_stream_key_alone(string axis)
    {
        var points = Points("model.parameters.T: [2, 3]", axis);

        Assert.Equal(4, points.Select(point => point.Identity).Distinct().Count());
        Assert.Equal(2, points.Select(point => point.StreamKey).Distinct().Count());
    }

    [Theory]
    [InlineData("model.parameters.T: [2, 3]")]
    [InlineData("chain.draws: [20, 21]")]
    [InlineData("proposal: [uniform-spin, { name: uniform-spin, order: sequential }]")]
    public void What_changes_the_chain_changes_the_stream_key(string axis) =>
        Assert.Equal(2, Points(axis).Select(point => point.StreamKey).Distinct().Count());

    [Fact]
    public void Axes_that_share_streams_are_left_out_of_the_stream_key()
    {
        var text = SweepText.Ising.With("count: 3", "count: 3, share_streams_across: [chain.draws]") + Design("chain.draws: [20, 21]", "model.parameters.T: [2, 3]");

        Assert.Equal(2, SweepText.Freeze(text).Points.Select(point => point.StreamKey).Distinct().Count());
    }

    [Fact]
    public void The_order_of_axes_and_the_index_of_a_point_do_not_name_it()
    {
        var one = Points("model.parameters.T: [2, 3]", "model.parameters.h: [0, 1]");
        var other = Points("model.parameters.h: [1, 0]", "model.parameters.T: [2, 3]");

        Assert.Equal(one.Select(point => point.Identity).Order(), other.Select(point => point.Identity).Order());
        Assert.NotEqual(one[0].Identity, other[0].Identity);
    }

    private static IReadOnlyList<PointSpec> Points(params string[] axes) => SweepText.Freeze(SweepText.Ising + Design(axes)).Points;

    private static string Design(params string[] axes) => "design:\n  cross:\n" + string.Concat(axes.Select(axis => $"    - {axis}\n"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
