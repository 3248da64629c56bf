package weir.smtp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The service extensions in an EHLO reply (RFC 5321 section 4.1.1.1): those of a next hop, or
/// those we offer.
///
/// Extensions that are not named here are left out: we never use what we do not know.
///
/// @param keywords what is offered; of AUTH, LIMITS, XCLIENT and XFORWARD their parameters say that
/// @param size the most octets a message may have; absent where SIZE named none or 0, "no fixed
///   limit"
/// @param limits of LIMITS
/// @param auth mechanisms of AUTH, upper case; empty where it is not offered
/// @param xclient attributes of XCLIENT, upper case; empty where it is not offered
/// @param xforward attributes of XFORWARD, upper case; empty where it is not offered
public record Extensions(
    Set<Keyword> keywords,
    OptionalLong size,
    TransactionLimits limits,
    Set<String> auth,
    Set<String> xclient,
    Set<String> xforward) {

  /// What a server offers that knows HELO only.
  public static final Extensions NONE = parse(List.of());

  public Extensions {
    auth = Set.copyOf(auth);
    xclient = Set.copyOf(xclient);
    xforward = Set.copyOf(xforward);
    EnumSet<Keyword> offered = EnumSet.noneOf(Keyword.class);
    offered.addAll(keywords);
    put(offered, Keyword.AUTH, !auth.isEmpty());
    put(offered, Keyword.LIMITS, !limits.isNone());
    put(offered, Keyword.XCLIENT, !xclient.isEmpty());
    put(offered, Keyword.XFORWARD, !xforward.isEmpty());
    keywords = Collections.unmodifiableSet(offered);
  }

  private static void put(Set<Keyword> offered, Keyword keyword, boolean offer) {
    if (offer) {
      offered.add(keyword);
    } else {
      offered.remove(keyword);
    }
  }

  public boolean offers(Keyword keyword) {
    return keywords.contains(keyword);
  }

  /// Reads a 250 answer to EHLO. Its first line is the server's name; a reply that is not 250
  /// offers nothing.
  public static Extensions parse(Reply ehlo) {
    return ehlo.code() == 250 ? parse(ehlo.lines().subList(1, ehlo.lines().size())) : NONE;
  }

  private static Extensions parse(List<String> keywordLines) {
    Set<Keyword> keywords = EnumSet.noneOf(Keyword.class);
    OptionalLong size = OptionalLong.empty();
    TransactionLimits limits = TransactionLimits.NONE;
    Set<String> auth = new TreeSet<>();
    Set<String> xclient = new TreeSet<>();
    Set<String> xforward = new TreeSet<>();
    for (String line : keywordLines) {
      List<String> words = words(line);
      Keyword keyword = words.isEmpty() ? null : Keyword.of(words.getFirst());
      if (keyword == null) {
        continue;
      }
      keywords.add(keyword);
      List<String> parameters = words.subList(1, words.size());
      switch (keyword) {
        case SIZE -> size = parameters.isEmpty() ? size : limit(parameters.getFirst());
        case LIMITS -> limits = TransactionLimits.parse(parameters);
        case AUTH -> auth.addAll(parameters);
        case XCLIENT -> xclient.addAll(parameters);
        case XFORWARD -> xforward.addAll(parameters);
        case PIPELINING,
            STARTTLS,
            ENHANCEDSTATUSCODES,
            EIGHT_BIT_MIME,
            DSN,
            SMTPUTF8,
            CHUNKING,
            PRDR -> {}
      }
    }
    return new Extensions(keywords, size, limits, auth, xclient, xforward);
  }

  /// The keyword lines of an EHLO reply that offers this, without the line with the name.
  public List<String> lines() {
    List<String> lines = new ArrayList<>(keywords.size());
    for (Keyword keyword : keywords) {
      String parameters = parameters(keyword);
      lines.add(parameters.isEmpty() ? keyword.word() : keyword.word() + " " + parameters);
    }
    return lines;
  }

  private String parameters(Keyword keyword) {
    return switch (keyword) {
      case SIZE -> size.isPresent() ? Long.toString(size.getAsLong()) : "";
      case LIMITS -> String.join(" ", limits.words());
      case AUTH -> String.join(" ", new TreeSet<>(auth));
      case XCLIENT -> String.join(" ", new TreeSet<>(xclient));
      case XFORWARD -> String.join(" ", new TreeSet<>(xforward));
      case PIPELINING,
          STARTTLS,
          ENHANCEDSTATUSCODES,
          EIGHT_BIT_MIME,
          DSN,
          SMTPUTF8,
          CHUNKING,
          PRDR ->
          "";
    };
  }

  /// What holds from end to end over a hop: SIZE, and of `keywords` what is not only between us and
  /// the hop on our own connections.
  ///
  /// @param size the largest message; empty where there is no bound, or none that is known
  public static Extensions endToEnd(OptionalLong size, Set<Keyword> keywords) {
    EnumSet<Keyword> reaching = EnumSet.of(Keyword.SIZE);
    for (Keyword keyword : keywords) {
      if (keyword.isEndToEnd()) {
        reaching.add(keyword);
      }
    }
    return new Extensions(reaching, size, TransactionLimits.NONE, Set.of(), Set.of(), Set.of());
  }

  /// What holds end to end over both, with the larger SIZE: which of the two a message goes to is
  /// known at RCPT, and until then nobody is refused for the smaller. What two hops do with us on
  /// their own connections is left out.
  public Extensions endToEnd(Extensions other) {
    Set<Keyword> both = EnumSet.noneOf(Keyword.class);
    for (Keyword keyword : keywords) {
      if (keyword.isEndToEnd() && other.offers(keyword)) {
        both.add(keyword);
      }
    }
    OptionalLong larger =
        size.isPresent() && other.size.isPresent()
            ? OptionalLong.of(Math.max(size.getAsLong(), other.size.getAsLong()))
            : OptionalLong.empty();
    return new Extensions(
        both,
        both.contains(Keyword.SIZE) ? larger : OptionalLong.empty(),
        TransactionLimits.NONE,
        Set.of(),
        Set.of(),
        Set.of());
  }

  /// Words in upper case. `AUTH=LOGIN`, from before RFC 2554, is read as `AUTH LOGIN`.
  private static List<String> words(String line) {
    String upper = line.strip().toUpperCase(Locale.ROOT);
    String spaced = upper.startsWith("AUTH=") ? "AUTH " + upper.substring(5) : upper;
    List<String> words = new ArrayList<>();
    for (String word : spaced.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /// RFC 1870 section 3: up to twenty digits, 0 for "no fixed limit". What is no number is no limit
  /// known to us.
  private static OptionalLong limit(String digits) {
    if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    long limit = Long.parseLong(digits);
    return limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit);
  }
}
