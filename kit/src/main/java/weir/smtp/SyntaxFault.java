package weir.smtp;

/// Ends the parsing of a command with the reply it deserves. Never leaves this package and carries
/// no stack.
final class SyntaxFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  SyntaxFault(int code, String enhanced, String text) {
    super(text, null, false, false);
    this.reply = Reply.of(code, enhanced, text);
  }

  Reply reply() {
    return reply;
  }
}
