/// Postfix's policy delegation (SMTPD_POLICY_README): what its SMTP server asks before it answers a
/// client, and the answer. One connection carries many questions, one after the other.
@NullMarked
package weir.policywire;

import org.jspecify.annotations.NullMarked;
