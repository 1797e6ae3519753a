namespace DiffMH.Silo.Hosting;

/// <summary>The settings of one silo. What belongs to an experiment goes into the sweep file.</summary>
public sealed class DiffMHOptions
{
    /// <summary>The value of <see cref="Store"/> that keeps state in memory: it is gone with the silo.</summary>
    public const string Memory = "memory";

    /// <summary>The least and the most <see cref="BatchLimit"/>.</summary>
    public static readonly TimeSpan LeastBatchLimit = TimeSpan.FromSeconds(3), MostBatchLimit = TimeSpan.FromDays(1);

    /// <summary>The <see cref="BatchLimit"/> where none is given.</summary>
    public static readonly TimeSpan DefaultBatchLimit = TimeSpan.FromSeconds(60);

    /// <summary>The plugins folder: one folder for each plugin. Whoever can write to it can run code in the silo. Must exist; no default.</summary>
    public string PluginFolder { get; set; } = "";

    /// <summary>
    /// Where state is kept: <c>memory</c>; <c>sqlite:PATH</c>, a file that is made where there is none in a folder that must exist; a
    /// relative path counts from <see cref="DataFolder"/>; or <c>redis://HOST:PORT</c>, see <see cref="RedisAddress"/>. Default: <c>sqlite:state.db</c>.
    /// </summary>
    public string Store { get; set; } = "sqlite:state.db";

    /// <summary>The folder for what the silo writes. Must exist; default: the current folder.</summary>
    public string DataFolder { get; set; } = ".";

    /// <summary>Whether whoever has the token may put plugins into <see cref="PluginFolder"/> through the cluster. Default: no.</summary>
    public bool AcceptPlugins { get; set; }

    /// <summary>How many threads compute, 1 … 1024. Default: as many as there are processors.</summary>
    public int ComputeThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// How long a call of a kernel may take before it is given up, its plugin put into quarantine and its point failed. More than the two
    /// seconds after which a kernel returns by itself. Default: 60 s.
    /// </summary>
    public TimeSpan BatchLimit { get; set; } = DefaultBatchLimit;

    /// <summary>
    /// Whether this process is all there is, as in <c>run</c>: nobody else can compute, and no plugin can be replaced. Plugins then are in
    /// quarantine only after as many calls that did not return as would occupy all processors, and points fail where others would wait.
    /// </summary>
    public bool IsAlone { get; set; }

    /// <summary>How many calls that did not return put a plugin into quarantine.</summary>
    internal int Tolerance => IsAlone ? Math.Max(8, Environment.ProcessorCount) : 1;

    /// <summary>Where state is kept; null where <see cref="Store"/> is no store.</summary>
    internal StoreAddress? Address => StoreAddress.TryParse(Store, DataFolder);

    /// <summary>All that is wrong with the settings, each with the value found and what would be right.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!Directory.Exists(PluginFolder))
        {
            yield return $"{nameof(PluginFolder)} is '{PluginFolder}', which is not a folder; give the folder that holds one folder for each plugin.";
        }

        if (!Directory.Exists(DataFolder))
        {
            yield return $"{nameof(DataFolder)} is '{DataFolder}', which is not a folder; make it, or give another.";
        }

        if (Address is null)
        {
            yield return $"{nameof(Store)} is {StoreAddress.Refuse(Store, $"it must be '{Memory}', {StoreAddress.Forms}")}.";
        }

        if (ComputeThreads is < 1 or > 1024)
        {
            yield return $"{nameof(ComputeThreads)} is {ComputeThreads}; it must be 1 … 1024.";
        }

        if (BatchLimit < LeastBatchLimit || BatchLimit > MostBatchLimit)
        {
            yield return $"{nameof(BatchLimit)} is {BatchLimit.TotalSeconds} s; it must be {LeastBatchLimit.TotalSeconds} … {MostBatchLimit.TotalSeconds} s.";
        }
    }
}
