using System.Collections.Immutable;

namespace DiffMH.Silo.Grains;

/// <summary>The plugins that a point needs, by their hashes, as placement is told of them.</summary>
internal static class NeededPlugins
{
    private const string Key = "diffmh.plugins";
    private const char Separator = ',';

    /// <summary>Those of a point: its model's, and its coupling's where that is another.</summary>
    public static ImmutableArray<string> Of(PointSpec point) => point.CouplingPlugin is { } coupling && coupling.Hash != point.Plugin.Hash
        ? [point.Plugin.Hash, coupling.Hash]
        : [point.Plugin.Hash];

    /// <summary>Those that came with a call, as one word; an empty one where the caller did not say.</summary>
    public static string Of(IReadOnlyDictionary<string, object>? request) => request?.GetValueOrDefault(Key) as string ?? "";

    /// <summary>Sends them with the calls that follow.</summary>
    public static void Send(PointSpec point) => RequestContext.Set(Key, Write(point));

    /// <summary>As one word, for keys.</summary>
    public static string Write(PointSpec point) => string.Join(Separator, Of(point));

    /// <summary>From one word; none of an empty one.</summary>
    public static ImmutableArray<string> Parse(string text) => text.Length == 0 ? [] : [.. text.Split(Separator)];
}
