using DiffMH.Client;
using DiffMH.Silo.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Client;

/// <summary>A silo of a store, in this process and as real as one of its own: clients find it through the store.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly ClusterSiloOptions options;
    private ClusterSilo silo;

    private RunningSilo(ClusterSiloOptions options, ClusterSilo silo) => (this.options, this.silo) = (options, silo);

    /// <summary>As the option <c>--store</c> takes it.</summary>
    public string Store => $"{options.Store}";

    /// <summary>Starts one.</summary>
    /// <param name="file">The file of the store.</param>
    public static Task<RunningSilo> Start(string file) => Start(StoreAddress.Sqlite(file), plugins: null);

    /// <summary>Starts one.</summary>
    /// <param name="store">The store.</param>
    /// <param name="plugins">Its plugins folder; null for the shipped plugins.</param>
    public static async Task<RunningSilo> Start(StoreAddress store, string? plugins)
    {
        var settings = new ClusterSiloOptions
        {
            Store = store,
            PluginFolder = plugins ?? Path.Combine(AppContext.BaseDirectory, "plugins"),
            Name = "one",
            ComputeThreads = 1,
        };
        return new(settings, await Start(settings));
    }

    /// <summary>Stops it and starts another in its place.</summary>
    public async Task Restart()
    {
        await silo.DisposeAsync();
        silo = await Start(options);
    }

    /// <summary>Carries out a command line on its store.</summary>
    public Task<(ExitCode Code, string Output, string Error)> Run(params string[] words) => Run(CancellationToken.None, words);

    /// <summary>As above, with Ctrl-C.</summary>
    public Task<(ExitCode Code, string Output, string Error)> Run(CancellationToken interruption, params string[] words) =>
        Session.Run(interruption, [.. words, "--store", Store]);

    /// <summary>As above, with what is written to the error stream seen as it comes.</summary>
    public Task<(ExitCode Code, string Output, string Error)> Run(StringWriter error, CancellationToken interruption, params string[] words) =>
        Session.Run(error, interruption, [.. words, "--store", Store]);

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    private static Task<ClusterSilo> Start(ClusterSiloOptions settings) => ClusterSilo.Start(settings, NullLoggerProvider.Instance, TestContext.Current.CancellationToken);
}
