namespace DiffMH.Engine.Settings;

/// <summary>What a plugin registers is not what the contract asks for.</summary>
/// <param name="problem">What was found and what would be right.</param>
public sealed class RegistrationException(string problem) : Exception(problem);
