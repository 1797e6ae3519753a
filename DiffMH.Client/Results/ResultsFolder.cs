using System.Text.Json;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>The folder of one sweep: which files there are, who may write them, and what it already holds.</summary>
/// <remarks>One process at a time: the lock is held from <see cref="Open"/> to <see cref="Dispose"/> and ends with the process, however it ends.</remarks>
public sealed class ResultsFolder : IDisposable
{
    private const string LockName = "diffmh.lock";
    private static readonly string[] Results = ["sweep.yaml", "sweep.lock.json", "points.parquet", "trace.parquet", "gradient.parquet", "summary.json", "report.md", "replay.yaml"];
    private static readonly string[] State = ["silo.log", "state.db", "state.db-wal", "state.db-shm", "state.db-journal"];
    private static readonly string[] Locks = [LockName, "state.db.lock"];   // stay: to delete one would let two processes hold it
    private static readonly string[] Own = [.. Results, .. Results.Select(name => name + AtomicFile.Unfinished), .. State];
    private readonly FileStream held;

    private ResultsFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The sweep file as run.</summary>
    public string SweepFile => File("sweep.yaml");

    /// <summary>What the bits depend on.</summary>
    public string LockFile => File("sweep.lock.json");

    /// <summary>What reproduces a sweep that its wall time has ended, or of which pilots chose settings.</summary>
    public string Replay => File("replay.yaml");

    /// <summary>One row for each point.</summary>
    public string Points => File("points.parquet");

    /// <summary>One row for each point, replicate and iteration.</summary>
    public string Trace => File("trace.parquet");

    /// <summary>One row for each component of gradients that have too many to be columns.</summary>
    public string Gradient => File("gradient.parquet");

    /// <summary>The document of <c>-o json</c>.</summary>
    public string Summary => File("summary.json");

    /// <summary>The results for a reader.</summary>
    public string Report => File("report.md");

    /// <summary>The commits of the sweep.</summary>
    public string StateFile => File("state.db");

    /// <summary>Warnings of the silos; there is none while nothing was worth a warning.</summary>
    public string LogFile => File("silo.log");

    /// <summary>Where a sweep's results go by default: the name for people, eight digits of the identity against mixing up.</summary>
    public static string DefaultFor(FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return System.IO.Path.Combine("results", $"{sweep.Name}-{sweep.Id[..8]}");
    }

    /// <summary>Whether a file of this name is DiffMH's here, finished or not; on some systems the case of letters makes no difference.</summary>
    public static bool IsOwn(string name) => Own.Concat(Locks).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the folder where it is missing and locks it for this process.</summary>
    /// <exception cref="CommandException">Another process has it, or it cannot be written.</exception>
    public static ResultsFolder Open(string path)
    {
        var name = System.IO.Path.Combine(path, LockName);
        try
        {
            Directory.CreateDirectory(path);
            return new(path, new(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (System.IO.File.Exists(name))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"Another diffmh process is at work in {path}. Wait for it, stop it with Ctrl-C, or give this one a folder of its own with --out FOLDER.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"Cannot write results into {path}: {problem.Message} Give another folder with --out FOLDER.");
        }
    }

    /// <summary>Deletes what DiffMH wrote here, and nothing else.</summary>
    public void Clear()
    {
        foreach (var name in Own)
        {
            System.IO.File.Delete(File(name));
        }
    }

    /// <summary>Makes the folder a sweep's, unless it is already.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="asRun">The text of a sweep file that gives this very sweep.</param>
    /// <param name="talk">Is warned where another system began it.</param>
    /// <param name="data">The data files it names, by path: they are laid beside the file under the same paths, so that it can be run again from here; null for none.</param>
    /// <returns>Whether it was nobody's before.</returns>
    /// <exception cref="CommandException">It is another sweep's, or cannot be read.</exception>
    internal bool Claim(FrozenSweep sweep, string asRun, Talk talk, IReadOnlyDictionary<string, DataFile>? data = null)
    {
        var owner = ReadLock();
        if (owner is null)
        {
            AtomicFile.Write(SweepFile, asRun);
            foreach (var (path, file) in data ?? new Dictionary<string, DataFile>(StringComparer.Ordinal))
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(path))!);
                System.IO.File.WriteAllBytes(File(path), file.Bytes.ToArray());
            }

            AtomicFile.Write(LockFile, SummaryJson.Write(LockDocument.Of(sweep)));
            return true;
        }

        if (owner.Sweep != sweep.Id)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{Path} holds another sweep: {owner.Name} with id {owner.Sweep}, not {sweep.Name} with id {sweep.Id}. The sweep file, an override or a plugin differs. Give another folder with --out FOLDER, or replace it with diffmh run --fresh.");
        }

        if (owner.Provenance != Provenance.OfProcess)
        {
            talk.Warn($"Begun with {owner.Provenance}, going on with {Provenance.OfProcess}: numbers may differ in the last bits from a run by one of them.");
        }

        return false;
    }

    /// <summary>The lock file that is here; null where there is none.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public LockDocument? ReadLock() => Read<LockDocument>(LockFile);

    /// <summary>The summary that is here, finished or not; null where there is none.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public SummaryDocument? ReadSummary() => Read<SummaryDocument>(Summary);

    /// <summary>Lets other processes in.</summary>
    public void Dispose() => held.Dispose();

    private static T? Read<T>(string file)
        where T : class
    {
        try
        {
            return System.IO.File.Exists(file) ? SummaryJson.Read<T>(System.IO.File.ReadAllText(file)) : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{file} cannot be read: {problem.Message} Start over with --fresh, or give another folder with --out FOLDER.");
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
