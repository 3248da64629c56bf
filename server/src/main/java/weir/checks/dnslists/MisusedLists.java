package weir.checks.dnslists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.lists.Catalogue;
import weir.lists.Watched;

/// Public lists that are asked as what they are not: one that vouches for clients as a block list,
/// one of names about addresses.
public final class MisusedLists {
  private MisusedLists() {}

  /// A sentence for each.
  ///
  /// @param asked every list as the check that asks it takes it
  public static List<String> remarks(List<Watched> asked) {
    List<String> remarks = new ArrayList<>();
    for (Watched list : asked) {
      Catalogue.find(list.zone())
          .flatMap(known -> misuse(known.kind(), list.kind()))
          .ifPresent(misuse -> remarks.add("list " + list.zone() + misuse));
    }
    return remarks.stream().distinct().toList();
  }

  private static Optional<String> misuse(Catalogue.Kind known, Catalogue.Kind asked) {
    if (known == asked) {
      return Optional.empty();
    }
    return Optional.of(
        switch (known) {
          case ALLOW ->
              asked == Catalogue.Kind.BLOCK
                  ? " is an allow list; asked as a block list it refuses whom it vouches for"
                  : " is an allow list of addresses; asked about names it says nothing";
          case BLOCK ->
              asked == Catalogue.Kind.ALLOW
                  ? " is a block list; asked as an allow list it lets in whom it lists"
                  : " is a list of addresses; asked about names it says nothing";
          case NAMES -> " is a list of names; asked about addresses it says nothing that is true";
        });
  }
}
