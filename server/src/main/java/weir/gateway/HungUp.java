package weir.gateway;

import java.io.IOException;

/// The client closed its side when it was our turn or before its next command: rude, but common.
final class HungUp extends IOException {
  private final SessionEnd end;

  HungUp(SessionEnd end) {
    super(end.words());
    this.end = end;
  }

  SessionEnd end() {
    return end;
  }
}
