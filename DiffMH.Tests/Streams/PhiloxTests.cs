namespace DiffMH.Tests.Streams;

/// <summary>Philox4x32-10 against its authors' known answers (Random123, file kat_vectors).</summary>
public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Ten_rounds_give_the_authors_numbers(uint x0, uint x1, uint x2, uint x3, uint key0, uint key1, uint y0, uint y1, uint y2, uint y3) =>
        Assert.Equal((y0, y1, y2, y3), Philox.Hash(x0, x1, x2, x3, key0, key1));
}
