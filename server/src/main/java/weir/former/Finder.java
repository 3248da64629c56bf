package weir.former;

import java.util.Optional;

/// A list of the old system that finds the line for a name or an address.
interface Finder {
  Finder NOTHING = _ -> Optional.empty();

  Optional<OldLine> find(String text);

  /// This list, then another.
  default Finder then(Finder next) {
    return text -> find(text).or(() -> next.find(text));
  }

  /// This list without what another one finds.
  default Finder sparing(Finder exempt) {
    return text -> exempt.find(text).isPresent() ? Optional.empty() : find(text);
  }
}
