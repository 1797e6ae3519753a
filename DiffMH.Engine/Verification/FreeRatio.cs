using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>The log ratio of one change of one state as a function of θ.</summary>
/// <param name="target">The density.</param>
/// <param name="state">The state before the change.</param>
/// <param name="site">The site.</param>
/// <param name="value">Its new value.</param>
internal sealed class FreeRatio<TTarget>(TTarget target, byte[] state, int site, int value) : IScalarFunction
    where TTarget : struct, IFreeSiteTarget
{
    public string Name => $"the log ratio of giving site {site} the value {value}";

    public int Outputs => 1;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => outputs[0] = target.LogRatio(new PlainSites(state), site, value, inputs);
}
