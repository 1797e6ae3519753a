using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging;

namespace DiffMH.Tests.Silo;

/// <summary>A store that cannot be used is one line of the log, however often it is tried.</summary>
public sealed class StoreHealthTests : IDisposable
{
    private readonly List<string> lines = [];
    private readonly SteppingTime time = new();
    private readonly LoggerFactory factory;
    private readonly StoreHealth health;

    public StoreHealthTests()
    {
        factory = new LoggerFactory([new LineLoggerProvider(lines.Add, isWhole: false)]);
        health = new(time, factory.CreateLogger<StoreHealth>());
    }

    public void Dispose() => factory.Dispose();

    [Fact]
    public void A_failure_is_said_once_and_thrown_as_its_own_message()
    {
        for (var second = 0; second < 100; second++)
        {
            time.Now = TimeSpan.FromSeconds(second);
            Assert.Equal("'x' is full.", health.Failed(new IOException("'x' is full.")).Message);
            health.Worked();   // a small write, which a full store may still take
        }

        Assert.EndsWith("'x' is full. Points wait until then, and go on by themselves.", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_passed_is_said_once_and_what_comes_again_is_said_again()
    {
        health.Worked();
        Assert.Empty(lines);
        health.Failed(new IOException("'x' is full."));
        time.Now = TimeSpan.FromSeconds(11);
        health.Worked();
        health.Worked();
        Assert.EndsWith("The store can be written again.", lines[^1], StringComparison.Ordinal);
        health.Failed(new IOException("'x' is locked."));
        Assert.Equal(3, lines.Count);
    }
}
