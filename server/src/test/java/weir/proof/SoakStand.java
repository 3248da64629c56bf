package weir.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weir.dns.Zone;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.standin.StandInNameServer;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// The server of a [Soak], in a process of its own with the checks as shipped, and what is around
/// it: a name server that knows the clients, a mail server behind example.com, and mailboxes of
/// example.org.
final class SoakStand implements AutoCloseable {
  private final Path folder;
  private final StandInNameServer names;
  private final Child child;
  private final Behind.Mailbox mailbox;
  private SinkMta sink;
  private long journalBefore;
  private long transactionsBefore;

  private SoakStand(
      Path folder, StandInNameServer names, SinkMta sink, Child child, Behind.Mailbox mailbox) {
    this.folder = folder;
    this.names = names;
    this.sink = sink;
    this.child = child;
    this.mailbox = mailbox;
  }

  static SoakStand start(Path folder) throws IOException {
    StandInNameServer names =
        StandInNameServer.start(
            Zone.parse(zone()), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SinkMta sink = SinkMta.start();
    Path mail = folder.resolve("mail");
    String settings = settings(folder, names.address().getPort(), sink.port(), mail);
    Child child = Child.start(folder, List.of(), settings);
    return new SoakStand(
        folder, names, sink, child.awaitReady(), new Behind.Mailbox(mail, "ann@example.org"));
  }

  /// Every client has a name that leads back, and their domain takes mail.
  private static String zone() {
    StringBuilder zone = new StringBuilder("ttl 60\n");
    for (SoakClient kind : SoakClient.values()) {
      for (int n = 1; n <= SoakClient.ADDRESSES; n++) {
        String address = kind.address(n).getHostAddress();
        String name = kind.name().toLowerCase(Locale.ROOT) + n + ".example.net";
        zone.append(address).append(" PTR ").append(name).append('\n');
        zone.append(name).append(" A ").append(address).append('\n');
      }
    }
    return zone.append("example.net MX 10 mail.example.net\n")
        .append("mail.example.net A 127.0.0.1\n")
        .toString();
  }

  private static String settings(Path folder, int dns, int hop, Path mail) {
    TlsFiles tls;
    try {
      tls =
          SelfMade.in(
              folder.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
    } catch (TlsProblem e) {
      throw new IllegalStateException(e);
    }
    String blocked = SoakClient.REFUSED.address(0).getHostAddress();
    return """
    host-name = 'mx.example.com'
    folder = '%1$s/var'
    journal.folder = '%1$s/journal'
    dns.servers = ['127.0.0.1:%2$d']
    tls.certificate = '%3$s'
    tls.key = '%4$s'
    hops.inner.type = 'smtp'
    hops.inner.address = '127.0.0.1:%5$d'
    hops.mailboxes.type = 'maildir'
    hops.mailboxes.root = '%6$s'
    domains."example.com".hop = 'inner'
    domains."example.com".recipients = ['ann']
    domains."example.org".hop = 'mailboxes'
    domains."example.org".recipients = ['ann']
    checks.access.block = ['%7$s/26']
    """
        .formatted(folder, dns, tls.certificate(), tls.key(), hop, mail, blocked);
  }

  int port() {
    return child.port();
  }

  /// What has arrived since the last time, on both sides. The mail server begins again with nothing
  /// in memory, so that hours of mail have room.
  List<byte[]> take() {
    List<byte[]> messages = new ArrayList<>(mailbox.take());
    sink.messages().stream().map(SinkMessage::content).forEach(messages::add);
    int port = sink.port();
    sink.close();
    sink = SinkMta.startAt(port);
    return messages;
  }

  private long journalOctets() throws IOException {
    long octets = 0;
    for (Path file : files(folder.resolve("journal"))) {
      try {
        octets += Files.size(file);
      } catch (NoSuchFileException gone) {
        // Files of SQLite come and go.
      }
    }
    return octets;
  }

  /// A reading, after a collection of everything.
  ///
  /// @param transactions so far, more than at the last reading
  Vitals look(Duration at, long transactions) throws IOException {
    long heap = LiveHeap.octets(child.pid()) / 1024;
    long journal = journalOctets();
    long perTransaction = (journal - journalBefore) / (transactions - transactionsBefore);
    journalBefore = journal;
    transactionsBefore = transactions;
    return new Vitals(
        at,
        heap,
        child.residentKilobytes(),
        child.proportionalKilobytes(),
        child.threads(),
        child.descriptors(),
        perTransaction,
        spoolFiles(),
        transactions);
  }

  /// Messages under way: on disk while they are judged, or not yet in their mailbox.
  private int spoolFiles() throws IOException {
    int count = files(folder.resolve("var/passing")).size();
    for (Path file : files(folder.resolve("mail"))) {
      count += file.getParent().endsWith("tmp") ? 1 : 0;
    }
    return count;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// May be called more than once.
  @Override
  public void close() {
    child.close();
    sink.close();
    names.close();
  }
}
