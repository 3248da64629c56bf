package weir.bench.outbound;

import java.util.Locale;

/// How somebody sends through what is not theirs.
enum AttackKind {
  /// A stolen password, used at once from many networks.
  BOTNET,
  /// A stolen password, used slowly, from one or two networks, by day.
  CAREFUL,
  /// A program put into a site, which sends as fast as it can.
  SCRIPT,
  /// A form that sends to whomever is written into it.
  FORM,
  /// A few messages through each of many accounts.
  SNOWSHOE,
  /// A stolen password, and answers to those with whom its owner writes.
  CONTACTS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
