namespace DiffMH.Engine.Kernels;

/// <summary>Chooses the label a chain starts from.</summary>
/// <param name="stream">The chain's start stream.</param>
public delegate int LabelOrigin(ref RandomStream stream);
