using DiffMH.Engine.Couplings;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Couplings;

/// <summary>The couplings of labels keep their contract, and the contract's check catches those that do not.</summary>
public sealed class LabelCouplingTests
{
    // Asymmetric, with zeros, with staying; rows 1 and 3 share no label. Eighths, so that sums are exact.
    private static readonly double[,] Matrix =
    {
        { 0.125, 0.25, 0.25, 0.375 },
        { 0.5, 0, 0.5, 0 },
        { 0.25, 0.125, 0.5, 0.125 },
        { 0, 0.25, 0, 0.75 },
    };

    [Fact]
    public void The_residual_coupling_keeps_the_contract()
    {
        Assert.Empty(LabelCouplingContract.Check<MatrixProposal, ResidualCoupling<MatrixProposal>>(new(Matrix), 4));
        Assert.Empty(LabelCouplingContract.Check<OtherLabel, ResidualCoupling<OtherLabel>>(new(2), 2));
        Assert.Empty(LabelCouplingContract.Check<OtherLabel, ResidualCoupling<OtherLabel>>(new(5), 5));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_coupling_of_one_of_the_others_is_the_residual_one_without_its_draws(int labels)
    {
        var (proposal, stream) = (new OtherLabel(labels), RandomSource.For(TestSeed.Base, TestSeed.Key("other label"), 0).Open(0, ChainPass.At(0), StreamRole.Coupling));
        var triples = from x in Enumerable.Range(0, labels) from proposed in Enumerable.Range(0, labels) from y in Enumerable.Range(0, labels) where proposed != x && y != x select (x, proposed, y);
        foreach (var (x, proposed, y) in triples)
        {
            var before = stream;
            var found = default(OtherLabelCoupling).Couple(proposal, x, proposed, y, ref stream);
            Assert.Equal(before.State, stream.State);
            Assert.Equal(default(ResidualCoupling<OtherLabel>).Couple(proposal, x, proposed, y, ref stream), found);
        }

        Assert.Empty(LabelCouplingContract.Check<OtherLabel, OtherLabelCoupling>(proposal, labels));
    }

    [Fact]
    public void The_independent_coupling_keeps_the_contract()
    {
        Assert.Empty(LabelCouplingContract.Check<MatrixProposal, IndependentLabelCoupling<MatrixProposal>>(new(Matrix), 4));
        Assert.Empty(LabelCouplingContract.Check<OtherLabel, IndependentLabelCoupling<OtherLabel>>(new(5), 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_coupling_of_any_strength_keeps_the_contract_and_meets_in_proportion(double strength)
    {
        var coupling = new WeakLabelCoupling<MatrixProposal, ResidualCoupling<MatrixProposal>>(strength);
        Assert.Empty(LabelCouplingContract.Check(new MatrixProposal(Matrix), 4, coupling));

        // From labels 0 and 2: (1 + 1 + 2 + 1)/8 at most, 15/64 by chance.
        var meeting = LabelCouplingContract.Meeting(new MatrixProposal(Matrix), 4, 0, 2, coupling);
        Statistically.Agrees((strength * 0.625) + ((1 - strength) * 0.234375), meeting, "P(y' = x')");
        Statistically.Differs(0.625, meeting, "full strength");
    }

    [Fact]
    public void A_coupling_with_a_wrong_marginal_is_caught()
    {
        Assert.All(LabelCouplingContract.Check<MatrixProposal, Copy<MatrixProposal>>(new(Matrix), 4), broken => Assert.StartsWith("marginal", broken, StringComparison.Ordinal));
        Assert.NotEmpty(LabelCouplingContract.Check<MatrixProposal, Copy<MatrixProposal>>(new(Matrix), 4));
        Assert.NotEmpty(LabelCouplingContract.Check<OtherLabel, Copy<OtherLabel>>(new(5), 5));
        Assert.NotEmpty(LabelCouplingContract.Check<MatrixProposal, WithoutResidual<MatrixProposal>>(new(Matrix), 4));
    }

    [Fact]
    public void A_coupling_that_is_not_sticky_is_caught()
    {
        var broken = LabelCouplingContract.Check<OtherLabel, Restless<OtherLabel>>(new(5), 5);

        Assert.Equal(5, broken.Count);
        Assert.All(broken, sentence => Assert.StartsWith("sticky", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void The_residual_coupling_meets_as_often_as_any_coupling_can()
    {
        for (var x = 0; x < 4; x++)
        {
            for (var y = 0; y < 4; y++)
            {
                var largest = Enumerable.Range(0, 4).Sum(z => Math.Min(Matrix[x, z], Matrix[y, z]));
                var meeting = LabelCouplingContract.Meeting<MatrixProposal, ResidualCoupling<MatrixProposal>>(new(Matrix), 4, x, y);
                if (largest is 0 or 1)
                {
                    Assert.Equal(largest, meeting.Value);
                }
                else
                {
                    Statistically.Agrees(largest, meeting, $"P(y' = x') from {x} and {y}");
                }
            }
        }
    }

    [Fact]
    public void A_coupling_that_meets_less_often_would_be_seen()
    {
        var meeting = LabelCouplingContract.Meeting<MatrixProposal, IndependentLabelCoupling<MatrixProposal>>(new(Matrix), 4, 0, 2);

        // By chance: (1 × 2 + 2 × 1 + 2 × 4 + 3 × 1) / 64; at most: (1 + 1 + 2 + 1) / 8.
        Statistically.Agrees(0.234375, meeting, "P(y' = x') by chance");
        Statistically.Differs(0.625, meeting, "the largest possible");
    }

    /// <summary>Wrong: the primal's suggestion whatever y is.</summary>
    private readonly struct Copy<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposed;
    }

    /// <summary>Wrong: where x′ is not copied, y′ comes from q(y, ·) instead of what is left of it.</summary>
    private readonly struct WithoutResidual<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) =>
            stream.NextUniform() * proposal.Probability(x, proposed) < proposal.Probability(y, proposed) ? proposed : proposal.Propose(y, ref stream);
    }

    /// <summary>Wrong: equal chains part again.</summary>
    private readonly struct Restless<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposal.Propose(y, ref stream);
    }
}
