package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.dns.ReturnCodes;

/// A DNS list as Postfix names one: `zone`, `zone=127.0.0.2`, `zone=127.0.0.[2;4..8]`, and in
/// postscreen `zone*3`.
///
/// @param codes answers that count, as ours writes them; none for every answer
/// @param weight 1 where none is given
public record PostfixZone(String zone, List<String> codes, int weight) {
  public PostfixZone {
    codes = List.copyOf(codes);
  }

  /// Empty where the codes cannot be said in ours.
  public static Optional<PostfixZone> read(String text) {
    int star = text.lastIndexOf('*');
    int weight = 1;
    String rest = text;
    if (star > 0 && text.substring(star + 1).matches("-?[0-9]{1,6}")) {
      weight = Integer.parseInt(text.substring(star + 1));
      rest = text.substring(0, star);
    }
    int equals = rest.indexOf('=');
    if (equals < 0) {
      return Optional.of(new PostfixZone(rest, List.of(), weight));
    }
    List<String> codes = codes(rest.substring(equals + 1));
    return codes.isEmpty() || ReturnCodes.parse(codes).isEmpty()
        ? Optional.empty()
        : Optional.of(new PostfixZone(rest.substring(0, equals), codes, weight));
  }

  /// `127.0.0.[2;4..8]` is 127.0.0.2 and 127.0.0.4-8; only the last number may be a set.
  private static List<String> codes(String pattern) {
    int open = pattern.indexOf('[');
    if (open < 0) {
      return List.of(pattern);
    }
    if (!pattern.endsWith("]") || pattern.substring(0, open).split("[.]").length != 3) {
      return List.of();
    }
    List<String> codes = new ArrayList<>();
    for (String part : pattern.substring(open + 1, pattern.length() - 1).split(";")) {
      codes.add(pattern.substring(0, open) + part.replace("..", "-"));
    }
    return codes;
  }

  /// Whether an answer counts.
  boolean counts(int address) {
    return ReturnCodes.parse(codes).orElseThrow().take(address);
  }
}
