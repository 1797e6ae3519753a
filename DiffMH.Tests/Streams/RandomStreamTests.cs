namespace DiffMH.Tests.Streams;

/// <summary>xoshiro256++ against numbers of its reference implementation, and what uniform numbers promise.</summary>
public sealed class RandomStreamTests
{
    [Fact]
    public void From_the_state_1_2_3_4_come_the_reference_implementations_words()
    {
        // First ten outputs of the authors' xoshiro256plusplus.c in this state, as also tested by the crate rand_xoshiro.
        ulong[] reference =
        [
            41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
            9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
        ];
        var stream = new RandomStream(1, 2, 3, 4);
        Assert.Equal(reference, Enumerable.Range(0, 10).Select(_ => stream.NextBits()).ToArray());
    }

    [Fact]
    public void A_state_of_zeros_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RandomStream(0, 0, 0, 0));
        Assert.Contains("not all 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Uniform_numbers_lie_strictly_between_0_and_1_and_so_do_their_mirror_images_exactly()
    {
        var stream = new RandomStream(1, 2, 3, 4);
        for (var i = 0; i < 100_000; i++)
        {
            var u = stream.NextUniform();
            Assert.InRange(u, double.Epsilon, 1 - double.Epsilon);
            Assert.Equal(u, 1 - (1 - u));
            Assert.InRange(1 - u, double.Epsilon, Math.BitDecrement(1));
        }
    }

    [Fact]
    public void A_stored_state_continues_with_the_same_words()
    {
        var stream = new RandomStream(1, 2, 3, 4);
        stream.NextBits();
        var (word0, word1, word2, word3) = stream.State;
        var other = new RandomStream(word0, word1, word2, word3);
        Assert.Equal(stream.NextBits(), other.NextBits());
    }
}
