using System.Diagnostics;
using System.Security.Cryptography;
using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Words;

/// <summary>The word kernel gives the same bits with every width of vectors that the processor has, and without any.</summary>
public sealed class HardwareTests
{
    private const string DigestFile = "DIFFMH_TEST_WORD_DIGEST";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Small points that go through all of the kernel: also what another process runs to tell its bits.</summary>
    [Fact]
    public void Equal_points_have_equal_bits()
    {
        var digest = Digest();
        Assert.Equal(digest, Digest());
        if (Environment.GetEnvironmentVariable(DigestFile) is { Length: > 0 } file)
        {
            File.WriteAllText(file, digest);
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Without_a_set_of_instructions_the_bits_are_the_same(string setting)
    {
        using var folder = new Support.TemporaryFolder();
        var file = folder.File("digest.txt");
        var method = $"{typeof(HardwareTests).FullName}.{nameof(Equal_points_have_equal_bits)}";
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", method]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[setting] = "0";
        start.Environment[DigestFile] = file;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0 && File.Exists(file), $"With {setting}=0: {await output}");
        Assert.Equal(Digest(), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private static string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (proposal, order, side, field) in ((string, string, int, double)[])[("uniform-spin", "random", 5, 0), ("uniform-spin", "sequential", 17, 0), ("uniform-spin", "random", 4, 0.4), ("flip", "random", 6, -0.2)])
        {
            var model = WordPoint.Of(side, (2.3, 1, field), proposal, order, 8, new ChainSettings(70, 3, 50, 1, "hot"), "T", "J", "h");
            var outcome = model.CreateKernel().Run(new BatchTask(ChainPass.At(1), [new ReplicateSlice(0, 0, 16, model.Theta.Initial)], null), new Unlimited());
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(outcome.Sums.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
