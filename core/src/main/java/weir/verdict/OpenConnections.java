package weir.verdict;

/// Connections open when this one was accepted, this one included.
///
/// @param ofNetwork of the same /24 (v4) or /64 (v6)
/// @param inAll without those whose replies are being delayed: they take nobody's place
public record OpenConnections(int ofAddress, int ofNetwork, int inAll) {
  public static final OpenConnections NOT_COUNTED = new OpenConnections(0, 0, 0);

  public OpenConnections besides(int delayed) {
    return new OpenConnections(ofAddress, ofNetwork, Math.max(1, inAll - delayed));
  }
}
