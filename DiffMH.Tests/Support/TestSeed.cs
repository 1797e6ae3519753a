namespace DiffMH.Tests.Support;

/// <summary>The base seed of all statistical tests: fixed, not chosen; <c>DIFFMH_TEST_SEED</c> sets another.</summary>
internal static class TestSeed
{
    public static ulong Value { get; } = ulong.TryParse(Environment.GetEnvironmentVariable("DIFFMH_TEST_SEED"), out var seed) ? seed : 20230613;
}
