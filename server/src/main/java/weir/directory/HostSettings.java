package weir.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Host;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.net.IpPrefix;

/// A table `[hosts.NAME]`: a machine of the provider's, by its own name for it.
@Doc("A machine of the provider's, by the provider's own name for it.")
public record HostSettings(
    @Doc("Its addresses, and networks that are all its own.") @Default("[]")
        List<IpPrefix> addresses,
    @Doc(
            "What it does. Behind a host with `nat` (address translation, a proxy) many customers stand.")
        @Default("[]")
        List<Host.Role> roles,
    @Doc("Mail servers that run on it.") @Default("[]") List<Host.MailServer> servers,
    @Doc("Addresses that it had, or has only for a time.") List<Had> had,
    @Doc(
            "Other names that logs, settings or the accounts have for it. A name with its domain and its first label alone are one without it, where no other host has that label.")
        @Default("[]")
        List<String> aliases)
    implements Checked {

  public HostSettings {
    addresses = List.copyOf(addresses);
    roles = List.copyOf(roles);
    servers = List.copyOf(servers);
    had = List.copyOf(had);
    aliases = List.copyOf(aliases);
  }

  /// An address with the time for which it was the host's.
  @Doc("An address with the time for which it was the host's.")
  public record Had(
      @Doc("The address or network.") IpPrefix address,
      @Doc("Its first day or moment, as `2026-03-01` or `2026-03-01T12:00:00Z`.")
          Optional<String> from,
      @Doc("The first day or moment after it.") Optional<String> to)
      implements Checked {

    Host.Address read() {
      return new Host.Address(
          address,
          from.flatMap(Moment::parse).orElse(Instant.MIN),
          to.flatMap(Moment::parse).orElse(Instant.MAX));
    }

    @Override
    public void check(Problems problems) {
      boolean began = time("from", from, problems);
      boolean ended = time("to", to, problems);
      if (began && ended && !start().isBefore(end())) {
        problems.add("to", "must be after from");
      }
    }

    private static boolean time(String key, Optional<String> text, Problems problems) {
      boolean good = text.isEmpty() || Moment.parse(text.get()).isPresent();
      if (!good) {
        problems.add(key, "is no time such as 2026-03-01 or 2026-03-01T12:00:00Z");
      }
      return good;
    }

    private Instant start() {
      return from.flatMap(Moment::parse).orElse(Instant.MIN);
    }

    private Instant end() {
      return to.flatMap(Moment::parse).orElse(Instant.MAX);
    }
  }

  @Override
  public void check(Problems problems) {
    if (problems.isKnown("addresses")) {
      addresses.stream()
          .filter(prefix -> prefix.length() == 0)
          .forEach(_ -> problems.add(KeyPath.of("addresses"), "all addresses are no host's own"));
    }
  }

  Host host(String name) {
    List<Host.Address> all = new ArrayList<>();
    addresses.forEach(prefix -> all.add(Host.Address.always(prefix)));
    had.forEach(each -> all.add(each.read()));
    return new Host(
        name, all, set(Host.Role.class, roles), set(Host.MailServer.class, servers), aliases);
  }

  private static <E extends Enum<E>> Set<E> set(Class<E> type, List<E> all) {
    Set<E> set = EnumSet.noneOf(type);
    set.addAll(all);
    return set;
  }
}
