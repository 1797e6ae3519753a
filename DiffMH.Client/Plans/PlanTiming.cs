namespace DiffMH.Client.Plans;

/// <summary>An estimate of the time a sweep takes here.</summary>
/// <param name="Seconds">Seconds in all.</param>
/// <param name="Cores">Cores it was divided by.</param>
/// <param name="Timed">How many different kernels were timed.</param>
/// <param name="Kernels">How many there are; the others are taken to be as fast as those on average.</param>
/// <param name="MeasuredMilliseconds">How long each ran for it, at the first parameters.</param>
public sealed record PlanTiming(double Seconds, int Cores, int Timed, int Kernels, double MeasuredMilliseconds);
