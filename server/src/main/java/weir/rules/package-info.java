/// Rules that administrators write: conditions over facts and findings.
///
/// Exists so that a site can say what no shipped check says, without code. A condition is written
/// in the Common Expression Language, checked for its types and for its cost when the settings are
/// read, and is a [weir.verdict.Rule] from then on: [Rules#compile].
///
/// What a rule means is given by the caller. Nothing here reads settings, asks the network or keeps
/// anything between two questions, and no evaluation throws. The language's library is loaded at
/// the first call of `compile` and not before.
@NullMarked
package weir.rules;

import org.jspecify.annotations.NullMarked;
