namespace DiffMH.Engine.Kernels;

/// <summary>A model gave something no density, start or observable can be: NaN, a ratio of +∞, a label outside its range.</summary>
/// <param name="message">What was found, where, and what would be right.</param>
public sealed class InvalidModelException(string message) : Exception(message);
