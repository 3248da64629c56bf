package weir.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;

/// Bounces with a part that programs read (RFC 3464).
final class DeliveryStatus {
  private static final int MOST = 1_000;

  private DeliveryStatus() {}

  static Optional<Bounce> read(Entity message) {
    Optional<Entity> status = message.all().filter(DeliveryStatus::is).findFirst();
    return status.flatMap(part -> bounce(message, part));
  }

  private static boolean is(Entity part) {
    return part.isLeaf()
        && (part.type().is("message/delivery-status")
            || part.type().is("message/global-delivery-status"));
  }

  private static Optional<Bounce> bounce(Entity message, Entity status) {
    List<Header> groups = groups(status.text(ReportReader.TEXT));
    List<Delivery> deliveries = new ArrayList<>();
    String reporter = "";
    for (Header group : groups) {
      if (group.has("Final-Recipient") || group.has("Original-Recipient") || group.has("Action")) {
        deliveries.add(delivery(group));
      }
      if (reporter.isEmpty()) {
        reporter = group.value("Reporting-MTA").map(DeliveryStatus::typed).orElse("");
      }
    }
    if (deliveries.isEmpty()) {
      return Optional.empty();
    }
    String from = reporter.isEmpty() ? ReportReader.reporter(message) : reporter;
    Header reported =
        ReportReader.attached(message).stream().map(Entity::header).findFirst().orElse(Header.NONE);
    return Optional.of(new Bounce(Bounce.Form.STATUS, from, deliveries, reported));
  }

  /// Groups of fields with empty lines between them: of the message, then of each recipient.
  private static List<Header> groups(String text) {
    List<Header> groups = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : (Iterable<String>) (text + "\n\n").lines()::iterator) {
      if (!line.isBlank()) {
        open.append(line).append('\n');
      } else if (!open.isEmpty() && groups.size() < MOST) {
        groups.add(Entity.read(open.toString().getBytes(UTF_8), MimeBounds.USUAL).header());
        open.setLength(0);
      }
    }
    return groups;
  }

  private static Delivery delivery(Header group) {
    String words = group.text("Diagnostic-Code").map(DeliveryStatus::typed).orElse("");
    Delivery.Action action = action(group.value("Action").orElse(""));
    FailureCodes codes = FailureCodes.read(group.value("Status").orElse(""), words);
    boolean refused = action == Delivery.Action.FAILED || action == Delivery.Action.DELAYED;
    return new Delivery(
        group.value("Final-Recipient").map(DeliveryStatus::address).orElse(""),
        group.value("Original-Recipient").map(DeliveryStatus::address),
        action,
        codes.status(),
        codes.reply(),
        words,
        refused ? ReasonWords.reason(codes, words) : Reason.NONE);
  }

  private static Delivery.Action action(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT).split("[ (;]", 2)[0]) {
      case "delayed" -> Delivery.Action.DELAYED;
      case "delivered" -> Delivery.Action.DELIVERED;
      case "relayed" -> Delivery.Action.RELAYED;
      case "expanded" -> Delivery.Action.EXPANDED;
      default -> Delivery.Action.FAILED;
    };
  }

  private static String address(String value) {
    return typed(value).replaceAll("^<|>$", "");
  }

  /// What stands behind the type and its semicolon: `rfc822; a@example.com`.
  private static String typed(String value) {
    int semicolon = value.indexOf(';');
    return value.substring(semicolon >= 0 && semicolon < 20 ? semicolon + 1 : 0).strip();
  }
}
