package weir.agent.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weir.agent.fence.Fence.Named;
import weir.agent.fence.Fence.Permitted;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What a fence was made of, as comments at the head of the text that nft is given: a file that is
/// kept says by itself what is wanted, and never differs from it.
final class FenceText {
  private static final String MARK = "#: ";

  private FenceText() {}

  static String of(Fence fence) {
    StringBuilder text = new StringBuilder();
    line(text, "enforced", words(fence.enforced()));
    line(text, "observed", words(fence.observed()));
    fence.written().forEach(each -> line(text, "permit", each.servers() + " " + each.port()));
    fence
        .named()
        .forEach(each ->
            line(
                text,
                "name",
                each.name()
                    + " "
                    + words(each.ports()).replace(' ', ',')
                    + " "
                    + words(each.addresses())));
    line(text, "exempt-users", words(fence.exemptUsers()));
    line(text, "exempt-groups", words(fence.exemptGroups()));
    fence.exemptCgroups().forEach(each -> line(text, "exempt-cgroup", each));
    line(text, "forwarded", Boolean.toString(fence.forwarded()));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(MARK).append(key).append(' ').append(value).append('\n');
  }

  private static String words(java.util.Collection<?> all) {
    return all.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  /// @throws IOException where the text does not say it: somebody else wrote it
  static Fence read(String text) throws IOException {
    List<String[]> lines =
        text.lines()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()).strip().split(" "))
            .toList();
    if (lines.isEmpty()) {
      throw new IOException(
          "the fence that is kept does not say what it was made of: weir fence revert, and apply anew");
    }
    try {
      return new Fence(
          numbers(lines, "enforced"),
          numbers(lines, "observed"),
          all(lines, "permit").stream().map(FenceText::permitted).toList(),
          all(lines, "name").stream().map(FenceText::named).toList(),
          longs(lines, "exempt-users"),
          longs(lines, "exempt-groups"),
          all(lines, "exempt-cgroup").stream().map(List::getFirst).toList(),
          all(lines, "forwarded").contains(List.of("true")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          "the fence that is kept is not as it was written: " + e.getMessage(), e);
    }
  }

  private static List<List<String>> all(List<String[]> lines, String key) {
    List<List<String>> all = new ArrayList<>();
    for (String[] line : lines) {
      if (line[0].equals(key)) {
        all.add(Arrays.asList(line).subList(1, line.length));
      }
    }
    return all;
  }

  private static Permitted permitted(List<String> words) {
    return new Permitted(IpPrefix.of(words.get(0)), Integer.parseInt(words.get(1)));
  }

  private static Named named(List<String> words) {
    SortedSet<Integer> ports = new TreeSet<>();
    for (String port : words.get(1).split(",")) {
      ports.add(Integer.parseInt(port));
    }
    List<IpAddress> addresses =
        words.subList(2, words.size()).stream()
            .map(each -> IpAddress.parse(each).orElseThrow(IllegalArgumentException::new))
            .toList();
    return new Named(words.get(0).toLowerCase(Locale.ROOT), ports, addresses);
  }

  private static SortedSet<Integer> numbers(List<String[]> lines, String key) {
    return longs(lines, key).stream()
        .map(Long::intValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<Long> longs(List<String[]> lines, String key) {
    return all(lines, key).stream()
        .flatMap(List::stream)
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
