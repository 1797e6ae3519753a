namespace DiffMH;

/// <summary>Chooses the label a chain starts from.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
/// <param name="settings">The model's settings.</param>
/// <param name="stream">The chain's start stream.</param>
/// <returns>A label inside the support, 0 … Labels − 1. It must not depend on θ.</returns>
public delegate int LabelStart<in TSettings>(TSettings settings, ref RandomStream stream);
