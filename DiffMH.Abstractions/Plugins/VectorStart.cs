namespace DiffMH;

/// <summary>Chooses the vector a chain starts from.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
/// <param name="settings">The model's settings.</param>
/// <param name="x">d numbers to fill, a point inside the support. It must not depend on θ.</param>
/// <param name="stream">The chain's start stream.</param>
public delegate void VectorStart<in TSettings>(TSettings settings, Span<double> x, ref RandomStream stream);
