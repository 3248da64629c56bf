package weir.received;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A Received field taken apart at its keywords (RFC 5321 section 4.4), and no further.
///
/// The word behind a keyword is its value whatever it looks like, so a client that calls itself
/// `by` moves nothing. Quoted strings, paths in angle brackets and comments are taken whole.
///
/// @param all in order; the first one has no keyword where the field begins with a comment
/// @param date what stands behind the semicolon
record Clauses(List<Clause> all, Optional<String> date) {
  private static final Set<String> KEYWORDS = Set.of("by", "via", "with", "id", "for");

  /// @param keyword in lower case; empty for what stands before the first
  record Clause(String keyword, List<Part> parts) {

    /// The value: the first word.
    Optional<String> word() {
      return words().findFirst();
    }

    Stream<String> words() {
      return parts.stream().filter(Part.Word.class::isInstance).map(Part::text);
    }

    List<String> comments() {
      return parts.stream().filter(Part.Comment.class::isInstance).map(Part::text).toList();
    }
  }

  /// Takes a field apart; empty where a comment does not end, or a clause stands twice: then it
  /// cannot be told which of them the server wrote.
  static Optional<Clauses> of(String value) {
    Parts parts = new Parts(value);
    List<Clause> clauses = new ArrayList<>();
    String keyword = "";
    List<Part> own = new ArrayList<>();
    for (Optional<Part> next = parts.next(); next.isPresent(); next = parts.next()) {
      Part part = next.get();
      String word = part instanceof Part.Word(String text) ? text.toLowerCase(Locale.ROOT) : "";
      boolean first = clauses.isEmpty() && own.isEmpty() && keyword.isEmpty();
      boolean begins =
          first && word.equals("from")
              || KEYWORDS.contains(word) && (!own.isEmpty() || keyword.isEmpty());
      if (begins) {
        add(clauses, keyword, own);
        keyword = word;
        own = new ArrayList<>();
      } else {
        own.add(part);
      }
    }
    add(clauses, keyword, own);
    boolean isPlain =
        !parts.isBroken()
            && clauses.stream().map(Clause::keyword).distinct().count() == clauses.size();
    return isPlain ? Optional.of(new Clauses(clauses, parts.rest())) : Optional.empty();
  }

  private static void add(List<Clause> clauses, String keyword, List<Part> parts) {
    if (!keyword.isEmpty() || !parts.isEmpty()) {
      clauses.add(new Clause(keyword, List.copyOf(parts)));
    }
  }

  Optional<Clause> clause(String keyword) {
    return all.stream().filter(each -> each.keyword().equals(keyword)).findFirst();
  }

  /// The value of a clause.
  Optional<String> word(String keyword) {
    return clause(keyword).flatMap(Clause::word);
  }

  /// Comments from `by` on, where the server speaks of itself.
  Stream<String> ownComments() {
    return all.stream()
        .filter(each -> KEYWORDS.contains(each.keyword()))
        .flatMap(each -> each.comments().stream());
  }
}
