namespace DiffMH;

/// <summary>How the derivative of an accept/reject coin is spread over its two outcomes. All are unbiased; they differ in variance.</summary>
public enum Scheme
{
    /// <summary>−∂α where accepted, +∂α where rejected: the measure-valued derivative of the coin.</summary>
    Symmetric = 0,

    /// <summary>max(0, −∂α)/α where accepted, max(0, ∂α)/(1 − α) where rejected; one parameter only (arXiv:2306.07961). Infinite variance on continuous targets.</summary>
    OneSided = 1,

    /// <summary>−∂log r where accepted, 0 where rejected.</summary>
    Accept = 2,

    /// <summary>0 where accepted, ∂α/(1 − α) where rejected. Infinite variance on continuous targets.</summary>
    Reject = 3,
}
