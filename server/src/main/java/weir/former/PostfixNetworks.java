package weir.former;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// `mynetworks`: whom Postfix lets send anywhere. The first item that holds an address decides, and
/// one with `!` keeps it out (postconf(5)).
///
/// @param items those that are understood, in their order
/// @param unread those that are not, in their order
public record PostfixNetworks(List<Item> items, List<Unread> unread) {
  private static final String NAME = "mynetworks";

  /// Postfix's own interfaces are in it where nothing is set; of those only this one is known.
  private static final List<Item> LOOPBACK =
      List.of(
          new Item(IpPrefix.of("127.0.0.0/8"), false, "127.0.0.0/8"),
          new Item(IpPrefix.of("::1"), false, "[::1]/128"));

  /// @param kept whether `!` stands before it
  /// @param text as written
  public record Item(IpPrefix network, boolean kept, String text) {}

  /// @param kept whether `!` stands before it: then nobody knows whom it keeps out of what follows
  /// @param before how many of `items` stand before it
  public record Unread(String text, boolean kept, int before) {}

  public PostfixNetworks {
    items = List.copyOf(items);
    unread = List.copyOf(unread);
  }

  /// Networks, `!`, and `/files` of both; tables are not read.
  public static PostfixNetworks read(PostfixMain main) throws IOException {
    if (main.parameter(NAME).isEmpty()) {
      return new PostfixNetworks(LOOPBACK, List.of());
    }
    List<Item> items = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (String word : main.items(NAME)) {
      for (String text : unfolded(main, word)) {
        boolean kept = text.startsWith("!");
        String bare = text.replaceFirst("^!+", "").replace("[", "").replace("]", "");
        IpPrefix.parse(bare.toLowerCase(Locale.ROOT))
            .ifPresentOrElse(
                network -> items.add(new Item(network, kept, text)),
                () -> unread.add(new Unread(text, kept, items.size())));
      }
    }
    return new PostfixNetworks(items, unread);
  }

  /// A file stands for the words in it, `!` before it for `!` before each.
  private static List<String> unfolded(PostfixMain main, String word) throws IOException {
    String path = word.replaceFirst("^!", "");
    Optional<OldFile> file =
        path.startsWith("/")
            ? OldFile.in(main.folder(), path.substring(path.lastIndexOf('/') + 1))
            : Optional.empty();
    String mark = word.startsWith("!") ? "!" : "";
    return file.map(found ->
            found.said().stream()
                .flatMap(line -> List.of(line.text().strip().split("[,\\s]+")).stream())
                .map(each ->
                    mark.isEmpty() || !each.startsWith("!") ? mark + each : each.substring(1))
                .toList())
        .orElse(List.of(word));
  }

  /// Whether Postfix lets this address send anywhere.
  boolean contains(IpAddress address) {
    return items.stream()
        .filter(item -> item.network().contains(address))
        .findFirst()
        .filter(item -> !item.kept())
        .isPresent();
  }

  /// What an item lets in, less what stands before it with `!`.
  public List<IpPrefix> open(Item item) {
    List<IpPrefix> open = item.kept() ? List.of() : List.of(item.network());
    for (Item before : items.subList(0, items.indexOf(item))) {
      if (before.kept()) {
        open = open.stream().flatMap(each -> each.without(before.network()).stream()).toList();
      }
    }
    return open;
  }

  /// What stands before an item with `!` and cannot be read: the first of it.
  public Optional<Unread> doubt(Item item) {
    return unread.stream()
        .filter(each -> each.kept() && each.before() <= items.indexOf(item))
        .findFirst();
  }
}
