/// Conditions that administrators write: over facts and findings of one message ([MailRules]), and
/// over what the meters of a sender show ([MeterRules]).
///
/// Exists so that a site can say what no shipped check or rule says, without code. A condition is
/// written in the Common Expression Language, checked for its types and for its cost when the
/// settings are read, and can be asked from then on. Both uses have one language: [Reader] reads,
/// [Question] is asked, and a [Term] is what a condition can speak of ([MailFact], [MeterFact]).
///
/// What a rule means is given by the caller. Nothing here reads settings, asks the network or keeps
/// anything between two questions, and no evaluation throws. The language's library is loaded at
/// the first call of `compile` and not before.
@NullMarked
package weir.rules;

import org.jspecify.annotations.NullMarked;
