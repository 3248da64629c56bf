package weir.bench.outbound;

/// What becomes of recipients, each as a share.
///
/// @param bad their address does not exist
/// @param blocked their server says that it is spam, or that we are on a list
/// @param deferred to be tried again
record Fates(double bad, double blocked, double deferred) {
  Fates blocked(double more) {
    return new Fates(bad, Math.min(1, blocked + more), deferred);
  }
}
