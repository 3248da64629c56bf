package weir.wire;

/// Another thread of ours asked this session to come to an end ([Wire#recall]). Nothing more can be
/// read; a last reply can still be written.
public final class Recalled extends WireException {

  Recalled() {
    super("recalled");
  }
}
