using System.Text.Json;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Telemetry;
using Microsoft.Extensions.Logging;

namespace DiffMH.Tests.Telemetry;

/// <summary>Entries of a silo's log, as lines and as JSON.</summary>
public sealed class LogTests
{
    private readonly List<string> lines = [];

    [Fact]
    public void A_json_entry_has_the_values_of_its_message_and_of_its_scopes_by_name()
    {
        var logger = Logger(isJson: true);
        using (logger.OfPoint("00ff", 3))
        {
            logger.CallRepeated(50, 1, "lost\n\"there\"");
        }

        var entry = Only();
        Assert.Equal(
            ["time", "level", "category", "event", "message", "milliseconds", "attempt", "reason", "sweep", "point"],
            entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("Information", "DiffMH.Tests", "CallRepeated"), (entry.GetProperty("level").GetString(), entry.GetProperty("category").GetString(), entry.GetProperty("event").GetString()));
        Assert.Equal(("00ff", 3, 50.0, "lost\n\"there\""), (entry.GetProperty("sweep").GetString(), entry.GetProperty("point").GetInt32(), entry.GetProperty("milliseconds").GetDouble(), entry.GetProperty("reason").GetString()));
    }

    [Fact]
    public void Of_two_scopes_the_inner_one_counts_and_after_them_none()
    {
        var logger = Logger(isJson: true);
        using (logger.OfPoint("00ff", 3))
        using (logger.OfPoint("00ff", 4))
        {
            logger.PointBegins();
        }

        logger.PointBegins();
        Assert.Equal(4, Parse(lines[0]).GetProperty("point").GetInt32());
        Assert.False(Parse(lines[1]).TryGetProperty("point", out _));
    }

    [Fact]
    public void An_exception_stays_on_the_line()
    {
        Logger(isJson: true).LogWarning(new InvalidOperationException("first\nsecond"), "It failed.");
        Assert.Contains("first\nsecond", Only().GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_begins_with_its_sweep_and_its_point()
    {
        var logger = Logger(isJson: false);
        using (logger.OfPoint("00ff", 3))
        {
            logger.PointRecovered(12);
        }

        Assert.EndsWith("Information DiffMH.Tests: sweep 00ff point 3: The point goes on from its last commit, at iteration 12.", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DiffMH.Silo.Grains.SweepGrain", LogLevel.Information, true)]
    [InlineData("DiffMH.Silo.Grains.SweepGrain", LogLevel.Debug, false)]
    [InlineData("Orleans.Runtime.Catalog", LogLevel.Information, false)]
    [InlineData("Orleans.Runtime.Catalog", LogLevel.Warning, true)]
    [InlineData("Orleans.Runtime.Watchdog", LogLevel.Warning, false)]
    public void News_is_what_of_ours_happens_and_every_warning(string category, LogLevel level, bool isNews) => Assert.Equal(isNews, LogNoise.IsNews(category, level));

    private JsonElement Only() => Parse(Assert.Single(lines));

    private static JsonElement Parse(string line)
    {
        Assert.DoesNotContain('\n', line);
        return JsonDocument.Parse(line).RootElement;
    }

    private ILogger Logger(bool isJson)
    {
        var factory = new LoggerFactory([new LineLoggerProvider(lines.Add, isWhole: false, isJson)]);
        return factory.CreateLogger("DiffMH.Tests");
    }
}
