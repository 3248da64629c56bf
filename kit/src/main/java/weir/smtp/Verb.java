package weir.smtp;

/// The verbs we know, with what each needs and whether anything may be sent behind it without
/// waiting.
public enum Verb {
  HELO(Needs.NOTHING, false),
  EHLO(Needs.NOTHING, true),
  MAIL(Needs.NO_TRANSACTION, false),
  RCPT(Needs.SENDER, false),
  DATA(Needs.RECIPIENT, true),
  /// RFC 3030 section 2.
  BDAT(Needs.RECIPIENT, false),
  RSET(Needs.NOTHING, false),
  NOOP(Needs.NOTHING, true),
  VRFY(Needs.NOTHING, true),
  EXPN(Needs.NOTHING, true),
  HELP(Needs.NOTHING, false),
  QUIT(Needs.NOTHING, true),
  /// RFC 3207 section 4: "The STARTTLS command MUST be the last command in a group".
  STARTTLS(Needs.HELLO, true),
  /// RFC 4954 section 4: not during a transaction; its answer decides what is said next.
  AUTH(Needs.NO_TRANSACTION, true),
  /// RFC 1985.
  ETRN(Needs.HELLO, false),
  /// Postfix's extension; the session begins anew behind it.
  XCLIENT(Needs.NO_TRANSACTION, true),
  /// Postfix's extension.
  XFORWARD(Needs.NO_TRANSACTION, false),
  /// Whatever else stands where a verb should.
  UNKNOWN(Needs.NOTHING, false);

  private static final Verb[] KNOWN = values();
  private static final int LONGEST = 8;

  private final Needs needs;
  private final boolean lastOfGroup;
  private final long packed;

  Verb(Needs needs, boolean lastOfGroup) {
    this.needs = needs;
    this.lastOfGroup = lastOfGroup;
    this.packed = name().equals("UNKNOWN") ? 0 : pack(name());
  }

  public Needs needs() {
    return needs;
  }

  /// Whether the client must wait for the answer before it sends more, PIPELINING or not.
  ///
  /// RFC 2920 section 3.1: "The EHLO, DATA, VRFY, EXPN, TURN, QUIT, and NOOP commands can only
  /// appear as the last command in a group since their success or failure produces a change of
  /// state which the client SMTP must accommodate."
  public boolean lastOfGroup() {
    return lastOfGroup;
  }

  /// The verb of `octets[from, end)` in any case (RFC 5321 section 2.4), or [#UNKNOWN].
  static Verb of(byte[] octets, int from, int end) {
    if (end - from > LONGEST) {
      return UNKNOWN;
    }
    long packed = 0;
    for (int i = from; i < end; i++) {
      int octet = octets[i];
      int upper = octet >= 'a' && octet <= 'z' ? octet - ('a' - 'A') : octet;
      packed = packed << 8 | (upper & 0xff);
    }
    for (Verb verb : KNOWN) {
      if (verb.packed == packed) {
        return verb;
      }
    }
    return UNKNOWN;
  }

  private static long pack(String name) {
    long packed = 0;
    for (int i = 0; i < name.length(); i++) {
      packed = packed << 8 | name.charAt(i);
    }
    return packed;
  }
}
