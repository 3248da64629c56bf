package weir.mime;

/// How much of a message is walked. What is beyond a bound stays in the tree as octets that are not
/// looked into, with a [Fault] that says so.
///
/// @param depth of parts in parts, attached messages among them
/// @param parts altogether
/// @param header octets of the header of one part
/// @param fields of one header
/// @param decoded octets that are made where parts lie inside of something encoded, altogether
public record MimeBounds(int depth, int parts, int header, int fields, int decoded) {
  public static final MimeBounds USUAL =
      new MimeBounds(30, 2_000, 512 * 1024, 2_000, 64 * 1024 * 1024);

  public MimeBounds {
    if (depth < 0 || parts < 1 || header < 1 || fields < 1 || decoded < 0) {
      throw new IllegalArgumentException("a bound that nothing fits in");
    }
  }
}
