package weir.hostrules;

import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Makes host patterns of words, and remarks on what cannot match.
final class HostPatternReader implements HostPattern.Reader {

  /// Files that name files; deeper ones match nobody.
  private static final int DEPTH = 4;

  private final HostsAccess.PatternFiles files;
  private final List<Remark> remarks;
  private String file = "";
  private int line;
  private int depth;

  HostPatternReader(HostsAccess.PatternFiles files, List<Remark> remarks) {
    this.files = files;
    this.remarks = remarks;
  }

  /// Where the words stand that come next.
  void at(String inFile, int inLine) {
    file = inFile;
    line = inLine;
  }

  @Override
  public HostPattern read(String word) {
    if (word.startsWith("@")) {
      return unreadable(
          word, "names an NIS netgroup, and none is asked", new HostPattern.Netgroup());
    }
    if (word.startsWith("/")) {
      return ofFile(word);
    }
    if (word.equalsIgnoreCase("KNOWN")) {
      return new HostPattern.Known();
    }
    if (word.equalsIgnoreCase("LOCAL")) {
      return new HostPattern.Local();
    }
    int slash = Brackets.indexOf(word, '/', 0);
    if (slash >= 0) {
      return masked(word, word.substring(0, slash), word.substring(slash + 1));
    }
    if (word.startsWith("[") && word.endsWith("]")) {
      return v6(word, word, "128");
    }
    return word(word);
  }

  private HostPattern word(String word) {
    Text text = Text.of(word);
    boolean ofName = !word.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '/');
    if (text.kind() == Text.Kind.EXACT && (!ofName || word.indexOf(':') >= 0)) {
      if (IpAddress.parse(word).filter(a -> a.toString().equals(text.pattern())).isEmpty()) {
        never(word, "an address is written in full, a prefix ends in a dot, IPv6 has brackets");
      }
    }
    if (text.kind() == Text.Kind.WILDCARD && (word.startsWith(".") || word.endsWith("."))) {
      never(word, "a dot in front or behind means nothing beside * and ?");
    }
    return new HostPattern.Word(text, ofName);
  }

  private HostPattern masked(String word, String net, String mask) {
    if (net.startsWith("[")) {
      return v6(word, net, mask);
    }
    Optional<Integer> netBits = dotted(net);
    Optional<Integer> maskBits = mask.indexOf('.') >= 0 ? dotted(mask) : ofLength(mask);
    if (netBits.isEmpty() || maskBits.isEmpty()) {
      return unreadable(word, "is no net/mask", new HostPattern.Unreadable());
    }
    if ((netBits.get() & ~maskBits.get()) != 0) {
      never(word, "the net has bits outside of its mask");
    }
    return new HostPattern.Masked(netBits.get(), maskBits.get());
  }

  private static Optional<Integer> dotted(String text) {
    return IpAddress.parse(text)
        .filter(address -> address.isV4() && text.indexOf(':') < 0)
        .map(address -> (int) address.low());
  }

  private static Optional<Integer> ofLength(String text) {
    int bits = number(text);
    return bits < 1 || bits > 32 ? Optional.empty() : Optional.of(-1 << 32 - bits);
  }

  /// The digits in front, as `atoi` takes them: what stands behind them is passed over.
  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
      value = Math.min(1000, value * 10 + text.charAt(i) - '0');
    }
    return value;
  }

  private HostPattern v6(String word, String bracketed, String length) {
    Optional<IpAddress> address =
        bracketed.endsWith("]")
            ? IpAddress.parse(bracketed.substring(1, bracketed.length() - 1))
            : Optional.empty();
    int bits = number(length);
    if (address.isEmpty() || bits > 128 || address.get().isV4()) {
      return unreadable(word, "is no [IPv6 address]/length", new HostPattern.Unreadable());
    }
    IpPrefix network = address.get().network(0, bits);
    return new HostPattern.V6(network);
  }

  private HostPattern ofFile(String path) {
    Optional<String> text = depth < DEPTH ? files.read(path) : Optional.empty();
    if (text.isEmpty()) {
      never(path, "there is no such file");
      return new HostPattern.Unreadable();
    }
    PatternFile patterns = new PatternFile();
    depth++;
    text.get()
        .lines()
        .flatMap(each -> List.of(each.trim().split("\\s+")).stream())
        .filter(word -> !word.isEmpty())
        .forEach(word -> patterns.add(read(word)));
    depth--;
    return new HostPattern.OfFile(patterns);
  }

  private HostPattern unreadable(String word, String why, HostPattern pattern) {
    remarks.add(new Remark(file, line, Remark.Kind.WITHOUT_EFFECT, word + " " + why));
    return pattern;
  }

  private void never(String word, String why) {
    unreadable(word, "matches nobody: " + why, new HostPattern.Unreadable());
  }
}
