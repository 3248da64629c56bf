package weir.imap;

import java.io.IOException;

/// An answer that is none of IMAP's, or is longer than it may be. What follows it cannot be told
/// apart any more.
public final class ImapNonsense extends IOException {
  private static final long serialVersionUID = 1;

  public ImapNonsense(String what) {
    super("the server answers " + what);
  }
}
