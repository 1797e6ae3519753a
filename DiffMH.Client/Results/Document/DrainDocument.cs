namespace DiffMH.Client.Results.Document;

/// <summary>What became of a silo that was asked to leave: the document of <c>silo drain -o json</c>.</summary>
/// <param name="Silo">Its name.</param>
/// <param name="Address">Where other silos reached it.</param>
/// <param name="Left">Whether it has left.</param>
/// <param name="Seconds">How long that took, or was waited for.</param>
/// <param name="Remaining">How many silos the store has still.</param>
public sealed record DrainDocument(string Silo, string Address, bool Left, double Seconds, int Remaining);
