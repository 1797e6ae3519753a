namespace DiffMH.Engine.Runs;

/// <summary>Numbers as they are compared and hashed: by their bits, those of one and the same NaN for every NaN.</summary>
internal static class CanonicalBits
{
    private const ulong NaN = 0x7FF8_0000_0000_0000;

    /// <summary>The bits of a number.</summary>
    public static ulong Of(double number) => double.IsNaN(number) ? NaN : BitConverter.DoubleToUInt64Bits(number);
}
