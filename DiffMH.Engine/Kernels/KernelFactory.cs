namespace DiffMH.Engine.Kernels;

/// <summary>Closes the generic kernels over the struct types of a model, which may come from a plugin's load context.</summary>
public static class KernelFactory
{
    /// <summary>The generic kernel of a label model.</summary>
    public static IBatchKernel Create(LabelProblem problem, KernelSettings settings) => throw new NotSupportedException();

    /// <summary>The generic kernel of a site model.</summary>
    public static IBatchKernel Create(SiteProblem problem, KernelSettings settings) => throw new NotSupportedException();
}
