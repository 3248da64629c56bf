package weir.likeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.mime.ContentType;
import weir.mime.Entity;

/// The text of a message that its reader sees first: of several forms of it the HTML, of attached
/// messages and files nothing.
final class SeenText {
  private static final String HTML = "text/html";

  private SeenText() {}

  /// @param sites what links stand in tags is added to them
  static String of(Entity message, Sites sites) {
    List<Entity> texts = new ArrayList<>();
    gather(message, texts);
    StringBuilder seen = new StringBuilder();
    for (Entity text : texts) {
      int room = Likeness.CHARACTERS - seen.length();
      if (room <= 0) {
        break;
      }
      String written = text.text(Likeness.OCTETS);
      if (text.type().is(HTML)) {
        HtmlText.read(written, room, seen, sites);
      } else {
        seen.append(written, 0, Math.min(room, written.length()));
      }
      seen.append('\n');
    }
    return seen.toString();
  }

  private static void gather(Entity part, List<Entity> texts) {
    if (part.isLeaf()) {
      if (part.type().type().equals("text") && !isAttached(part)) {
        texts.add(part);
      }
    } else if (part.type().is("multipart/alternative")) {
      alternative(part).ifPresent(best -> gather(best, texts));
    } else if (part.type().isMultipart()) {
      part.parts().forEach(each -> gather(each, texts));
    }
  }

  /// The last form that has HTML in it, else the first.
  private static Optional<Entity> alternative(Entity part) {
    return part.parts().reversed().stream()
        .filter(each -> each.all().anyMatch(it -> it.type().is(HTML)))
        .findFirst()
        .or(() -> part.parts().stream().findFirst());
  }

  private static boolean isAttached(Entity part) {
    return part.header()
        .value("Content-Disposition")
        .flatMap(ContentType::read)
        .filter(it -> it.type().equals("attachment"))
        .isPresent();
  }
}
