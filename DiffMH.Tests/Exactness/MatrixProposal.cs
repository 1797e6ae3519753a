namespace DiffMH.Tests.Exactness;

/// <summary>Labels proposed by an arbitrary matrix, staying allowed.</summary>
/// <param name="matrix">Rows of probabilities.</param>
public readonly struct MatrixProposal(double[,] matrix) : ILabelProposal
{
    public int Propose(int label, ref RandomStream stream)
    {
        var u = stream.NextUniform();
        var other = 0;
        for (var sum = matrix[label, 0]; u >= sum && other < matrix.GetLength(1) - 1; sum += matrix[label, other])
        {
            other++;
        }

        return other;
    }

    public double Probability(int from, int to) => matrix[from, to];
}
