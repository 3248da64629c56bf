package weir.verdict;

import java.util.Optional;

/// What is known so far of a session, whatever its transactions are. Immutable.
///
/// @param attributes what host rules set for the client
/// @param tls whether the client speaks TLS now
public record SessionFacts(
    Connection connection,
    Optional<Hello> hello,
    Optional<Login> login,
    Attributes attributes,
    boolean tls,
    ClientName clientName,
    SessionCounts counts) {

  /// Of a connection of which nothing more is known yet.
  static SessionFacts of(Connection connection) {
    return new SessionFacts(
        connection,
        Optional.empty(),
        Optional.empty(),
        Attributes.NONE,
        false,
        new ClientName.NotKnown(),
        SessionCounts.NONE);
  }

  SessionFacts withHello(Hello said) {
    return new SessionFacts(
        connection, Optional.of(said), login, attributes, tls, clientName, counts);
  }

  SessionFacts withLogin(Login checked) {
    return new SessionFacts(
        connection, hello, Optional.of(checked), attributes, tls, clientName, counts);
  }

  SessionFacts withAttributes(Attributes set) {
    return new SessionFacts(connection, hello, login, set, tls, clientName, counts);
  }

  SessionFacts withTls() {
    return new SessionFacts(connection, hello, login, attributes, true, clientName, counts);
  }

  SessionFacts withClientName(ClientName found) {
    return new SessionFacts(connection, hello, login, attributes, tls, found, counts);
  }

  SessionFacts withCounts(SessionCounts now) {
    return new SessionFacts(connection, hello, login, attributes, tls, clientName, now);
  }

  /// Nobody has said hello or logged in.
  SessionFacts anew() {
    return new SessionFacts(
        connection, Optional.empty(), Optional.empty(), attributes, tls, clientName, counts);
  }
}
