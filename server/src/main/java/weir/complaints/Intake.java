package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.mime.Entity;
import weir.mime.MimeBounds;
import weir.report.AutomaticReply;
import weir.report.Bounce;
import weir.report.Complaint;
import weir.report.FeedbackType;
import weir.report.NoReport;
import weir.report.Report;
import weir.report.ReportReader;

/// Takes messages that may be complaints.
public final class Intake {
  /// Complaints of one message that are kept.
  public static final int MOST_REPORTS = 1_000;

  /// Those behind the first ones of a message, which are looked up at once.
  private static final Owners LATER =
      _ -> new Whose.Unlooked("its turn comes behind those of other messages");

  private static final int TEXT = 300;
  private static final ReportReader READER = new ReportReader(new Xarf());
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final ComplaintStore store;
  private final Owners owners;
  private final InstantSource clock;

  public Intake(ComplaintStore store, Owners owners, InstantSource clock) {
    this.store = store;
    this.owners = owners;
    this.clock = clock;
  }

  /// Takes one message; it is on disk when this returns.
  ///
  /// @param door through which it comes
  /// @return what it says; nothing where the same message was taken before
  /// @throws IOException when it cannot be read to its end: nothing is kept then
  /// @throws SQLException when it cannot be kept
  public List<KeptComplaint> take(InputStream message, String door)
      throws IOException, SQLException {
    return take(Arrived.read(message), door);
  }

  List<KeptComplaint> take(Arrived message, String door) throws SQLException {
    if (store.has(message)) {
      return List.of();
    }
    List<KeptComplaint> lines = lines(message, door);
    return store.keep(message, lines) ? lines : List.of();
  }

  /// A message that a defect of ours keeps from being read is one that a person has to read. It
  /// must not stand in the way of those behind it.
  private List<KeptComplaint> lines(Arrived message, String door) {
    Instant now = clock.instant();
    try {
      Entity entity = Entity.read(message.octets(), MimeBounds.USUAL);
      String subject = entity.header().text("Subject").orElse("");
      List<KeptComplaint> lines = new ArrayList<>();
      for (Report report : READER.read(entity).stream().limit(MOST_REPORTS).toList()) {
        Owners by = lines.size() < LookAgain.MOST_OF_ONE ? owners : LATER;
        lines.add(line(report, by, now, door, subject));
      }
      return lines;
    } catch (RuntimeException | StackOverflowError e) {
      log.error("a message from {} is kept to be read by a person: {}", door, e, e);
      return List.of(
          other(KeptComplaint.Kind.UNREAD, now, door, "", "")
              .with(new Whose.Unlooked("a defect of ours: " + e)));
    }
  }

  /// What a message says, as it was read when it was taken.
  static List<Report> reports(byte[] octets) {
    return READER.read(Entity.read(octets, MimeBounds.USUAL));
  }

  private static KeptComplaint line(
      Report report, Owners by, Instant now, String door, String subject) {
    return switch (report) {
      case Complaint complaint -> complaint(complaint, by, now, door);
      case Bounce bounce ->
          other(
              KeptComplaint.Kind.BOUNCE,
              now,
              door,
              bounce.reporter(),
              bounce.reported().text("Subject").orElse(subject));
      case AutomaticReply reply ->
          other(KeptComplaint.Kind.AUTOMATIC, now, door, reply.sender(), subject);
      case NoReport _ -> other(KeptComplaint.Kind.UNREAD, now, door, "", subject);
    };
  }

  private static KeptComplaint complaint(Complaint complaint, Owners by, Instant now, String door) {
    return new KeptComplaint(
        0,
        now,
        door,
        KeptComplaint.Kind.COMPLAINT,
        complaint.type(),
        cut(complaint.reporter()),
        complaint.source(),
        cut(complaint.reported().text("Subject").orElse("")),
        complaint.messageId().map(Intake::cut),
        complaint.redacted(),
        by.whose(complaint),
        Optional.empty());
  }

  private static KeptComplaint other(
      KeptComplaint.Kind kind, Instant now, String door, String reporter, String subject) {
    return new KeptComplaint(
        0,
        now,
        door,
        kind,
        FeedbackType.UNSPECIFIED,
        cut(reporter),
        Optional.empty(),
        cut(subject),
        Optional.empty(),
        false,
        new Whose.Unlooked("it is no complaint that could be read"),
        Optional.empty());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), TEXT));
  }
}
