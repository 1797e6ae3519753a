using System.Diagnostics;

namespace DiffMH.Tests.Client;

/// <summary>The real program with both streams piped: no byte of any command is for a terminal.</summary>
public sealed class PipedOutputTests
{
    private const byte Escape = 0x1b;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_command_writes_an_escape_code_into_a_pipe()
    {
        var commands = ExampleTests.Leaves().Where(leaf => leaf.Path is not ("silo start" or "silo drain" or "silo health" or "plugin push"));
        foreach (var group in commands.GroupBy(leaf => ExampleTests.OnUnfinished.Contains(leaf.Path)))
        {
            await using var folder = await ExampleFolder.Create(isLong: group.Key);
            foreach (var example in group.Select(leaf => leaf.Command.Examples[0]))
            {
                using var process = folder.Start([.. ExampleTests.Words(example), "-v"]);
                var (output, error) = await Bytes(process);
                Assert.True(process.ExitCode == 0, $"{example}: exit code {process.ExitCode}\n{System.Text.Encoding.UTF8.GetString(error)}");
                Assert.NotEmpty(output);
                Assert.DoesNotContain(Escape, output);
                Assert.DoesNotContain(Escape, error);
            }
        }
    }

    [Fact]
    public async Task Neither_does_a_silo_nor_help_nor_an_error()
    {
        await using var folder = await ExampleFolder.Create(isLong: false);
        foreach (var words in new[] { ["--help"], ["run", "--help"], ["rnu"], new[] { "run", "absent.yaml" } })
        {
            using var process = folder.Start(words);
            var (output, error) = await Bytes(process);
            Assert.NotEmpty(output.Concat(error));
            Assert.DoesNotContain(Escape, output.Concat(error));
        }

        using var silo = folder.Start(["silo", "start", "-v"]);
        var reading = Bytes(silo);
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        silo.Kill();
        Assert.DoesNotContain(Escape, (await reading).Output.Concat((await reading).Error));
    }

    private static async Task<(byte[] Output, byte[] Error)> Bytes(Process process)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken),
            process.StandardError.BaseStream.CopyToAsync(error, TestContext.Current.CancellationToken)).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output.ToArray(), error.ToArray());
    }
}
