namespace DiffMH.Engine.Settings;

/// <summary>Where the bytes of settings of type <see cref="DataFile"/> come from.</summary>
public interface IDataSource
{
    /// <summary>The file that a setting names.</summary>
    /// <param name="name">What stands in the sweep file, or <see cref="DataFile.Reference"/> in a frozen sweep.</param>
    /// <remarks>Any number of threads may ask at once.</remarks>
    /// <exception cref="DataFileException">There is no such file, or it may not be read; says why.</exception>
    DataFile Open(string name);
}
