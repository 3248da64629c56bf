package weir.cli.accounts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import weir.account.AccountBook;
import weir.account.Host;
import weir.cli.output.Shown;
import weir.config.Nearest;

/// The host that somebody asks about, by whichever of its names.
final class AskedHost {
  private final String name;
  private final AccountBook book;
  private final Map<String, Boolean> seen = new HashMap<>();

  /// @param book the hosts of the configuration, and those that accounts have something on
  AskedHost(String name, AccountBook book) {
    this.name = name;
    this.book = book;
  }

  /// Whether it is the host of a message, as a log or the settings call that.
  boolean is(String host) {
    return seen.computeIfAbsent(host, it -> it.equals(name) || own(it).equals(own(name)));
  }

  private String own(String any) {
    return book.host(any).map(Host::name).orElse(any);
  }

  /// What is wrong with the name, for people; empty where somebody knows such a host.
  Optional<String> unknown() {
    Set<String> known = new TreeSet<>(seen.keySet());
    for (Host host : book.hosts()) {
      known.add(host.name());
      known.addAll(host.aliases());
    }
    book.everything().forEach(tenure -> tenure.identity().ofHost().ifPresent(known::add));
    return known.stream().anyMatch(this::is)
        ? Optional.empty()
        : Optional.of(
            "neither [hosts] nor the accounts have a host \"%s\"%s"
                .formatted(
                    Shown.text(name),
                    Nearest.to(name, known)
                        .map(it -> "; did you mean %s?".formatted(Shown.text(it)))
                        .orElse("")));
  }
}
