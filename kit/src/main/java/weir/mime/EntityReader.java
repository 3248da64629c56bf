package weir.mime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Walks over a message and everything in it, within bounds that are counted over the whole walk.
final class EntityReader {
  private static final Set<String> MESSAGES =
      Set.of("message/rfc822", "message/global", "message/news");

  private static final Set<String> HEADERS =
      Set.of(
          "text/rfc822-headers",
          "text/rfc822-header", // as the drafts of ARF had it
          "message/rfc822-headers",
          "message/global-headers");

  private final MimeBounds bounds;
  private int parts;
  private int decoded;

  EntityReader(MimeBounds bounds) {
    this.bounds = bounds;
  }

  /// A message: the outermost, or one that is attached.
  Entity message(Stretch whole, int depth) {
    return entity(whole, true, ContentType.PLAIN, depth);
  }

  private Entity entity(Stretch whole, boolean message, ContentType usual, int depth) {
    parts++;
    HeaderReader.Read read = HeaderReader.read(whole, message, bounds);
    Header header = read.header();
    ContentType type = header.value("Content-Type").flatMap(ContentType::read).orElse(usual);
    Stretch body = whole.part(read.body(), whole.size());
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    faults.addAll(read.faults());
    List<Entity> inside = inside(header, type, body, depth, faults);
    return new Entity(header, type, whole, body, inside, faults);
  }

  private List<Entity> inside(
      Header header, ContentType type, Stretch body, int depth, Set<Fault> faults) {
    boolean message = MESSAGES.contains(type.name()) || HEADERS.contains(type.name());
    if (!message && !type.isMultipart()) {
      return List.of();
    }
    if (depth >= bounds.depth()) {
      faults.add(Fault.DEPTH_BOUND);
      return List.of();
    }
    TransferEncoding encoding =
        TransferEncoding.read(header.value("Content-Transfer-Encoding").orElse(""));
    if (type.isMultipart()) {
      return multipart(type, body, encoding, depth, faults);
    }
    // RFC 2046 section 5.2.1 lets a message be not encoded; programs do it all the same.
    Stretch plain = encoding == TransferEncoding.NONE ? body : decode(body, encoding, faults);
    return plain.size() == 0 || full(faults) ? List.of() : List.of(message(plain, depth + 1));
  }

  /// A multipart may not be encoded either; where no boundary is in sight, it is looked for in what
  /// comes out.
  private List<Entity> multipart(
      ContentType type, Stretch body, TransferEncoding encoding, int depth, Set<Fault> faults) {
    Multipart found = Multipart.read(type, body, bounds.parts());
    if (found.parts().isEmpty() && encoding != TransferEncoding.NONE) {
      found = Multipart.read(type, decode(body, encoding, faults), bounds.parts());
    }
    faults.addAll(found.faults());
    ContentType usual = type.subtype().equals("digest") ? ContentType.MESSAGE : ContentType.PLAIN;
    List<Entity> inside = new ArrayList<>();
    for (Stretch part : found.parts()) {
      if (full(faults)) {
        break;
      }
      inside.add(entity(part, false, usual, depth + 1));
    }
    return inside;
  }

  private boolean full(Set<Fault> faults) {
    if (parts < bounds.parts()) {
      return false;
    }
    faults.add(Fault.PARTS_BOUND);
    return true;
  }

  private Stretch decode(Stretch body, TransferEncoding encoding, Set<Fault> faults) {
    int left = bounds.decoded() - decoded;
    byte[] octets = encoding.decode(body, left);
    decoded += octets.length;
    if (octets.length >= left) {
      faults.add(Fault.DECODED_BOUND);
    }
    return Stretch.of(octets);
  }
}
