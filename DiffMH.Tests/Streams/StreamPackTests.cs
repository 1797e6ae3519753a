using DiffMH.Tests.Support;

namespace DiffMH.Tests.Streams;

/// <summary>Eight streams side by side give the numbers that each gives alone.</summary>
public sealed class StreamPackTests
{
    private static readonly RandomStream[] Streams = [.. Enumerable.Range(0, Lanes.Count).Select(lane => TestSeed.Open("stream pack", lane))];

    [Fact]
    public void Words_uniform_and_normal_numbers()
    {
        var (pack, alone) = (Pack(), (RandomStream[])Streams.Clone());
        for (var i = 0; i < 20_000; i++)
        {
            var (bits, uniform, normal) = (pack.NextBits(), pack.NextUniform(), pack.NextNormal());
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                Assert.Equal(alone[lane].NextBits(), bits[lane]);
                Assert.Equal(alone[lane].NextUniform(), uniform[lane]);
                Assert.Equal(alone[lane].NextNormal(), normal[lane]);   // 1,200 of them at the edge of a layer or in the tail
            }
        }
    }

    [Fact]
    public void Lanes_that_do_not_draw_stay_where_they_are()
    {
        var pack = Pack();
        pack.NextUniform(LaneSet.First(3));
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            var alone = Streams[lane];
            if (lane < 3)
            {
                alone.NextBits();
            }

            Assert.Equal(alone.State, pack[lane].State);
        }
    }

    private static StreamPack Pack()
    {
        var pack = default(StreamPack);
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            pack[lane] = Streams[lane];
        }

        return pack;
    }
}
