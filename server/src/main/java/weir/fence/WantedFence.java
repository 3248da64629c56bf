package weir.fence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Named;
import weir.agent.fence.Fence.Permitted;
import weir.agent.process.UserNames;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// The fence that settings ask for: names of servers, users and groups are looked up now.
public final class WantedFence {

  /// Looks up the addresses of a name, IPv4 and IPv6.
  @FunctionalInterface
  public interface Addresses {
    /// @throws IOException with a sentence where it has none, or that could not be told
    List<IpAddress> of(String name) throws IOException;
  }

  /// Looks up the number of a user or of a group.
  @FunctionalInterface
  public interface Numbers {
    /// @throws IOException with a sentence where there is none
    long of(String name) throws IOException;
  }

  private final Addresses addresses;
  private final Numbers users;
  private final Numbers groups;

  public WantedFence(Addresses addresses, Numbers users, Numbers groups) {
    this.addresses = addresses;
    this.users = users;
    this.groups = groups;
  }

  /// By the files and the resolver of the host that we run on.
  public static WantedFence onThisHost() {
    UserNames users = UserNames.read(Path.of("/etc/passwd"));
    UserNames groups = UserNames.read(Path.of("/etc/group"));
    return new WantedFence(
        WantedFence::addresses,
        name -> number(users, "user", name),
        name -> number(groups, "group", name));
  }

  private static long number(UserNames names, String kind, String name) throws IOException {
    return names
        .number(name)
        .orElseThrow(() -> new IOException("this host has no " + kind + " " + name));
  }

  /// All addresses of a name, or the address that it is.
  ///
  /// @throws IOException with a sentence where there are none
  public static List<IpAddress> addresses(String name) throws IOException {
    try {
      return Arrays.stream(InetAddress.getAllByName(name)).map(IpAddress::of).toList();
    } catch (UnknownHostException e) {
      throw new IOException("no address of " + name + " could be found", e);
    }
  }

  /// @throws IOException with a sentence where a name could not be looked up: a fence without a
  ///   server that is meant would cut mail off
  public Fence of(FenceSettings settings) throws IOException {
    SortedSet<Integer> ports = new TreeSet<>(settings.enforce());
    ports.addAll(settings.observe());
    List<Permitted> written = new ArrayList<>();
    List<Named> named = new ArrayList<>();
    for (String text : settings.permit()) {
      PermittedText each =
          PermittedText.parse(text).orElseThrow(() -> new IOException("no server: " + text));
      SortedSet<Integer> its =
          each.port().isPresent() ? new TreeSet<>(Set.of(each.port().getAsInt())) : ports;
      Optional<IpPrefix> servers = IpPrefix.parse(each.server());
      if (servers.isPresent()) {
        its.forEach(port -> written.add(new Permitted(servers.get(), port)));
      } else {
        named.add(new Named(each.server(), its, addresses.of(each.server())));
      }
    }
    return new Fence(
        new TreeSet<>(settings.enforce()),
        new TreeSet<>(settings.observe()),
        written.stream().distinct().toList(),
        named,
        numbers(settings.exemptUsers(), users),
        numbers(settings.exemptGroups(), groups),
        settings.exemptCgroups(),
        settings.forwarded());
  }

  private static SortedSet<Long> numbers(List<String> names, Numbers by) throws IOException {
    SortedSet<Long> all = new TreeSet<>();
    for (String name : names) {
      all.add(name.matches("\\d{1,10}") ? Long.parseLong(name) : by.of(name));
    }
    return all;
  }
}
