package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.testkit.Conformance;

/// The lines that postfix-grok-patterns is tested with, and the fields that it finds in them.
class PostfixGrokTest {
  private static final LogGrammar POSTFIX = new PostfixLog();

  /// Cases that are a part of a line only.
  private static final List<String> PARTS =
      List.of("/command_counter_data_", "/tls_features_", "/relay_");

  /// What Postfix says of addresses that it only tried out.
  private static final Map<String, String> OTHER_WORDS =
      Map.of("undeliverable-but-not-cached", "bounced");

  /// @param program whose line it is, by the name of the file
  /// @param fields as the suite names them
  private record Case(String name, String program, String text, Map<String, String> fields) {}

  @Test
  void everyFieldThatBothKnowIsTheSame() throws IOException {
    int compared = 0;
    for (Case line : cases()) {
      compared += compare(line);
    }
    assertThat(compared).as("fields compared").isGreaterThan(60);
    assertThat(Conformance.page())
        .contains("| postfix-grok-patterns | %d | %d |".formatted(cases().size(), compared));
  }

  @Test
  void everyLineIsUnderstood() throws IOException {
    List<String> missed = new ArrayList<>();
    List<Case> cases = cases();
    for (Case line : cases) {
      if (read(line) instanceof LogRead.NotUnderstood) {
        missed.add(line.program() + ": " + line.text());
      }
    }
    assertThat(missed).isEmpty();
  }

  /// How many fields were compared.
  private static int compare(Case line) {
    if (!(read(line) instanceof LogRead.Told(List<LogEvent> events))) {
      return 0;
    }
    int compared = 0;
    for (LogEvent event : events) {
      Map<String, String> ours = fields(event);
      for (Map.Entry<String, String> field : ours.entrySet()) {
        String theirs = line.fields().get(field.getKey());
        if (theirs != null) {
          theirs = OTHER_WORDS.getOrDefault(theirs, theirs);
          assertThat(field.getValue()).as(line.name() + ": " + field.getKey()).isEqualTo(theirs);
          compared++;
        }
      }
    }
    return compared;
  }

  private static LogRead read(Case line) {
    return POSTFIX.read(
        new LogLine(
            Instant.EPOCH,
            Optional.of("mail"),
            "postfix/" + line.program(),
            OptionalLong.of(1),
            1,
            line.text()));
  }

  /// What an event says, in the words of the suite.
  private static Map<String, String> fields(LogEvent event) {
    Map<String, String> fields = new TreeMap<>();
    if (event instanceof LogEvent.OfMessage message) {
      fields.put("postfix_queueid", message.id());
    }
    switch (event) {
      case LogEvent.Named named -> fields.put("postfix_message-id", named.messageId());
      case LogEvent.Offspring child -> fields.put("postfix_bounce_queueid", child.child());
      case LogEvent.Delivery delivery -> {
        fields.put("postfix_status", status(delivery.result()));
        fields.put("postfix_smtp_response", delivery.text());
        fields.put("postfix_local_response", delivery.text());
        fields.put("postfix_pipe_response", delivery.text());
        fields.put("postfix_error_response", delivery.text());
      }
      case LogEvent.Refusal refusal -> {
        fields.put("postfix_smtp_stage", refusal.stage());
        refusal
            .client()
            .map(IpAddress::toString)
            .ifPresent(ip -> fields.put("postfix_client_ip", ip));
      }
      case LogEvent.Removal removal -> fields.put("postfix_postsuper_action", "removed");
      case LogEvent.Held held -> fields.put("postfix_postsuper_action", "placed on hold");
      case LogEvent.Released released ->
          fields.put("postfix_postsuper_action", "released from hold");
      default -> {}
    }
    return fields;
  }

  private static String status(LogEvent.Result result) {
    return switch (result) {
      case DELIVERED -> "sent";
      case DEFERRED -> "deferred";
      case FAILED -> "bounced";
    };
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<String, String> file : Conformance.read("mail-logs").entrySet()) {
      String path = file.getKey();
      if (path.contains("postfix-grok/") && PARTS.stream().noneMatch(path::contains)) {
        cases.add(read(path, file.getValue()));
      }
    }
    return cases;
  }

  /// A file of YAML in which every value is on one line: plain, or in double quotes.
  private static Case read(String path, String yaml) {
    Map<String, String> fields = new TreeMap<>();
    for (String line : yaml.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        fields.put(line.substring(0, colon).strip(), scalar(line.substring(colon + 2).strip()));
      }
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String program = name.replaceAll("_\\d+\\.yaml", "").replace('_', '-');
    return new Case(name, program, fields.getOrDefault("data", ""), fields);
  }

  private static String scalar(String text) {
    if (!text.startsWith("\"")) {
      return text;
    }
    String inside = text.substring(1, text.length() - 1);
    return inside.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
