package weir.mime;

/// What was wrong with a part, or not looked at.
public enum Fault {
  /// Lines of the header that are no fields were left out.
  HEADER_LINE,
  /// The header ended without an empty line.
  HEADER_WITHOUT_END,
  /// The header is beyond the bound of octets or fields; the body begins where reading stopped.
  HEADER_BOUND,
  /// No boundary of a multipart was found: it is one part without structure.
  NO_BOUNDARY,
  /// The boundary that the header names is not there; one was found that looks like it.
  GUESSED_BOUNDARY,
  /// The last part has no end: the message was cut, or its boundary is damaged.
  NO_LAST_BOUNDARY,
  /// Parts inside are too deep, and are not looked into.
  DEPTH_BOUND,
  /// There are more parts than are kept.
  PARTS_BOUND,
  /// What is encoded here holds more than may be decoded.
  DECODED_BOUND
}
