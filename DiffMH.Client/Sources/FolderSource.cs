using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Sources;

/// <summary>Opens the commits in a results folder of <c>run</c>.</summary>
internal static class FolderSource
{
    private const string LockFile = "sweep.lock.json";
    private const string StateFile = "state.db";

    /// <summary>The folder's sweep; null where the path is no results folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="talk">Is warned where another system computed it.</param>
    /// <exception cref="CommandException">It is one and has no commits.</exception>
    public static (ISweepSource Source, FrozenSweep Sweep)? TryOpen(string path, Talk talk)
    {
        var file = Path.Combine(path, LockFile);
        if (!File.Exists(file))
        {
            return null;
        }

        var held = SummaryJson.Read<LockDocument>(File.ReadAllText(file));
        var state = Path.Combine(path, StateFile);
        if (!File.Exists(state))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path} has the results of {held.Name} and no {StateFile} with its commits, which run leaves and results --out does not. Name a sweep of a store, or compute it again from sweep.yaml and compare the digests.");
        }

        if (held.Provenance != Provenance.OfProcess)
        {
            talk.Warn($"Computed with {held.Provenance}, replayed with {Provenance.OfProcess}: numbers may differ in the last bits.");
        }

        var store = StoreReader.Open(StoreAddress.Sqlite(state));
        return store.Frozen(held.Sweep) is { } sweep
            ? (new StoreSource(store), sweep)
            : throw new CommandException(ExitCode.Usage, $"{state} does not hold the sweep {held.Sweep} of {file}.");
    }
}
