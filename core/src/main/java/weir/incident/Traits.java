package weir.incident;

import java.time.Instant;
import java.util.Set;
import weir.net.IpPrefix;

/// By what one incident is known again in another one.
///
/// @param incident its id
/// @param began when it did
/// @param subjects shapes that at least half of its messages have
/// @param networks of clients that handed its messages in
public record Traits(String incident, Instant began, Set<String> subjects, Set<IpPrefix> networks) {
  public Traits {
    subjects = Set.copyOf(subjects);
    networks = Set.copyOf(networks);
  }
}
