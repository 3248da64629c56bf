package weir.bench.outbound;

import java.util.Locale;

/// What customers do with mail.
enum CustomerKind {
  /// People who write to people.
  MAILBOX,
  /// A shop, which writes to who orders, and now and then to all its customers.
  SHOP,
  /// A newsletter of which the operator knows, with an exemption for what its plan allows.
  NEWSLETTER_WITHIN_PLAN,
  /// A newsletter without an exemption, or beyond it.
  NEWSLETTER_OVER_PLAN,
  /// A site with a form, which people and robots fill in.
  CONTACT_FORM,
  /// What comes goes elsewhere; nothing of that is authored here.
  FORWARDER,
  /// A list that a script expands.
  LIST,
  /// Programs that write to their owner.
  CRON,
  /// Many sites of all kinds under one account.
  RESELLER;

  /// As tables of a mix and people write it.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
