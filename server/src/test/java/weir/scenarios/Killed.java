package weir.scenarios;

/// The process is gone at this point, as by `kill -9`: nothing catches it.
final class Killed extends Error {
  private static final long serialVersionUID = 1L;
}
