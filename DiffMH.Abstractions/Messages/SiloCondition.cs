namespace DiffMH;

/// <summary>What a silo knows of its process and its machine, for <c>doctor</c>.</summary>
/// <param name="Contract">Version and build of the contract with plugins: silos that share it load the same plugins.</param>
/// <param name="Clock">Its clock when it reported, UTC.</param>
/// <param name="OpenFiles">How many files and connections it has open; null where its system does not tell.</param>
/// <param name="FileLimit">How many it may have; null where its system does not tell.</param>
/// <param name="StoreTrouble">Why it could not use the store when it last tried; null where it can.</param>
[GenerateSerializer, Immutable]
public sealed record SiloCondition(
    [property: Id(0)] string Contract,
    [property: Id(1)] DateTime Clock,
    [property: Id(2)] long? OpenFiles,
    [property: Id(3)] long? FileLimit,
    [property: Id(4)] string? StoreTrouble);
