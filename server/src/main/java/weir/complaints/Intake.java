package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  /// Octets of a message that are read and kept; what is behind them is counted only.
  public static final int MOST_OCTETS = 4 * 1024 * 1024;

  /// Complaints of one message that are kept.
  public static final int MOST_REPORTS = 1_000;

  private static final int TEXT = 300;

  private final ComplaintStore store;
  private final Owners owners;
  private final InstantSource clock;
  private final ReportReader reader = new ReportReader(new Xarf());

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
    MessageDigest digest = sha256();
    DigestInputStream in = new DigestInputStream(message, digest);
    byte[] octets = in.readNBytes(MOST_OCTETS);
    long size = octets.length + in.transferTo(OutputStream.nullOutputStream());
    Entity entity = Entity.read(octets, MimeBounds.USUAL);
    String subject = entity.header().text("Subject").orElse("");
    Instant now = clock.instant();
    List<KeptComplaint> lines =
        reader.read(entity).stream()
            .limit(MOST_REPORTS)
            .map(report -> line(report, now, door, subject))
            .toList();
    return store.keep(digest.digest(), size, octets, lines) ? lines : List.of();
  }

  private KeptComplaint line(Report report, Instant now, String door, String subject) {
    return switch (report) {
      case Complaint complaint -> complaint(complaint, now, door);
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

  private KeptComplaint complaint(Complaint complaint, Instant now, String door) {
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
        owners.whose(complaint));
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
        new Whose.Unknown("it is no complaint that could be read"));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), TEXT));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
