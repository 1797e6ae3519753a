namespace DiffMH.Silo.Plugins;

/// <summary>What a look at the drop folder found of one folder.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Kind">What happened to it.</param>
internal readonly record struct FolderChange(string Folder, FolderChangeKind Kind);
