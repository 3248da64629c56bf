package weir.smtp;

import java.util.ArrayList;
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
/// @param sizeOffered SIZE, RFC 1870
/// @param size the most octets a message may have; absent where SIZE named none or 0, "no fixed
///   limit"
/// @param eightBit 8BITMIME, RFC 6152
/// @param utf8 SMTPUTF8, RFC 6531
/// @param dsn DSN, RFC 3461
/// @param pipelining PIPELINING, RFC 2920
/// @param chunking CHUNKING, RFC 3030
/// @param startTls STARTTLS, RFC 3207
/// @param enhancedCodes ENHANCEDSTATUSCODES, RFC 2034
/// @param prdr PRDR, draft-hall-prdr
/// @param limits LIMITS, RFC 9422
/// @param auth mechanisms of AUTH, RFC 4954, upper case; empty where it is not offered
/// @param xclient attributes of Postfix's XCLIENT, upper case; empty where it is not offered
/// @param xforward attributes of Postfix's XFORWARD, upper case; empty where it is not offered
public record Extensions(
    boolean sizeOffered,
    OptionalLong size,
    boolean eightBit,
    boolean utf8,
    boolean dsn,
    boolean pipelining,
    boolean chunking,
    boolean startTls,
    boolean enhancedCodes,
    boolean prdr,
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
  }

  /// Reads a 250 answer to EHLO. Its first line is the server's name; a reply that is not 250
  /// offers nothing.
  public static Extensions parse(Reply ehlo) {
    return ehlo.code() == 250 ? parse(ehlo.lines().subList(1, ehlo.lines().size())) : NONE;
  }

  private static Extensions parse(List<String> keywordLines) {
    Set<String> keywords = new TreeSet<>();
    OptionalLong size = OptionalLong.empty();
    TransactionLimits limits = TransactionLimits.NONE;
    Set<String> auth = new TreeSet<>();
    Set<String> xclient = new TreeSet<>();
    Set<String> xforward = new TreeSet<>();
    for (String line : keywordLines) {
      List<String> words = words(line);
      if (words.isEmpty()) {
        continue;
      }
      keywords.add(words.getFirst());
      List<String> parameters = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "SIZE" -> size = parameters.isEmpty() ? size : limit(parameters.getFirst());
        case "LIMITS" -> limits = TransactionLimits.parse(parameters);
        case "AUTH" -> auth.addAll(parameters);
        case "XCLIENT" -> xclient.addAll(parameters);
        case "XFORWARD" -> xforward.addAll(parameters);
        default -> {}
      }
    }
    return new Extensions(
        keywords.contains("SIZE"),
        size,
        keywords.contains("8BITMIME"),
        keywords.contains("SMTPUTF8"),
        keywords.contains("DSN"),
        keywords.contains("PIPELINING"),
        keywords.contains("CHUNKING"),
        keywords.contains("STARTTLS"),
        keywords.contains("ENHANCEDSTATUSCODES"),
        keywords.contains("PRDR"),
        limits,
        auth,
        xclient,
        xforward);
  }

  /// The keyword lines of an EHLO reply that offers this, without the line with the name.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    offer(lines, pipelining, "PIPELINING");
    offer(lines, sizeOffered, size.isPresent() ? "SIZE " + size.getAsLong() : "SIZE");
    offer(lines, startTls, "STARTTLS");
    offer(lines, "AUTH", auth);
    offer(lines, enhancedCodes, "ENHANCEDSTATUSCODES");
    offer(lines, eightBit, "8BITMIME");
    offer(lines, dsn, "DSN");
    offer(lines, utf8, "SMTPUTF8");
    offer(lines, chunking, "CHUNKING");
    offer(lines, prdr, "PRDR");
    offer(lines, !limits.isNone(), "LIMITS " + String.join(" ", limits.words()));
    offer(lines, "XCLIENT", xclient);
    offer(lines, "XFORWARD", xforward);
    return lines;
  }

  /// What holds from end to end over a hop, without what it does on its own connections only.
  ///
  /// @param size the largest message; empty where there is no bound, or none that is known
  public static Extensions endToEnd(
      OptionalLong size, boolean eightBit, boolean utf8, boolean dsn) {
    return new Extensions(
        true,
        size,
        eightBit,
        utf8,
        dsn,
        false,
        false,
        false,
        false,
        false,
        TransactionLimits.NONE,
        Set.of(),
        Set.of(),
        Set.of());
  }

  /// What holds end to end over both: SIZE (the smaller), 8BITMIME, SMTPUTF8 and DSN. What two hops
  /// do with us on their own connections is left out.
  public Extensions endToEnd(Extensions other) {
    boolean bothSize = sizeOffered && other.sizeOffered;
    OptionalLong smaller = size;
    if (size.isEmpty() || (other.size.isPresent() && other.size.getAsLong() < size.getAsLong())) {
      smaller = other.size;
    }
    return new Extensions(
        bothSize,
        bothSize ? smaller : OptionalLong.empty(),
        eightBit && other.eightBit,
        utf8 && other.utf8,
        dsn && other.dsn,
        false,
        false,
        false,
        false,
        false,
        TransactionLimits.NONE,
        Set.of(),
        Set.of(),
        Set.of());
  }

  private static void offer(List<String> lines, boolean offered, String line) {
    if (offered) {
      lines.add(line);
    }
  }

  private static void offer(List<String> lines, String keyword, Set<String> words) {
    if (!words.isEmpty()) {
      lines.add(keyword + " " + String.join(" ", new TreeSet<>(words)));
    }
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
