package weir.agent.fence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.agent.fence.Capability.What;
import weir.agent.fence.Fence.Permitted;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.ConnectTrace;
import weir.agent.kernel.ControlGroups;
import weir.agent.kernel.PacketLogReader;
import weir.agent.kernel.RulesetListener;
import weir.agent.kernel.SocketTable;
import weir.agent.queue.Programs;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Tries what this kernel, this nft and whoever we are can do; nobody's traffic meets it. Rules are
/// handed to the kernel in a transaction that is called off (`nft -c`); what else is tried is ours.
public final class KernelProbe {
  /// A group of packets that nobody logs to.
  private static final int SPARE_GROUP = 60_025;

  private static final int ROOM = 64 * 1024;

  /// Since it nft knows all that the rules say.
  private static final int FIRST_MAJOR = 1;

  private static final Pattern VERSION = Pattern.compile("nftables v(\\d{1,3})\\.(\\S{1,20})");

  /// Parts of the rules, each on its own: which of them is missing says why the whole is refused.
  private static final Map<String, String> PARTS = parts();

  private final Programs programs;

  public KernelProbe(Programs programs) {
    this.programs = programs;
  }

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("tables for IPv4 and IPv6", "");
    parts.put("elements that run out", "set a { type inet_proto; flags timeout; }");
    parts.put(
        "counts for each user",
        "set a { type uid . inet_service; size 9; flags dynamic,timeout; timeout 1m; counter; }\n"
            + "chain c { update @a { meta skuid . tcp dport } }");
    parts.put(
        "networks with ports that run out",
        "set a { type ipv4_addr . inet_service; flags interval,timeout; }\n"
            + "chain c { ip daddr . tcp dport @a accept; }");
    parts.put(
        "limits for each user",
        "set a { type uid; size 9; flags dynamic,timeout; timeout 1m; }\n"
            + "chain c { update @a { meta skuid limit rate over 9/second } drop; }");
    parts.put("packets handed on", "chain c { log group 60025 snaplen 96 queue-threshold 1; }");
    parts.put("refusals", "chain c { reject with tcp reset; }");
    return parts;
  }

  /// Tries everything; takes some tenths of a second.
  public List<Capability> look() throws InterruptedException {
    List<Capability> found = new ArrayList<>();
    found.add(version());
    found.add(found.getFirst().works() ? rules() : none(What.RULES, "there is no nft to ask"));
    found.add(cgroups());
    found.add(
        tried(
            What.PACKETS,
            "the kernel hands on who is held",
            "the kernel does not hand on who is held: he is counted, and not named",
            () -> PacketLogReader.open(SPARE_GROUP, ROOM).close()));
    found.add(
        tried(
            What.DESTROY,
            "a held connection is ended at once",
            "a held connection is not ended at once: its process waits for a second",
            KernelProbe::destroy));
    found.add(
        tried(
            What.CALLERS,
            "the kernel says who calls connect (eBPF)",
            "the kernel does not say who calls connect (eBPF)",
            () -> ConnectHook.open(Set.of(SPARE_GROUP)).close()));
    found.add(
        tried(
            What.TRACING,
            "the kernel says it by its tracing as well",
            "the kernel does not say it by its tracing",
            () -> ConnectTrace.open(Set.of(SPARE_GROUP)).close()));
    found.add(
        tried(
            What.NEWS,
            "the kernel tells who changes rules",
            "the kernel does not tell who changes rules: a removed fence is found at the next look",
            () -> RulesetListener.open().close()));
    return found;
  }

  /// Why no fence can be put up here; empty where one can.
  public static Optional<String> belowTheFloor(List<Capability> found) {
    return found.stream()
        .filter(it -> !it.works() && (it.what() == What.NFT || it.what() == What.RULES))
        .map(Capability::says)
        .findFirst();
  }

  private Capability version() throws InterruptedException {
    try {
      String said = programs.run(List.of("nft", "--version"), "").output();
      Matcher version = VERSION.matcher(said);
      if (!version.find()) {
        return none(What.NFT, "nft does not say its version");
      }
      boolean known = Integer.parseInt(version.group(1)) >= FIRST_MAJOR;
      String name = "nft " + version.group(1) + "." + version.group(2);
      return new Capability(
          What.NFT, known, known ? name : name + " is older than 1.0: take it from backports");
    } catch (IOException _) {
      return none(What.NFT, "there is no nft (package nftables)");
    }
  }

  private Capability rules() throws InterruptedException {
    Fence fence =
        new Fence(
            new TreeSet<>(Set.of(25)),
            new TreeSet<>(Set.of(587)),
            List.of(new Permitted(IpPrefix.of("192.0.2.1"), 25)),
            new TreeSet<>(),
            new TreeSet<>(),
            true);
    String text =
        Ruleset.of(fence, Optional.of(Duration.ofMinutes(1)))
            .replace(Ruleset.TABLE, Ruleset.TABLE + "_probe");
    Optional<String> whole = refusal(text);
    if (whole.isEmpty()) {
      return new Capability(What.RULES, true, "this kernel and this nft take the fence");
    }
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      if (refusal(table(part.getValue())).isPresent()) {
        return none(What.RULES, "this kernel or this nft has no " + part.getKey());
      }
    }
    return none(What.RULES, "nft does not take the fence: " + whole.get());
  }

  private static String table(String content) {
    return "table " + Ruleset.TABLE + "_probe {\n" + content + "\n}\n";
  }

  private Capability cgroups() throws InterruptedException {
    try {
      ControlGroups.root();
    } catch (IOException e) {
      return none(What.CGROUPS, "control groups cannot be exempt: " + e.getMessage());
    }
    Optional<String> refused =
        refusal(table("set a { type cgroupsv2; }\nchain c { socket cgroupv2 level 1 @a accept; }"));
    return refused.isEmpty()
        ? new Capability(What.CGROUPS, true, "control groups can be exempt")
        : none(What.CGROUPS, "control groups cannot be exempt: " + refused.get());
  }

  /// What nft says against a text; empty where it would be taken.
  private Optional<String> refusal(String text) throws InterruptedException {
    try {
      new Nft(programs).check(text);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /// A connection of our own, within this host.
  private static void destroy() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        SocketTable table = SocketTable.open()) {
      boolean ended =
          table.destroy(
              IpAddress.of(socket.getLocalAddress()),
              socket.getLocalPort(),
              IpAddress.of(socket.getInetAddress()),
              socket.getPort());
      if (!ended) {
        throw new IOException("a connection of our own was not found");
      }
    }
  }

  private interface Try {
    void run() throws IOException;
  }

  private static Capability tried(What what, String works, String without, Try attempt) {
    try {
      attempt.run();
      return new Capability(what, true, works);
    } catch (IOException e) {
      return none(what, without + ": " + e.getMessage());
    }
  }

  private static Capability none(What what, String says) {
    return new Capability(what, false, says);
  }
}
