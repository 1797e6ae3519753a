namespace DiffMH;

/// <summary>Where one silo takes plugins, if its settings let it. Key: the silo's address, as its reports have it. Holds nothing.</summary>
public interface IPluginInboxGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a plugin's folder into the silo's plugins folder, in place of one of that name, and returns when it can be used there or
    /// cannot, which takes seconds at most. Where it is there to the bit nothing changes.
    /// </summary>
    Task<PushReply> Push(PluginParcel parcel);
}
