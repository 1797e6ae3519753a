using System.Text.Json;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Settings;

namespace DiffMH.Client.Verification;

/// <summary>The certificates of this machine: a JSON file for each plugin that was verified, by its hash, in <c>certificates</c> in the data folder.</summary>
/// <remarks>A certificate says what was found here. It is no signature: whoever can write to the folder can write one.</remarks>
/// <param name="path">The folder, which need not be there.</param>
internal sealed class CertificateFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The folder that a terminal's commands use.</summary>
    public static CertificateFolder Of(Terminal terminal) => new(System.IO.Path.Combine(terminal.Data ?? MachineStore.DataFolder(), "certificates"));

    /// <summary>Keeps a certificate in place of an older one of the same plugin, to the bit.</summary>
    /// <returns>The file.</returns>
    public string Write(Certificate certificate)
    {
        Directory.CreateDirectory(path);
        var file = FileOf(certificate.Plugin);
        AtomicFile.Write(file, SummaryJson.Write(certificate));
        return file;
    }

    /// <summary>The certificate of a plugin with exactly this hash; null where there is none that can be read.</summary>
    public Certificate? Find(PluginReference plugin)
    {
        var file = FileOf(plugin);
        try
        {
            var certificate = File.Exists(file) ? SummaryJson.Read<Certificate>(File.ReadAllText(file)) : null;
            return certificate?.Plugin is { } certified && (certified.Id, certified.Hash) == (plugin.Id, plugin.Hash) ? certificate : null;
        }
        catch (JsonException)
        {
            return null;   // a file that is no certificate proves nothing
        }
    }

    private string FileOf(PluginReference plugin) => System.IO.Path.Combine(path, $"{plugin.Id}-{plugin.Hash}.json");
}
