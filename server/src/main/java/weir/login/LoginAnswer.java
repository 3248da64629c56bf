package weir.login;

/// What became of an attempt to log in.
public sealed interface LoginAnswer {

  /// Name and password belong together (235 2.7.0).
  ///
  /// @param login the name as the password file, or Dovecot, has it
  record Accepted(String login) implements LoginAnswer {}

  /// They do not, or there is no such name: nobody outside can tell which (535 5.7.8).
  record Denied() implements LoginAnswer {}

  /// Too many failures lately; the password was not even looked at (454 4.7.0).
  record TooManyFailures(Bound bound) implements LoginAnswer {}

  /// It could not be found out now (454 4.7.0): "could not tell" is not "no".
  record Unavailable(String cause) implements LoginAnswer {}

  /// Whose failures reached their bound.
  enum Bound {
    /// The client's network: /24 in IPv4, /64 in IPv6.
    PREFIX,
    /// The login name, from wherever.
    LOGIN
  }
}
