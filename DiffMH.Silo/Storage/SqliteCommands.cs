using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>Statements with parameters in one call.</summary>
internal static class SqliteCommands
{
    /// <summary>Carries out a statement, or several.</summary>
    /// <returns>How many rows were changed.</returns>
    public static int Execute(this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(text, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first number or text of an answer; null where there is none.</summary>
    public static object? Scalar(this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(text, parameters);
        return command.ExecuteScalar();
    }

    /// <summary>All rows of an answer.</summary>
    public static List<T> Rows<T>(this SqliteConnection connection, Func<SqliteDataReader, T> row, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(text, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static SqliteCommand Command(this SqliteConnection connection, string text, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();   // in the connection's transaction, where there is one
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
