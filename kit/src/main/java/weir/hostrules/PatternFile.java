package weir.hostrules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/// The patterns of a file that a pattern names. Whole names, whole addresses, ends and beginnings
/// are kept as texts, so that a file of a hundred thousand costs a look-up no more than one of ten.
final class PatternFile {
  private final Set<String> addressTexts = new HashSet<>();
  private final Set<String> nameTexts = new HashSet<>();
  private final List<HostPattern> others = new ArrayList<>();

  void add(HostPattern pattern) {
    if (!(pattern instanceof HostPattern.Word(var text, var ofName))) {
      others.add(pattern);
      return;
    }
    switch (text.kind()) {
      case WILDCARD, ALL, KNOWN -> others.add(pattern);
      case SUFFIX, PREFIX, EXACT -> {
        addressTexts.add(text.pattern());
        if (ofName) {
          nameTexts.add(text.pattern());
        }
      }
    }
  }

  boolean asksForNames() {
    return !nameTexts.isEmpty() || others.stream().anyMatch(HostPattern::asksForNames);
  }

  boolean matches(Optional<IpAddress> address, @Nullable String name) {
    String text = address.map(IpAddress::toString).orElse(HostPattern.UNKNOWN);
    if (holds(addressTexts, text) || name != null && holds(nameTexts, Text.fold(name))) {
      return true;
    }
    for (HostPattern each : others) {
      if (each.matches(address, name)) {
        return true;
      }
    }
    return false;
  }

  /// The text itself, its beginnings that end in a dot, and its ends that begin with one.
  private static boolean holds(Set<String> texts, String text) {
    if (texts.isEmpty()) {
      return false;
    }
    if (texts.contains(text)) {
      return true;
    }
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      boolean longer = dot > 0;
      if (texts.contains(text.substring(0, dot + 1))
          || longer && texts.contains(text.substring(dot))) {
        return true;
      }
    }
    return false;
  }
}
