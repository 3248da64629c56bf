package weir.queue;

import java.nio.file.Path;
import java.util.Optional;

/// A file of a queue that belongs to a message.
///
/// @param path of it; by the time that it is read it may be gone
/// @param id of the message, by the file's name
/// @param state that its place says
/// @param queue the named queue that its place says, where it is not the usual one
public record QueueFile(Path path, String id, QueueState state, Optional<String> queue) {}
