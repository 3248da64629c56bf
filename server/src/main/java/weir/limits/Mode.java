package weir.limits;

import weir.config.Doc;

/// Whether a rule may lead to more than words.
enum Mode {
  @Doc("Staff are told, and nothing else happens.")
  OBSERVE,
  @Doc("Responses may follow, up to `up-to`.")
  ACT
}
