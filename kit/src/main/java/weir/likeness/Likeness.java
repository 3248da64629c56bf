package weir.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import weir.mime.Entity;
import weir.mime.MimeBounds;

/// What a message is known again by. All of it claims: whoever wrote it chose it.
///
/// @param template of its text; empty where there are too few words to tell one from another
/// @param links sites that it links to, as somebody registered them, each once, in the order of the
///   text; at most [#LINKS]
public record Likeness(Optional<Template> template, List<String> links) {
  /// Nothing is known of it.
  public static final Likeness NONE = new Likeness(Optional.empty(), List.of());

  /// Octets of a message that are looked at; what is beyond is as if it were not there.
  public static final int OCTETS = 64 * 1024;

  /// Characters of its text that are looked at.
  public static final int CHARACTERS = 8 * 1024;

  /// Words of its text that make its template.
  public static final int WORDS = 1_000;

  /// Sites of links that are kept; further ones are not told.
  public static final int LINKS = 10;

  private static final MimeBounds BOUNDS = new MimeBounds(8, 50, 32 * 1024, 200, OCTETS);

  public Likeness {
    links = List.copyOf(links);
  }

  /// Reads a message.
  ///
  /// @param octets of it from its beginning, header included; may be cut
  public static Likeness of(byte[] octets) {
    byte[] begin = octets.length <= OCTETS ? octets : Arrays.copyOf(octets, OCTETS);
    Sites sites = new Sites(LINKS);
    String text = SeenText.of(Entity.read(begin, BOUNDS), sites);
    List<String> words = Words.of(text, sites);
    return new Likeness(Template.of(words), sites.found());
  }
}
