/// From a configuration file to records, with all mistakes of the file at once; and from the
/// records to the reference page, the annotated sample and the JSON schema.
///
/// A setting is a record component: its name in kebab-case is the key, [Doc] its sentence,
/// [Default] the value when the file is silent, [Range] its bounds. Every package owns its settings
/// record, and keys that several tables have are a record of their own, in the [SameTable];
/// [Binder] reads any of them and knows none. What spans several keys is said by a record that is
/// [Checked], or later by whoever resolves names, through [Positions].
///
/// It never starts anything, never reads another file than the one it was given, and never guesses:
/// an unknown key is a mistake.
@NullMarked
package weir.config;

import org.jspecify.annotations.NullMarked;
