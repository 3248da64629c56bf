package weir.mime;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A message or a part of one (an entity of RFC 2045 section 2.4): its header, and either the parts
/// that it is made of or octets.
public final class Entity {
  private final Header header;
  private final ContentType type;
  private final Stretch whole;
  private final Stretch body;
  private final List<Entity> parts;
  private final Set<Fault> faults;

  Entity(
      Header header,
      ContentType type,
      Stretch whole,
      Stretch body,
      List<Entity> parts,
      Set<Fault> faults) {
    this.header = header;
    this.type = type;
    this.whole = whole;
    this.body = body;
    this.parts = List.copyOf(parts);
    this.faults = faults.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(faults));
  }

  /// Walks over a message.
  ///
  /// @param octets of the message, which may be cut; not copied, so nobody may change them
  public static Entity read(byte[] octets, MimeBounds bounds) {
    return new EntityReader(bounds).message(Stretch.of(octets), 0);
  }

  public Header header() {
    return header;
  }

  /// What it says it is; without a word of that `text/plain`.
  public ContentType type() {
    return type;
  }

  /// All its octets, header included.
  public Stretch whole() {
    return whole;
  }

  /// The octets behind the header as they stand: encoded, with the parts in them.
  public Stretch body() {
    return body;
  }

  /// The parts of a multipart; of an attached message, or an attached header, that alone.
  public List<Entity> parts() {
    return parts;
  }

  /// What was wrong with it, or not looked at; of its parts nothing.
  public Set<Fault> faults() {
    return faults;
  }

  /// This one and all below it, in the order in which they stand.
  public Stream<Entity> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(Entity::all));
  }

  public boolean isLeaf() {
    return parts.isEmpty();
  }

  /// The attached message, or the attached header of one.
  public Optional<Entity> attached() {
    return type.isMultipart() ? Optional.empty() : parts.stream().findFirst();
  }

  /// The octets of the body, base64 and its like undone; of a multipart as they stand.
  ///
  /// @param limit octets that are made
  public byte[] decoded(int limit) {
    return encoding().decode(body, limit);
  }

  /// The body as text in its charset, the encoding undone. Whatever it says it is: octets that are
  /// no text give text that nobody can read.
  ///
  /// @param limit octets that are decoded
  public String text(int limit) {
    return Charsets.decode(decoded(limit), type.parameter("charset").orElse(""));
  }

  /// Whether it is a leaf that people read as text: of type `text`, or of one of the machine
  /// readable kinds of `message`.
  public boolean isText() {
    return isLeaf() && (type.type().equals("text") || type.type().equals("message"));
  }

  /// The name that it would be saved under.
  public Optional<String> fileName() {
    return header
        .value("Content-Disposition")
        .flatMap(ContentType::read)
        .flatMap(disposition -> disposition.parameter("filename"))
        .or(() -> type.parameter("name"));
  }

  private TransferEncoding encoding() {
    return type.isMultipart()
        ? TransferEncoding.NONE
        : TransferEncoding.read(header.value("Content-Transfer-Encoding").orElse(""));
  }
}
