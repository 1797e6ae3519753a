using System.Globalization;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Writes each entry of a log as a line: time, level, category, message, and what exception was behind it.</summary>
/// <param name="write">Takes a line; called by one thread at a time.</param>
/// <param name="isWhole">Whether an entry is written whole, with where its exception was thrown on further lines; else it is one line.</param>
public sealed class LineLoggerProvider(Action<string> write, bool isWhole) : ILoggerProvider
{
    private readonly bool isWhole = isWhole;
    private readonly Lock gate = new();

    /// <summary>Appends everything to a file that is made with the first line.</summary>
    public static LineLoggerProvider ToFile(string path) => new(
        line =>
        {
            using var file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
            file.WriteLine(line);
        },
        isWhole: true);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Reason(Exception? exception) => exception is null ? "" : $" ({exception.GetBaseException().Message})";

    /// <summary>The first line: messages of Orleans may go on with stacks.</summary>
    private static string Line(string text) => text.Split('\n', 2)[0].TrimEnd();

    private void Write(string line)
    {
        lock (gate)
        {
            write(line);
        }
    }

    private sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():O} {logLevel} {category}: {formatter(state, exception)}");
            provider.Write(provider.isWhole ? $"{entry}{(exception is null ? "" : Environment.NewLine + exception)}" : Line($"{entry}{Reason(exception)}"));
        }
    }
}
