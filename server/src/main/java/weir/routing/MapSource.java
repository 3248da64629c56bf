package weir.routing;

/// A map that is asked name by name.
@FunctionalInterface
public interface MapSource {
  /// Answers within a bound of its own, from memory or by asking; never throws for what goes wrong.
  ///
  /// @param name a domain, or an address with its local part in lower case
  MapAnswer ask(String name) throws InterruptedException;
}
