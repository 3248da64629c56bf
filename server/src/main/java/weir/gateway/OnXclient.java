package weir.gateway;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.smtp.Command;
import weir.smtp.Reply;
import weir.verdict.Connection;
import weir.verdict.Facts;
import weir.verdict.Login;

/// XCLIENT: a trusted host in front of us says who the client really is (Postfix, XCLIENT_README).
///
/// The session starts again as that client's: greeting, HELO, checks.
final class OnXclient {
  private final Talk talk;

  OnXclient(Talk talk) {
    this.talk = talk;
  }

  Answer xclient(Command.Xclient xclient) throws IOException, InterruptedException {
    Map<String, String> given = xclient.attributes();
    Connection was = talk.facts().connection();
    Optional<IpAddress> client = known(given.get("ADDR")).flatMap(OnXclient::address);
    if (given.containsKey("ADDR") && known(given.get("ADDR")).isPresent() && client.isEmpty()) {
      return Answer.error(Reply.of(501, "5.5.4", "ADDR is no address"));
    }
    IpAddress is = client.orElse(was.client());
    Connection named =
        was.named(
            is,
            port(given.get("PORT"), was.clientPort()),
            known(given.get("DESTADDR")).flatMap(OnXclient::address).orElse(was.local()),
            port(given.get("DESTPORT"), was.localPort()),
            talk.site().role(is, talk.listener));
    Facts facts = talk.secured() ? Facts.of(named).withTls() : Facts.of(named);
    Optional<String> login = known(given.get("LOGIN"));
    if (login.isPresent()) {
      facts = facts.withLogin(new Login(login.get(), "XCLIENT"));
    }
    talk.meet(facts);
    return new Answer.Said(new OnConnect(talk).greet());
  }

  private static Optional<IpAddress> address(String text) {
    boolean v6 = text.regionMatches(true, 0, "IPV6:", 0, 5);
    return IpAddress.parse(v6 ? text.substring(5) : text);
  }

  private static Optional<String> known(@Nullable String value) {
    return Optional.ofNullable(value)
        .filter(v -> !v.isEmpty())
        .filter(v -> !v.equalsIgnoreCase("[UNAVAILABLE]") && !v.equalsIgnoreCase("[TEMPUNAVAIL]"));
  }

  private static int port(@Nullable String value, int otherwise) {
    if (value == null || !value.matches("\\d{1,5}")) {
      return otherwise;
    }
    int port = Integer.parseInt(value);
    return port <= 65535 ? port : otherwise;
  }
}
