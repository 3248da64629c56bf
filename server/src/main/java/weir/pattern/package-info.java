/// Regular expressions, the same dialect for everybody who may write one.
///
/// Exists so that no expression can hang the server: matching takes time linear in the text, and
/// what would need more (back-references, look-around, possessive quantifiers) is a mistake when
/// the settings are read. [Pattern#read] gives a pattern or the place of the mistake.
///
/// Nothing else in the server uses `java.util.regex` on text from outside, or expressions from
/// settings.
@NullMarked
package weir.pattern;

import org.jspecify.annotations.NullMarked;
