namespace DiffMH;

/// <summary>How a sweep file named a data file.</summary>
/// <param name="Path">The path in the sweep file's folder, as it was written.</param>
/// <param name="Hash">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable]
public sealed record DataName([property: Id(0)] string Path, [property: Id(1)] string Hash);
