namespace DiffMH;

/// <summary>Marks a call of a grain that changes nothing and may be made by everybody. All others need the token of the silos, where they have one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadingAttribute : Attribute;
