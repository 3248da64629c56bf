package weir.listfile;

/// How the lines of a list are read. They differ in two things only: what a line without a prefix
/// is, and what `!` means.
public enum ReadAs {
  /// Literals; `!` begins an exception.
  PLAIN,
  /// Wildmat patterns of the whole text; `!` begins an exception.
  GLOB,
  /// Perl-style regular expressions found anywhere; `!` begins an exception.
  REGEX,
  /// POSIX extended regular expressions found anywhere; `!` means "does not match" (qregex).
  QREGEX,
  /// SPAMCONTROL's `badmailfrom`: literals or wildmat patterns, `!` begins an exception, and the
  /// forms `?address`, `@domain+`, `@domain-`, `@domain=` and `~host`.
  SPAMCONTROL
}
