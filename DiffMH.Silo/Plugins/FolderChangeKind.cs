namespace DiffMH.Silo.Plugins;

/// <summary>What can happen to a folder in the drop folder.</summary>
internal enum FolderChangeKind
{
    /// <summary>Its files are other than at the last look, or it is new: somebody may still be copying.</summary>
    Changing,

    /// <summary>It has changed and is quiet now: time to load it.</summary>
    Quiet,

    /// <summary>It is not there any more.</summary>
    Gone,
}
