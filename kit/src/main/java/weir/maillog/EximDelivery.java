package weir.maillog;

import java.util.Optional;

/// What became of a message for a recipient: `=> R <ORIGINAL> F=<S> R=ROUTER T=TRANSPORT H=HOST
/// C="ANSWER"`, and `->` for a further recipient of the same delivery, `>>` for one while the
/// message still came in, `*>` for one that was suppressed; `** R ...: TEXT` where it failed and
/// `== R ... defer (N): TEXT` where it will be tried again.
final class EximDelivery {
  private EximDelivery() {}

  /// What follows `ID `; empty when it is no such line.
  static Optional<LogEvent> read(String id, Scan scan) {
    Optional<LogEvent.Result> result = result(scan);
    if (result.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> recipient = recipient(scan);
    Optional<String> original = Optional.empty();
    if (scan.skip(" <")) {
      original = scan.until(">");
    }
    if (recipient.isEmpty()) {
      return Optional.empty();
    }
    String rest = scan.rest();
    boolean delivered = result.get() == LogEvent.Result.DELIVERED;
    String said = delivered ? answer(rest) : explanation(rest);
    Optional<EximHost> host = host(rest);
    Optional<String> relay = host.isPresent() ? host.flatMap(EximHost::name) : transport(rest);
    return Optional.of(
        new LogEvent.Delivery(
            id,
            recipient.get(),
            original,
            result.get(),
            relay,
            host.flatMap(EximHost::address),
            Optional.empty(),
            said,
            delivered ? NextId.in(said) : Optional.empty()));
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

  /// An address, or a pipe or a file, whose names may have spaces: then up to the next field.
  private static Optional<String> recipient(Scan scan) {
    if (scan.peek(0) == '|' || scan.peek(0) == '/') {
      int start = scan.at();
      String rest = scan.rest();
      int end = first(rest, " <", first(rest, " F=<", first(rest, " R=", rest.length())));
      scan.back(start + end);
      return Optional.of(rest.substring(0, end));
    }
    return EximAddress.read(scan)
        .map(address ->
            address.endsWith(":") ? address.substring(0, address.length() - 1) : address);
  }

  private static int first(String text, String word, int before) {
    int at = text.indexOf(word);
    return at >= 0 && at < before ? at : before;
  }

  private static Optional<EximHost> host(String rest) {
    int at = rest.indexOf(" H=");
    return at < 0 ? Optional.empty() : Optional.of(EximHost.read(new Scan(rest.substring(at + 3))));
  }

  private static Optional<String> transport(String rest) {
    int at = rest.indexOf(" T=");
    return at < 0 ? Optional.empty() : Optional.of(new Scan(rest.substring(at + 3)).token());
  }

  private static String answer(String rest) {
    int at = rest.indexOf(" C=\"");
    return at < 0 ? "" : EximAddress.quoted(new Scan(rest.substring(at + 4)));
  }

  private static String explanation(String rest) {
    int at = rest.indexOf(": ");
    return at < 0 ? rest.strip() : rest.substring(at + 2);
  }
}
