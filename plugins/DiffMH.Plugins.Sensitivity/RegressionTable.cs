namespace DiffMH.Plugins.Sensitivity;

/// <summary>X and y of a regression, a row for each observation.</summary>
internal sealed class RegressionTable
{
    private const string Setting = "data";

    private readonly double[] covariates;
    private readonly double[] responses;

    private RegressionTable(double[] covariates, double[] responses) => (this.covariates, this.responses) = (covariates, responses);

    /// <summary>How many observations there are.</summary>
    public int Rows => responses.Length;

    /// <summary>How many coefficients there are, the constant term among them.</summary>
    public int Coefficients => covariates.Length / responses.Length;

    /// <summary>xᵢ, with 1 before it where there is a constant term.</summary>
    public ReadOnlySpan<double> Covariates(int row) => covariates.AsSpan(row * Coefficients, Coefficients);

    /// <summary>yᵢ.</summary>
    public double Response(int row) => responses[row];

    /// <summary>The table in a file.</summary>
    /// <exception cref="SettingException">It is no table with a covariate and a response.</exception>
    public static RegressionTable Of(DataFile file, bool hasIntercept)
    {
        var numbers = Parse(file);
        if (numbers.Columns < 2)
        {
            throw Wrong($"{(numbers.Columns == 0 ? "no line has a number" : "each line has 1 number")}; each must have one covariate or more, then the response");
        }

        var rows = new List<double>(numbers.Rows * numbers.Columns);
        for (var row = 0; row < numbers.Rows; row++)
        {
            if (hasIntercept)
            {
                rows.Add(1);
            }

            for (var column = 0; column < numbers.Columns - 1; column++)
            {
                rows.Add(numbers[row, column]);
            }
        }

        return new([.. rows], numbers.Column(numbers.Columns - 1));
    }

    private static NumberTable Parse(DataFile file)
    {
        try
        {
            return file.Numbers;
        }
        catch (FormatException problem)
        {
            throw Wrong($"{problem.Message}; a line of titles must begin with #");
        }
    }

    private static SettingException Wrong(string problem) => new(Setting, $"in the file {problem}.");
}
