package weir.incident;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import weir.likeness.Template;
import weir.net.IpPrefix;

/// By what one incident is known again in another one.
///
/// @param incident its id
/// @param began when it did
/// @param subjects shapes that at least half of its messages have
/// @param networks of clients that handed its messages in
/// @param templates that at least half of its messages have
/// @param links sites that at least half of its messages link to, without those that many link to
public record Traits(
    String incident,
    Instant began,
    Set<String> subjects,
    Set<IpPrefix> networks,
    Set<Template> templates,
    Set<String> links) {
  public Traits {
    subjects = Set.copyOf(subjects);
    networks = Set.copyOf(networks);
    templates = Set.copyOf(templates);
    links = Set.copyOf(links);
  }

  /// Of which nobody has seen the texts.
  public Traits(String incident, Instant began, Set<String> subjects, Set<IpPrefix> networks) {
    this(incident, began, subjects, networks, Set.of(), Set.of());
  }

  /// The same without links that say nothing of who sends them.
  public Traits without(Set<String> common) {
    Set<String> rest = new HashSet<>(links);
    rest.removeAll(common);
    return new Traits(incident, began, subjects, networks, templates, rest);
  }
}
