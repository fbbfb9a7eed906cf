// One import is enough for a service that embeds the engine: commands, events and read models come with it.
@_exported public import EventModel
@_exported public import Processes
@_exported public import ReadModels
