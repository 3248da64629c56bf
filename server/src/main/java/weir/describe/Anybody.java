package weir.describe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.check.Check;
import weir.mail.Authors;
import weir.mail.Domain;
import weir.mail.Path;
import weir.net.IpAddress;
import weir.verdict.Connection;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.verdict.Message;
import weir.verdict.OpenConnections;
import weir.verdict.Role;
import weir.verdict.Sender;

/// A stranger, a bounce and a customer, each with a message: whom checks are about. A check that
/// looks at none of them has nothing to look in here, such as lists that nobody has named.
final class Anybody {
  private static final IpAddress SOMEWHERE = IpAddress.parse("203.0.113.7").orElseThrow();

  private static final Facts STRANGER =
      from(new Path.Mailbox("someone", new Domain("example.net")));
  private static final List<Facts> ALL =
      List.of(
          STRANGER,
          from(new Path.Null()),
          STRANGER.withLogin(new Login("customer@example.com", "PLAIN")));

  private Anybody() {}

  static boolean concernedBy(Check check) {
    return ALL.stream().anyMatch(check::looksAt);
  }

  private static Facts from(Path sender) {
    return Facts.of(
            new Connection(
                "describe",
                Instant.EPOCH,
                SOMEWHERE,
                40_000,
                SOMEWHERE,
                25,
                "mx",
                Role.MX,
                new OpenConnections(1, 1, 1),
                Optional.empty()))
        .withHello(new Hello("mail.example.net", true))
        .withSender(new Sender(sender, OptionalLong.empty(), false))
        .withMessage(new Message(1_000, 1, false, Optional.of("Hello"), List.of(), Authors.NONE));
  }
}
