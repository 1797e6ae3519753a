namespace DiffMH.Silo.Security;

/// <summary>A call that changes something came without the token of the silos. The message says what to do, and no token.</summary>
/// <remarks>Orleans passes on exceptions of its own kind as they are.</remarks>
[GenerateSerializer]
public sealed class TokenRefusedException(string message) : OrleansException(message);
