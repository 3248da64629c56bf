package weir.nexthop;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Speaks with a mail server, on a connection that rests or on a new one, and notes what that says
/// of the server's health.
///
/// What meets a resting connection that turns out to be dead is said once more on a new one, unless
/// it may have taken effect already.
final class HopContact implements AutoCloseable {

  /// What is said on one connection. Used once, by one thread.
  interface Conversation<T> {

    /// Says it.
    ///
    /// @throws IOException when the connection is of no more use
    T hold() throws IOException;

    /// What came of it where the connection broke and nothing is tried again.
    ///
    /// @param cause for the journal
    T broken(String cause);

    /// Whether something was sent that may have taken effect, so that it must not be said again.
    boolean isCommitted();

    /// Whether the connection stands where a new MAIL may come.
    boolean reusable();
  }

  private final HopPool pool;
  private final HopHealth health;
  private final Predicate<HopConnection> mayRest;

  /// @param mayRest whether a connection in good order is kept for somebody else
  HopContact(HopPool pool, HopHealth health, Predicate<HopConnection> mayRest) {
    this.pool = pool;
    this.health = health;
    this.mayRest = mayRest;
  }

  /// @param proxyHeader sent first on a new connection, may be empty
  /// @param latest nanoTime at which it is given up whatever the settings allow; null for no such
  ///   time
  /// @throws IOException when there is no connection to be had, or the server refuses us
  ///   ([OurFaultException])
  <T> T speak(
      Function<HopConnection, Conversation<T>> what, byte[] proxyHeader, @Nullable Long latest)
      throws IOException {
    Optional<HopConnection> resting = pool.takeResting();
    if (resting.isPresent()) {
      Optional<T> outcome = onConnection(resting.get(), what, latest, true);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      pool.dropResting();
    }
    return onConnection(open(proxyHeader, latest), what, latest, false).orElseThrow();
  }

  /// Empty: the connection had rested and was found dead, and it may be said again.
  private <T> Optional<T> onConnection(
      HopConnection connection,
      Function<HopConnection, Conversation<T>> what,
      @Nullable Long latest,
      boolean rested)
      throws IOException {
    connection.notAfter(latest);
    Conversation<T> conversation = what.apply(connection);
    boolean kept = false;
    try {
      T outcome = conversation.hold();
      health.succeeded();
      kept = conversation.reusable();
      return Optional.of(outcome);
    } catch (OurFaultException e) {
      throw e;
    } catch (IOException e) {
      boolean again = rested && !conversation.isCommitted() && !connection.hasExpired();
      return again ? Optional.empty() : Optional.of(conversation.broken(connection.cause(e)));
    } finally {
      connection.notAfter(null);
      putAway(connection, kept);
    }
  }

  private void putAway(HopConnection connection, boolean kept) {
    if (!kept) {
      pool.drop(connection);
    } else if (mayRest.test(connection)) {
      pool.giveBack(connection);
    } else {
      pool.retire(connection);
    }
  }

  /// Connects, says nothing, and keeps the connection for who comes next.
  void knock(byte[] proxyHeader) throws IOException {
    putAway(open(proxyHeader, null), true);
  }

  private HopConnection open(byte[] proxyHeader, @Nullable Long latest) throws IOException {
    try {
      HopConnection connection = pool.open(proxyHeader, latest);
      health.succeeded();
      return connection;
    } catch (OurFaultException e) {
      health.refused(HopConnection.message(e));
      throw e;
    } catch (IOException e) {
      health.failed(HopConnection.message(e));
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
