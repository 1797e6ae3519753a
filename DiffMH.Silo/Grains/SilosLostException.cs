namespace DiffMH.Silo.Grains;

/// <summary>Lanes took silos down with them, again and again. Their point fails, so that nothing else is harmed.</summary>
/// <param name="message">How often, and what to do.</param>
internal sealed class SilosLostException(string message) : Exception(message);
