package weir.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import weir.likeness.Template;
import weir.maillog.Entrance;
import weir.observation.Leg;
import weir.passages.Laid;

/// What was sent, as a table that any program reads: a line a message, tabs between, the oldest
/// first.
final class SentTable {
  private static final List<String> HEAD =
      List.of(
          "came",
          "host",
          "id",
          "handed_in_by",
          "client",
          "client_network",
          "sender",
          "recipients",
          "delivered",
          "failed",
          "waiting",
          "octets",
          "subject",
          "message_id",
          "topmost_received",
          "directory",
          "script",
          "laid_at_the_door_of",
          "by",
          "how_sure",
          "template",
          "links");

  private SentTable() {}

  static byte[] of(List<Laid> sent) {
    StringBuilder table = new StringBuilder(String.join("\t", HEAD)).append('\n');
    sent.reversed().forEach(laid -> table.append(line(laid)).append('\n'));
    return table.toString().getBytes(UTF_8);
  }

  private static String line(Laid laid) {
    Leg leg = laid.passage().first();
    Entrance.Client client = leg.by().orElse(null) instanceof Entrance.Client from ? from : null;
    String address = client == null ? "" : client.address().map(Object::toString).orElse("");
    String network =
        client == null ? "" : client.address().map(it -> it.network().toString()).orElse("");
    return List.of(
            laid.passage().since().toString(),
            leg.key().host(),
            leg.key().id(),
            laid.identity().orElse(""),
            address,
            network,
            leg.sender().orElse(""),
            Integer.toString(leg.recipients()),
            Integer.toString(leg.tally().delivered()),
            Integer.toString(leg.tally().failed()),
            Integer.toString(leg.waiting()),
            leg.coming().octets().isPresent()
                ? Long.toString(leg.coming().octets().getAsLong())
                : "",
            leg.subject().orElse(""),
            leg.messageId().orElse(""),
            leg.coming().received().orElse(""),
            leg.coming().directory().orElse(""),
            leg.saidScript().orElse(""),
            laid.account().orElse(""),
            laid.method(),
            laid.confidence().word(),
            laid.passage().likeness().template().map(Template::toString).orElse(""),
            String.join(" ", laid.passage().likeness().links()))
        .stream()
        .map(SentTable::cell)
        .collect(Collectors.joining("\t"));
  }

  /// One cell, whatever strangers wrote into it.
  static String cell(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
