package weir.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentAct;
import weir.meter.Kind;
import weir.passages.Laid;
import weir.response.Lease;

/// All that is kept of an incident, in one file to hand on: the same evidence makes the same
/// octets.
///
/// @param folder of the server
/// @param whole whether recipients are named
public record Bundle(Path folder, boolean whole) {
  /// The entries of an archive all have one time, so that the archive is always the same.
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final String README =
      """
      What is in here
      ===============

      Evidence of an incident: mail that a customer's account sent and that was taken for harm.
      Made by Weir, a mail filter of the provider. All times are UTC.

      incident.txt   what it was, whose, when it began, what had left when it was seen, and what had left
                     when the first response took effect
      signs.tsv      what each rule saw, and when
      acts.tsv       what people did about it
      responses.tsv  what was done to the sender, from when to when
      sent.tsv       a line for each message that the account sent in the day before it began and until the
                     evidence was taken, with what our servers' logs and queues say of it. What the message
                     says of itself (subject, message_id, topmost_received, script) is a claim
      connections.tsv
                     a line for each connection that the account's programs made past our mail servers, as
                     the fence of the host saw it: which process and script, who started it, where to
      scripts/       these scripts as they were then, their first 64 KiB
      samples/       header and first octets of messages that still lay in a queue then
      pieces.tsv     of sent.tsv and the samples: when each was taken, by whom, how long the whole was, and
                     the SHA-256 of what was kept, before anything was taken out
      SHA256SUMS     of every file in here; `sha256sum -c SHA256SUMS` looks whether they are unchanged

      Tables have tabs between their columns and a head line.

      """;
  private static final String REDACTED =
      """
      The local parts of addresses that are not the account's own are "xxx" in the samples, names of
      recipients are left out, and bodies that are encoded as well; so are scripts, in which lists of
      recipients may be. The SHA-256 in pieces.tsv is that of the
      original.\
      """;
  private static final String NOT_REDACTED = "Nothing is taken out: recipients are named.";

  /// What the bundle is of.
  ///
  /// @param acted when the first response took effect
  public record Case(
      Incident incident,
      List<Sign> signs,
      List<IncidentAct> acts,
      List<Lease> leases,
      Optional<Instant> acted) {}

  /// Writes the archive.
  ///
  /// @return how many pieces of evidence are in it
  /// @throws IOException with a sentence for the operator
  public int write(Case of, OutputStream out) throws IOException {
    List<Piece> pieces = pieces(of.incident());
    Map<String, byte[]> files = new TreeMap<>();
    files.put("README.txt", (README + (whole ? NOT_REDACTED : REDACTED) + "\n").getBytes(UTF_8));
    List<Laid> sent = sent(of.incident());
    SeenTexts texts = SeenTexts.of(folder, of.incident(), sent);
    files.put("incident.txt", CaseText.incident(of, sent, texts).getBytes(UTF_8));
    files.put("signs.tsv", CaseText.signs(of.signs()).getBytes(UTF_8));
    files.put("acts.tsv", CaseText.acts(of.acts()).getBytes(UTF_8));
    files.put("responses.tsv", CaseText.leases(of.leases()).getBytes(UTF_8));
    files.put("pieces.tsv", CaseText.pieces(pieces).getBytes(UTF_8));
    Redaction redaction = new Redaction(own(of.incident()));
    for (Piece piece : pieces) {
      if (piece.isScript() && !whole) {
        continue;
      }
      files.put(
          piece.name(), whole || !piece.isSample() ? piece.octets() : redaction.of(piece.octets()));
    }
    files.put("SHA256SUMS", sums(files).getBytes(UTF_8));
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return pieces.size();
  }

  private static String sums(Map<String, byte[]> files) {
    StringBuilder sums = new StringBuilder();
    files.forEach(
        (name, octets) -> sums.append(Piece.sha256(octets)).append("  ").append(name).append('\n'));
    return sums.toString();
  }

  private List<Piece> pieces(Incident incident) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    if (EvidenceStore.isThere(folder)) {
      try (EvidenceStore store = EvidenceStore.look(folder)) {
        pieces.addAll(store.of(incident.id()));
      } catch (SQLException e) {
        throw new IOException("evidence cannot be read: " + e.getMessage(), e);
      }
    }
    return pieces;
  }

  private List<Laid> sent(Incident incident) throws IOException {
    return EvidenceTaker.sent(folder, incident);
  }

  /// The sender's login, and the addresses that it wrote as.
  private Set<String> own(Incident incident) throws IOException {
    Set<String> own = new LinkedHashSet<>();
    if (incident.about().kind() == Kind.LOGIN) {
      own.add(incident.about().name());
    }
    for (Laid laid : sent(incident)) {
      laid.passage().first().sender().ifPresent(own::add);
    }
    return own;
  }

  /// A time as the bundle has it.
  static String time(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toString();
  }
}
