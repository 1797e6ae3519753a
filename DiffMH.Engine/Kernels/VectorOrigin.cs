namespace DiffMH.Engine.Kernels;

/// <summary>Chooses the vector a chain starts from.</summary>
/// <param name="x">d numbers to fill.</param>
/// <param name="stream">The chain's start stream.</param>
public delegate void VectorOrigin(Span<double> x, ref RandomStream stream);
