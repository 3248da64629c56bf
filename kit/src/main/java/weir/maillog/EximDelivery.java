package weir.maillog;

import java.util.Optional;
import weir.net.IpAddress;

/// What became of a message for a recipient: `=> R <ORIGINAL> F=<S> R=ROUTER T=TRANSPORT H=HOST
/// C="ANSWER"`, and `->` for a further recipient of the same delivery, `>>` for one while the
/// message still came in, `*>` for one that was suppressed; `** R ...: TEXT` where it failed and
/// `== R ... defer (N): TEXT` where it will be tried again.
///
/// Addresses are a sender's words and the answer is a remote server's, and so is the name in that
/// server's certificate. Where it went, and as what, is told only by a line that names one host.
final class EximDelivery {
  private static final String HOST = " H=";

  private final Scan scan;
  private Optional<String> transport = Optional.empty();
  private Optional<EximHost> host = Optional.empty();
  private Optional<String> answer = Optional.empty();
  private Optional<String> explanation = Optional.empty();

  private EximDelivery(Scan scan) {
    this.scan = scan;
  }

  /// What follows `ID `; empty when it is no such line.
  static Optional<LogEvent> read(String id, Scan scan) {
    Optional<LogEvent.Result> result = result(scan);
    if (result.isEmpty()) {
      return Optional.empty();
    }
    boolean toAddress = scan.peek(0) != '|' && scan.peek(0) != '/';
    Optional<String> recipient = toAddress ? EximAddress.read(scan) : command(scan);
    if (recipient.isEmpty()) {
      return Optional.empty();
    }
    boolean atOnce = toAddress && isEnded(recipient.get());
    Optional<String> original =
        !atOnce && scan.skip(" <") ? EximAddress.bracketed(scan) : Optional.empty();
    EximDelivery delivery = new EximDelivery(scan);
    if (atOnce && scan.skip(" ")) {
      delivery.explanation = Optional.of(scan.rest());
    } else {
      delivery.fields(toAddress);
    }
    return Optional.of(
        delivery.told(
            id, atOnce ? withoutLast(recipient.get()) : recipient.get(), original, result.get()));
  }

  private LogEvent told(
      String id, String recipient, Optional<String> original, LogEvent.Result result) {
    boolean delivered = result == LogEvent.Result.DELIVERED;
    String said = (delivered ? answer : explanation).orElse("");
    Optional<String> relay = host.isPresent() ? host.flatMap(EximHost::name) : transport;
    Optional<IpAddress> address = host.flatMap(EximHost::address);
    return new LogEvent.Delivery(
        id,
        recipient,
        original,
        result,
        relay,
        address,
        Optional.empty(),
        said,
        delivered && address.isPresent() ? NextId.in(said) : Optional.empty());
  }

  /// What stands behind the recipient, up to what the other side said.
  ///
  /// @param toAddress the recipient is an address: a command is in its owner's own words, which
  ///   tell of no host
  private void fields(boolean toAddress) {
    int start = scan.at();
    boolean isOnly = isOnce(scan.rest(), HOST);
    scan.back(start);
    while (answer.isEmpty() && explanation.isEmpty() && !scan.atEnd()) {
      if (scan.skip(": ") || scan.skip(" : ")) {
        explanation = Optional.of(scan.rest());
      } else if (scan.skip(" F=<") || scan.skip(" P=<") || scan.skip(" <")) {
        EximAddress.bracketed(scan);
      } else if (scan.skip(HOST)) {
        EximHost read = EximHost.read(scan, HOST);
        host = toAddress && isOnly ? Optional.of(read) : Optional.empty();
      } else if (scan.skip(" C=\"")) {
        answer = Optional.of(EximAddress.quoted(scan));
      } else if (scan.skip(" DN=\"")) {
        scan.until("\"");
      } else if (scan.skip(" T=")) {
        transport = transport.or(() -> Optional.of(word()));
      } else {
        scan.next();
        word();
      }
    }
  }

  /// Up to a space, and before a colon that ends it.
  private String word() {
    int start = scan.at();
    String word = scan.token();
    if (word.endsWith(":")) {
      scan.back(start + word.length() - 1);
      return withoutLast(word);
    }
    return word;
  }

  /// Whether what was said follows at once; `:blackhole:` and its like are whole.
  private static boolean isEnded(String recipient) {
    return recipient.endsWith(":") && !recipient.startsWith(":");
  }

  private static boolean isOnce(String text, String word) {
    int at = text.indexOf(word);
    return at >= 0 && at == text.lastIndexOf(word);
  }

  private static String withoutLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static Optional<LogEvent.Result> result(Scan scan) {
    if (scan.skip("=> ") || scan.skip("-> ") || scan.skip(">> ") || scan.skip("*> ")) {
      return Optional.of(LogEvent.Result.DELIVERED);
    }
    if (scan.skip("** ")) {
      return Optional.of(LogEvent.Result.FAILED);
    }
    return scan.skip("== ") ? Optional.of(LogEvent.Result.DEFERRED) : Optional.empty();
  }

  /// A pipe or a file, whose names may have spaces: up to the next field.
  private static Optional<String> command(Scan scan) {
    int start = scan.at();
    String rest = scan.rest();
    int end = first(rest, " <", first(rest, " F=<", first(rest, " R=", rest.length())));
    scan.back(start + end);
    return Optional.of(rest.substring(0, end));
  }

  private static int first(String text, String word, int before) {
    int at = text.indexOf(word);
    return at >= 0 && at < before ? at : before;
  }
}
