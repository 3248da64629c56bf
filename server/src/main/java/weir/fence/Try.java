package weir.fence;

/// One try of a fence.
///
/// @param to an address
/// @param wanted `shut`, `observed`, `unwatched` (the fence has nothing to do with that port) or
///   `reached`
/// @param found an outcome as people write it, or of a permitted server `reached` or why not
/// @param good whether that is as wanted
public record Try(String to, int port, String wanted, String found, boolean good) {

  /// For people.
  public String words() {
    return "%s port %d: %s, wanted %s".formatted(to, port, found, wanted);
  }
}
