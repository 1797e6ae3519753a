using System.Numerics;

namespace DiffMH.Tests.Oracles;

/// <summary>Stationary derivatives of a small periodic Ising lattice from all its states. Shares no code with the engine or the plugin.</summary>
internal static class IsingStates
{
    /// <summary>E, E², M, |M|, M².</summary>
    public const int Observables = 5;

    /// <summary>dE[f]/dθ.</summary>
    /// <param name="side">L, at most 3.</param>
    /// <param name="theta">Where.</param>
    /// <param name="observable">Which of <see cref="Observables"/>.</param>
    /// <param name="parameter">0 for T, 1 for J, 2 for h.</param>
    public static double Slope(int side, (double T, double J, double H) theta, int observable, int parameter) => Stationary.Slope(
        value =>
        {
            var (t, j, h) = (parameter == 0 ? value : theta.T, parameter == 1 ? value : theta.J, parameter == 2 ? value : theta.H);
            var states = Enumerable.Range(0, 1 << (side * side)).Select(state => (Bonds: IsingChain.Bonds(state, side), Spins: (2 * BitOperations.PopCount((uint)state)) - (side * side)));
            var energies = states.Select(state => (Energy: -(j * state.Bonds) - (h * state.Spins), state.Spins)).ToArray();
            return ([.. energies.Select(state => -state.Energy / t)], [.. energies.Select(state => Observe(observable, state.Energy, state.Spins))]);
        },
        parameter switch { 0 => theta.T, 1 => theta.J, _ => theta.H });

    private static double Observe(int observable, double energy, double spins) => observable switch
    {
        0 => energy,
        1 => energy * energy,
        2 => spins,
        3 => Math.Abs(spins),
        _ => spins * spins,
    };
}
