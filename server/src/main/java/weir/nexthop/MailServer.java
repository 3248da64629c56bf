package weir.nexthop;

import java.util.Optional;

/// The settings of a mail server behind us, whichever of the two protocols it speaks.
public sealed interface MailServer permits HopSettings.Smtp, HopSettings.Lmtp {

  /// What is spoken with it.
  enum Protocol {
    /// RFC 5321.
    SMTP("EHLO"),
    /// RFC 2033: the same commands but the first, and after the final dot one answer for each
    /// recipient.
    LMTP("LHLO");

    private final String hello;

    Protocol(String hello) {
      this.hello = hello;
    }

    String hello() {
      return hello;
    }
  }

  Protocol protocol();

  HopAddress at();

  /// The same for people.
  default String where() {
    return at().toString();
  }

  HopSettings.Identity identity();

  HopSettings.Encryption tls();

  Optional<String> login();

  Optional<String> password();

  int connections();

  HopLimits limits();
}
