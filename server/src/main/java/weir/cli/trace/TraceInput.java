package weir.cli.trace;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weir.complaints.Xarf;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;
import weir.net.IpAddress;
import weir.report.Bounce;
import weir.report.Complaint;
import weir.report.Report;
import weir.report.ReportReader;
import weir.traceback.ReportedSuspect;
import weir.tracing.Suspect;

/// What was given to trace: a message, a pasted header, or a complaint or bounce that has it
/// inside.
///
/// @param report in which it was found, for people; empty where it was given by itself
record TraceInput(Suspect suspect, Optional<String> report) {
  /// Octets that are read.
  static final int MOST = 4 * 1024 * 1024;

  /// Fields that a mail has beside From, and a header that somebody pasted below a few words has
  /// not, in the place where those words stand.
  private static final List<String> OF_A_MAIL =
      List.of("Received", "Message-ID", "MIME-Version", "Content-Type", "To");

  /// @param message which may be cut
  /// @param from address from which the reporter says that he had it
  static TraceInput read(byte[] message, Optional<IpAddress> from) throws IOException {
    Entity entity = Entity.read(message, MimeBounds.USUAL);
    List<Report> reports = new ReportReader(new Xarf()).read(entity);
    String which = reports.size() == 1 ? "" : ", the first of %,d".formatted(reports.size());
    return switch (reports.getFirst()) {
      case Complaint complaint when isInside(complaint, entity.header()) ->
          new TraceInput(
              ReportedSuspect.of(complaint, from), Optional.of(words(complaint) + which));
      case Bounce bounce when !bounce.reported().fields().isEmpty() ->
          new TraceInput(
              ReportedSuspect.of(bounce, from), Optional.of("a bounce of " + bounce.reporter()));
      default -> itself(message, from, Optional.empty());
    };
  }

  /// The message itself, whatever it reports.
  ///
  /// @param takenFrom host of ours that it was taken from
  static TraceInput itself(byte[] message, Optional<IpAddress> from, Optional<String> takenFrom)
      throws IOException {
    return new TraceInput(PastedSuspect.read(message, from, takenFrom), Optional.empty());
  }

  /// A reply has From, Subject and Date of what it answers in its text, as well; that is no reason
  /// to trace what it answers.
  private static boolean isInside(Complaint complaint, Header around) {
    return switch (complaint.form()) {
      case ARF, XARF -> true;
      case ATTACHED -> !complaint.reported().fields().isEmpty();
      case PASTED -> around.has("From") && OF_A_MAIL.stream().anyMatch(around::has);
      case INLINE -> !around.has("Received");
    };
  }

  private static String words(Complaint complaint) {
    String form =
        switch (complaint.form()) {
          case ARF, XARF -> complaint.form().name() + " report";
          case ATTACHED -> "message attached";
          case PASTED -> "header pasted";
          case INLINE -> "message forwarded inline";
        };
    return Stream.of(
            "a complaint, " + form,
            complaint.reporter().isEmpty() ? "" : "from " + complaint.reporter(),
            complaint.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            complaint.redacted() ? "redacted" : "")
        .filter(word -> !word.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }
}
