package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import weir.smtp.BufferPool;
import weir.smtp.Extensions;
import weir.smtp.Reply;

/// One connection to a mail server, greeted, for who has something else to say than a message.
///
/// No health is kept and nothing is tried again. One thread at a time.
public final class BareHop implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  private final HopPool pool;
  private final HopConnection connection;

  private BareHop(HopPool pool, HopConnection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /// Connects as a message would: greeting, EHLO or LHLO, TLS, login.
  ///
  /// @param ownName said in EHLO
  /// @throws IOException with the reason, for an operator
  public static BareHop open(MailServer server, String ownName) throws IOException {
    BufferPool buffers = new BufferPool(BUFFER, 1);
    HopConnector connector = new HopConnector(server, ownName, buffers, System::nanoTime, _ -> {});
    HopPool pool = new HopPool("bare", connector, server, System::nanoTime);
    boolean proxy = server.identity() == HopSettings.Identity.PROXY;
    byte[] header = proxy ? SmtpHop.PROXY_FOR_OURSELVES : SmtpHop.NO_PROXY_HEADER;
    return new BareHop(pool, pool.open(header, null));
  }

  /// What the server says it is, on one line.
  public String greeting() {
    return connection.greeting();
  }

  public Extensions extensions() {
    return connection.extensions();
  }

  /// Sends a command and waits for its answer.
  public Reply ask(String command, Duration patience) throws IOException {
    connection.within(patience, command);
    try {
      return connection.ask(command);
    } catch (IOException e) {
      throw new IOException(connection.cause(e), e);
    }
  }

  /// Sends these octets as they are. After `patience` from here the connection is closed.
  public void send(byte[] octets, Duration patience) throws IOException {
    connection.within(patience, "an answer");
    HopOutput out = connection.output();
    try {
      out.write(octets, 0, octets.length);
      out.flush();
    } finally {
      out.release();
    }
  }

  /// The next answer.
  ///
  /// @throws IOException when none comes: too late where [#isSilent] says so, else the connection
  ///   has ended
  public Reply hear() throws IOException {
    return connection.reply();
  }

  /// Whether the time for an answer was over.
  public boolean isSilent() {
    return connection.hasExpired();
  }

  @Override
  public void close() {
    pool.drop(connection);
  }
}
