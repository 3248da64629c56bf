/// What a mail transaction is made of: paths and domains, the envelope with its parameters, the
/// octets of a message, and the few header fields that a gateway reads or adds.
///
/// The package exists so that everybody compares, stores and prints an address the same way. Text
/// from a client becomes a [weir.mail.Path] through [weir.mail.PathParser] once, and a value that
/// exists is valid: nothing behind the parser checks for line ends or control characters again.
/// Octets of a message are a [weir.mail.Content]; its header is read with bounds by
/// [weir.mail.HeaderList] and never rewritten: a gateway adds fields on top and cuts forged ones
/// out.
///
/// It never expands a routing form (`%`, `!`, source routes), never asks the DNS, and never decides
/// anything.
///
/// ## One form for policy keys
///
/// A domain is kept as the name that the DNS is asked for: lower-case ASCII, internationalized
/// labels as A-labels. U-labels are converted by the rules of IDNA2008 (NFC, lower case, Punycode;
/// `ß` and `ς` are letters of their own), not by `java.net.IDN`, which implements IDNA2003 and
/// turns `straße` into another registrant's `strasse`. A local part is kept as written, with quotes
/// removed; [weir.mail.Path.Mailbox#key()] folds case and normalizes to NFC for lists and limits.
@NullMarked
package weir.mail;

import org.jspecify.annotations.NullMarked;
