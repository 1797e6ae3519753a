using System.Globalization;
using DiffMH.Silo.Telemetry;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Writes each entry of a log as a line: time, level, category, message, and what exception was behind it.</summary>
/// <param name="write">Takes a line; called by one thread at a time.</param>
/// <param name="isWhole">Whether an entry is written whole, with where its exception was thrown on further lines; else it is one line.</param>
/// <param name="isJson">Whether an entry is a JSON object instead, whole and on one line, with the sweep and the point that it is about.</param>
public sealed class LineLoggerProvider(Action<string> write, bool isWhole, bool isJson = false) : ILoggerProvider, ISupportExternalScope
{
    private readonly bool isWhole = isWhole;
    private readonly bool isJson = isJson;
    private readonly Lock gate = new();
    private IExternalScopeProvider? scopes;

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
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Reason(Exception? exception) => exception is null ? "" : $" ({exception.GetBaseException().Message})";

    /// <summary>The first line: messages of Orleans may go on with stacks.</summary>
    private static string Line(string text) => text.Split('\n', 2)[0].TrimEnd();

    private static IEnumerable<KeyValuePair<string, object?>> Values<TState>(TState state) => state as IEnumerable<KeyValuePair<string, object?>> ?? [];

    /// <summary>The values of all scopes around an entry, the innermost first.</summary>
    private IEnumerable<KeyValuePair<string, object?>> Scopes()
    {
        var values = new List<KeyValuePair<string, object?>>();
        scopes?.ForEachScope((scope, found) => found.InsertRange(0, Values(scope)), values);
        return values;
    }

    /// <summary>The innermost scope of ours, in words: which point of which sweep an entry is about.</summary>
    private string Place()
    {
        var place = "";
        scopes?.ForEachScope((scope, _) => place = scope is IEnumerable<KeyValuePair<string, object?>> values && values.Any(value => value.Key == SiloLog.SweepName) ? $"{scope}: " : place, place);
        return place;
    }

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
            where TState : notnull => provider.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var (now, message) = (TimeProvider.System.GetUtcNow(), formatter(state, exception));
            if (provider.isJson)
            {
                provider.Write(JsonLogLine.Write(now, logLevel, category, eventId, message, exception, Values(state).Concat(provider.Scopes())));
                return;
            }

            var entry = string.Create(CultureInfo.InvariantCulture, $"{now:O} {logLevel} {category}: {provider.Place()}{message}");
            provider.Write(provider.isWhole ? $"{entry}{(exception is null ? "" : Environment.NewLine + exception)}" : Line($"{entry}{Reason(exception)}"));
        }
    }
}
