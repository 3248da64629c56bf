package weir.traceback;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.mime.Field;
import weir.mime.Header;
import weir.net.IpAddress;
import weir.received.Received;
import weir.report.Bounce;
import weir.report.Complaint;
import weir.report.Redaction;
import weir.tracing.Reported;
import weir.tracing.Suspect;
import weir.tracing.Walk;

/// The message that a complaint or a bounce is about, as what can be traced of it.
public final class ReportedSuspect {
  private static final int VALUE = 1_000;

  private ReportedSuspect() {}

  /// @param from address that counts in place of the one that the complaint names
  public static Suspect of(Complaint complaint, Optional<IpAddress> from) {
    Header header = complaint.reported();
    return suspect(
        header,
        new Reported(
            received(header),
            from.or(complaint::source),
            complaint.arrived(),
            Optional.empty(),
            complaint.recipients()),
        header.value("Message-ID").or(complaint::messageId));
  }

  public static Suspect of(Bounce bounce, Optional<IpAddress> from) {
    Header header = bounce.reported();
    return suspect(
        header,
        new Reported(received(header), from, Optional.empty(), Optional.empty(), List.of()),
        header.value("Message-ID"));
  }

  /// @param messageId a blacked out one is none: no message has it
  private static Suspect suspect(Header header, Reported reported, Optional<String> messageId) {
    return new Suspect(
        reported,
        header.fields().stream()
            .map(field -> field.name() + ": " + field.folded())
            .collect(Collectors.joining("\n")),
        messageId.filter(id -> !Redaction.of(id)).map(ReportedSuspect::cut),
        header.value("Date").map(ReportedSuspect::cut),
        header.value("Subject").map(ReportedSuspect::cut));
  }

  private static List<String> received(Header header) {
    Stream<String> values = header.named("Received").map(Field::value);
    return values
        .limit(Walk.MOST)
        .map(value -> value.substring(0, Math.min(value.length(), Received.LIMIT)))
        .toList();
  }

  private static String cut(String value) {
    return value.substring(0, Math.min(value.length(), VALUE));
  }
}
