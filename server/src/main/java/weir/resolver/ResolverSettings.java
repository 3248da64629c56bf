package weir.resolver;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import weir.config.ByteSize;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;

/// How the resolver asks and remembers.
@Doc("Which name servers are asked, how long we wait for them, and what is remembered.")
public record ResolverSettings(
    @Doc(
            "The name servers to ask, in this order, each an address with or without a port, such as"
                + " `127.0.0.1` or `[::1]:5353`. They must be recursive; one on this host is best,"
                + " for many block lists answer no public ones. Empty: those of"
                + " `/etc/resolv.conf`.")
        @Default("[]")
        List<String> servers,
    @Doc(
            "A question that is not answered by then has failed, however many name servers were"
                + " asked. What a failure means is said by each check.")
        @Default("5s")
        @Range(from = "10ms", to = "60s")
        Duration deadline,
    @Doc(
            "A name server that did not answer by then is asked no longer for this question: the"
                + " next one is, or the same again where there is only one. The last one may take"
                + " all the time that is left.")
        @Default("1s")
        @Range(from = "10ms", to = "60s")
        Duration patience,
    @Doc(
            "A name server that answers nobody is left alone; after this time, and then again and"
                + " again, we look whether it is back. When all are silent, questions fail at once.")
        @Default("2s")
        @Range(from = "10ms", to = "10m")
        Duration retryDown,
    @Doc("How many questions may be under way at a time. One more fails at once.")
        @Default("4096")
        @Range(from = "1", to = "100000")
        int inFlight,
    @Doc("How much memory remembered answers may take, about. The least used go first.")
        @Default("24MB")
        @Range(from = "64KB", to = "4GB")
        ByteSize memory,
    @Doc("Answers are remembered at least this long, whatever the name server says.")
        @Default("5s")
        @Range(to = "1h")
        Duration minTtl,
    @Doc("Answers are remembered at most this long.") @Default("1h") @Range(to = "7d")
        Duration maxTtl,
    @Doc("That a name or record does not exist is remembered at most this long.")
        @Default("15m")
        @Range(to = "7d")
        Duration maxNegativeTtl,
    @Doc(
            "That a name or record does not exist is remembered this long when the answer does not"
                + " say how long it holds, as with some block lists.")
        @Default("30s")
        @Range(to = "1h")
        Duration bareNegativeTtl,
    @Doc("A failure is remembered this long, so that a dead domain does not cost us a wait each.")
        @Default("5s")
        @Range(to = "5m")
        Duration failureTtl)
    implements Checked {

  /// More name servers than this help nobody.
  static final int MAX_SERVERS = 8;

  /// What holds when nothing is set.
  public static final ResolverSettings DEFAULT =
      new ResolverSettings(
          List.of(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          4096,
          ByteSize.parse("24MB"),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  public ResolverSettings {
    servers = List.copyOf(servers);
    if (servers.size() > MAX_SERVERS) {
      throw new IllegalArgumentException("servers: more than " + MAX_SERVERS);
    }
    for (String server : servers) {
      if (ResolvConf.parse(server).isEmpty()) {
        throw new IllegalArgumentException(
            "servers: not an address with or without a port, such as \"127.0.0.1\" or"
                + " \"[::1]:5353\": "
                + server);
      }
    }
  }

  @Override
  public void check(Problems problems) {
    if (minTtl.compareTo(maxTtl) > 0 && problems.isKnown("max-ttl")) {
      problems.add("min-ttl", "is longer than max-ttl");
    }
  }

  /// The same with other name servers.
  public ResolverSettings withServers(List<String> others) {
    return new ResolverSettings(
        others,
        deadline,
        patience,
        retryDown,
        inFlight,
        memory,
        minTtl,
        maxTtl,
        maxNegativeTtl,
        bareNegativeTtl,
        failureTtl);
  }

  List<InetSocketAddress> addresses() {
    List<InetSocketAddress> all =
        servers.isEmpty()
            ? ResolvConf.servers(Path.of("/etc/resolv.conf"))
            : servers.stream().map(server -> ResolvConf.parse(server).orElseThrow()).toList();
    return all.subList(0, Math.min(all.size(), MAX_SERVERS));
  }
}
