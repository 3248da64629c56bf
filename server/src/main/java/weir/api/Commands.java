package weir.api;

/// What is behind the socket.
@FunctionalInterface
public interface Commands {
  /// Carries a request out. What cannot be done is an [Answer.Failed], not an exception.
  ///
  /// @param by the user who asks, as the kernel knows them
  Answer answer(Request request, String by) throws InterruptedException;
}
