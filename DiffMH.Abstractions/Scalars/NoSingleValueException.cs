namespace DiffMH;

/// <summary>A formula has asked numbers of eight lanes for the one value they do not have. Kernels then run the model number by number.</summary>
public sealed class NoSingleValueException() : Exception("The numbers of eight lanes have no single value. Formulas that ask for none are run eight lanes at a time: use Select instead of a branch on Value.");
