package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.dns.Zone;
import weir.net.IpAddress;

/// Clients and envelopes to try old and new rules with, one a line:
///
/// ```
/// # client      name              helo              from            to               ident
/// 192.0.2.7     mail.example.net  mail.example.net  sue@example.net ann@example.com
/// 192.0.2.8     -                 -                 <>              bob@example.com  bill@
/// dns 8.2.0.192.bl.example.org TXT "listed"
/// ```
///
/// `-` stands for "none". A client's name leads back to its address. With a `dns` line nobody is
/// asked: what is not written does not exist.
///
/// @param world what the file says of DNS
/// @param closed whether nobody else is asked
public record CompareFile(List<Attempt> attempts, Zone world, boolean closed) {
  private static final int COLUMNS = 5;

  /// Lines that are told one by one; those beyond are counted.
  private static final int MOST_TOLD = 20;

  private static final String NONE = "-";

  public CompareFile {
    attempts = List.copyOf(attempts);
  }

  /// What came of reading a file.
  public sealed interface Outcome {
    record Usable(CompareFile file) implements Outcome {}

    /// @param mistakes each with its line
    record Mistaken(List<String> mistakes) implements Outcome {}
  }

  /// Goes on behind a line that cannot be understood, so that all are told at once.
  public static Outcome read(OldFile file) {
    List<Attempt> attempts = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    Zone world = Zone.EMPTY;
    boolean closed = false;
    for (OldLine line : file.said()) {
      String text = line.text().strip();
      try {
        if (text.startsWith("dns ")) {
          world = world.and(text.substring("dns ".length()));
          closed = true;
        } else {
          String[] words = text.split("\\s+");
          attempts.add(attempt(words));
          world = named(world, words);
        }
      } catch (IllegalArgumentException e) {
        mistakes.add(line.place() + ": " + e.getMessage());
      }
    }
    return mistakes.isEmpty()
        ? new Outcome.Usable(new CompareFile(attempts, world, closed))
        : new Outcome.Mistaken(told(mistakes));
  }

  private static List<String> told(List<String> mistakes) {
    int more = mistakes.size() - MOST_TOLD;
    List<String> told = new ArrayList<>(mistakes.subList(0, Math.min(MOST_TOLD, mistakes.size())));
    if (more > 0) {
      told.add("and " + more + (more == 1 ? " more such line" : " more such lines"));
    }
    return told;
  }

  private static Attempt attempt(String[] words) {
    if (words.length < COLUMNS || words.length > COLUMNS + 1) {
      throw new IllegalArgumentException("not: client name helo from to [ident]");
    }
    return new Attempt(
        address(words[0]),
        said(words[2]),
        bare(words[3]),
        bare(words[4]),
        words.length > COLUMNS ? said(words[5].replace("@", "")) : Optional.empty());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no IP address"));
  }

  private static Zone named(Zone world, String[] words) {
    String name = words[1];
    if (name.equals(NONE)) {
      return world;
    }
    IpAddress client = address(words[0]);
    String type = client.isV4() ? "A" : "AAAA";
    return world.and("%s PTR %s%n%s %s %s%n".formatted(client, name, name, type, client));
  }

  private static Optional<String> said(String word) {
    return word.equals(NONE) ? Optional.empty() : Optional.of(word);
  }

  private static String bare(String address) {
    String text = address.equals(NONE) ? "" : address;
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }
}
