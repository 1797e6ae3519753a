using System.Collections.Immutable;

namespace DiffMH.Silo.Compute;

/// <summary>What a <see cref="FlightRecorder"/> has left whose process has died. One process at a time has it open.</summary>
internal sealed class DeathRecord : IDisposable
{
    private readonly FileStream file;

    private DeathRecord(FileStream file) => (this.file, InFlight) = (file, FlightRecorder.Read(file));

    /// <summary>What stands for the process.</summary>
    public string Silo => Path.GetFileNameWithoutExtension(file.Name);

    /// <summary>What it computed.</summary>
    public ImmutableArray<BatchInFlight> InFlight { get; }

    /// <summary>Opens one; null where its process lives, or another has it open.</summary>
    public static DeathRecord? TryOpen(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes it: it has been told.</summary>
    public void Delete() => File.Delete(file.Name);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
