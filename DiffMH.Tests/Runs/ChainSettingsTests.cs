namespace DiffMH.Tests.Runs;

/// <summary>Which steps of a chain are kept.</summary>
public sealed class ChainSettingsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    public void Until_a_draw_there_are_as_many_steps_as_are_none(int warmup, int thin)
    {
        var chain = new ChainSettings(1, warmup, 10, thin, "");
        for (var steps = 0L; steps < chain.Steps; steps++)
        {
            var next = Enumerable.Range(1, warmup + thin).First(more => chain.IsDraw(steps + more));
            Assert.Equal(next, chain.UntilDraw(steps));
        }
    }
}
