package weir.listfile;

/// What a line says of what it matches.
public enum Word {
  LISTED,
  /// Not listed after all: earlier lines of the same list do not count.
  EXCEPTED,
  /// SPAMCONTROL's `?address`: let in, whatever other lines say, before it or behind it.
  ALLOWED
}
