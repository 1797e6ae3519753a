namespace DiffMH.Engine.Kernels;

/// <summary>A site model at one θ, as the observer of a lane needs it.</summary>
internal interface ISitePoint
{
    /// <summary>θ without derivatives.</summary>
    Real[] Theta { get; }

    /// <summary>For each of the p parameters, θ with its derivative; none where <see cref="Traced"/> takes their place.</summary>
    Dual[][] Directions { get; }

    /// <summary>θ that finds all derivatives at once; null where p is small.</summary>
    TracedTheta? Traced { get; }

    /// <summary>∂log g of the primal chain's state less that of the reference state, p numbers.</summary>
    /// <param name="state">The state.</param>
    /// <param name="score">p numbers to fill.</param>
    /// <exception cref="InvalidModelException">The way leads through states of density 0, where no score is defined.</exception>
    void Score(ISiteTallies state, Span<double> score);
}
