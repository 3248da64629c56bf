package weir.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What qmail-smtpd, qmail-queue and qmail-send of qmail 1.03 do with a client's message, as far as
/// the client and the log can tell. Debian has no qmail: this was written from its documented
/// behaviour, and nobody ran it beside a real one.
///
/// It is for `example.com`, with mailboxes for `ann`, `bob` and `postmaster`, and takes every
/// recipient there: who has no mailbox is found out after the message was taken, by a bounce.
public final class QmailStandIn implements AutoCloseable {

  /// What is behind the files of `control`.
  ///
  /// @param rcptHosts domains and `.suffixes` that mail is taken for
  /// @param badMailFrom senders, or `@domain`
  /// @param dataBytes the most octets of a message, 0 for no bound
  public record Control(Set<String> rcptHosts, Set<String> badMailFrom, long dataBytes) {
    public Control {
      rcptHosts = Set.copyOf(rcptHosts);
      badMailFrom = Set.copyOf(badMailFrom);
    }

    /// Mail for `example.com`, of anybody and any size.
    public static Control usual() {
      return new Control(Set.of("example.com"), Set.of(), 0);
    }
  }

  /// A message in a mailbox.
  ///
  /// @param content with LF line ends, as qmail keeps it
  public record Delivered(String sender, String mailbox, String content) {}

  private static final Set<String> MAILBOXES = Set.of("ann", "bob", "postmaster");

  private final ServerSocket listener;
  private final Control control;
  private final AtomicInteger processes = new AtomicInteger(4711);
  private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private QmailStandIn(ServerSocket listener, Control control) {
    this.listener = listener;
    this.control = control;
  }

  /// Starts one on a free port of 127.0.0.1.
  public static QmailStandIn start(Control control) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      QmailStandIn qmail = new QmailStandIn(listener, control);
      Thread.ofVirtual().name("tcpserver").start(qmail::accept);
      return qmail;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// What is in the mailboxes, oldest first.
  public List<Delivered> delivered() {
    return List.copyOf(delivered);
  }

  /// The lines of qmail-send's log, without their times.
  public List<String> log() {
    return List.copyOf(log);
  }

  /// The commands of all clients, as they came.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().name("qmail-smtpd").start(() -> converse(socket));
      } catch (IOException e) {
        return; // the listener was closed
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      new QmailConversation(this, control, socket).run();
    } catch (IOException e) {
      open.remove(socket); // the client is gone
    } finally {
      open.remove(socket);
    }
  }

  void heard(String command) {
    commands.add(command);
  }

  /// qmail-queue and qmail-send: the message is in the queue, and then in mailboxes, or bounced.
  ///
  /// @return the process id of qmail-queue
  int queue(String sender, List<String> recipients, String content) {
    int process = processes.incrementAndGet();
    int message = process + 100_000;
    log.add("new msg " + message);
    log.add(
        "info msg %d: bytes %d from <%s> qp %d uid 7791"
            .formatted(message, content.length(), sender, process));
    boolean bounce = false;
    for (String recipient : recipients) {
      int delivery = processes.incrementAndGet();
      log.add("starting delivery %d: msg %d to local %s".formatted(delivery, message, recipient));
      String mailbox = recipient.substring(0, Math.max(0, recipient.lastIndexOf('@')));
      boolean known = MAILBOXES.contains(mailbox);
      if (known) {
        delivered.add(new Delivered(sender, mailbox, content));
      }
      bounce |= !known;
      log.add(
          "delivery %d: %s"
              .formatted(
                  delivery,
                  known
                      ? "success: did_1+0+0/"
                      : "failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/"));
    }
    if (bounce) {
      log.add("bounce msg %d qp %d".formatted(message, processes.incrementAndGet()));
    }
    log.add("end msg " + message);
    return process;
  }

  /// Cuts every connection and stops listening.
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
