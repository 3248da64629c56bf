package weir.wire;

/// What happened during a timed look at the socket ([Wire#readFor]).
public sealed interface Arrival {

  /// The client sent something; the bytes are kept for the next read.
  ///
  /// @param bytes how many bytes are kept by now
  record Arrived(int bytes) implements Arrival {}

  /// The time passed and nothing came.
  record Quiet() implements Arrival {}

  /// The client is gone: end of stream, or a reset.
  record EndOfStream() implements Arrival {}

  /// Another thread of ours ended the wait ([Wire#recall]); a last reply can still be written.
  record CalledBack() implements Arrival {}
}
