namespace DiffMH.Engine.Kernels;

/// <summary>The sums of a finished lane.</summary>
public interface ILaneRow
{
    /// <summary>Adds them to the row of the lane's group.</summary>
    void AddTo(Span<double> groupRow);
}
