namespace DiffMH.Silo.Hosting;

/// <summary>The settings of one silo. What belongs to an experiment goes into the sweep file.</summary>
public sealed class DiffMHOptions
{
    /// <summary>The value of <see cref="Store"/> that keeps state in memory: it is gone with the silo.</summary>
    public const string Memory = "memory";

    /// <summary>The plugins folder: one folder for each plugin. Whoever can write to it can run code in the silo. Must exist; no default.</summary>
    public string PluginFolder { get; set; } = "";

    /// <summary>
    /// Where state is kept: <c>memory</c>; <c>sqlite:PATH</c>, a file that is made where there is none in a folder that must exist; a
    /// relative path counts from <see cref="DataFolder"/>; or <c>redis://HOST:PORT</c>, see <see cref="RedisAddress"/>. Default: <c>sqlite:state.db</c>.
    /// </summary>
    public string Store { get; set; } = "sqlite:state.db";

    /// <summary>The folder for what the silo writes. Must exist; default: the current folder.</summary>
    public string DataFolder { get; set; } = ".";

    /// <summary>How many threads compute, 1 … 1024. Default: as many as there are processors.</summary>
    public int ComputeThreads { get; set; } = Environment.ProcessorCount;

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
    }
}
